"""Which links may a reader click?"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from weasyprint.formatting_structure.boxes import MarginBox

from docgen.diagnostics import Diagnostic, report
from docgen.harmless import may_link

__all__ = ["keep_links"]


def keep_links(pages: Sequence[Any]) -> tuple[Diagnostic, ...]:
    """Take away links that could start a program or open a file (DG610), and those in heads and feet (DG612).

    The words stay. What runs along on every page is no content, so a link in it has no place in the tree
    of tags. The engine makes a link of every box inside a link, too; the outermost is enough.
    """
    found: dict[tuple[str, str], None] = {}
    for page in pages:
        running = set(_running(page._page_box))  # noqa: SLF001 - the engine has no public way to its boxes
        links, page.links = [link for link in page.links if link[3].link], []
        for link in links:
            if not _is_safe(link[0], link[1]):
                found["DG610", link[1]] = None
            elif link[3] in running:
                found["DG612", link[1]] = None
            else:
                page.links.append(link)
    return tuple(report(code, address=address) for code, address in found)


def _is_safe(kind: str, target: str) -> bool:
    return kind == "internal" or (kind == "external" and may_link(target))


def _running(page: Any) -> Iterator[Any]:
    """Yield every box in the margins of a page."""
    for box in page.children:
        if isinstance(box, MarginBox):
            yield from box.descendants()
