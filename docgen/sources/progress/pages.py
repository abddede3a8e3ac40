"""Lists that come in pages: does what was read hold all of what there is?"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence

from docgen.diagnostics import Diagnostic, report
from docgen.sources.progress.model import Extent, Reading
from docgen.sources.progress.record import Record

__all__ = ["extent_of", "find_missing_pages"]

_LISTS = ("values", "items", "value")


def extent_of(page: Record, tool: str) -> Extent | None:
    """Return how much of a list a page holds, when it says how much there is."""
    body = page.at("data") if isinstance(page.at("data").data, dict) else page
    name = next((name for name in _LISTS if isinstance(body.at(name).data, list)), None)
    total, is_more, number = (body.at(key).data for key in ("total", "has_more", "page_index"))
    is_last = not is_more if isinstance(is_more, bool) else None
    if name is None or not (_is_count(total) or is_last is not None):
        return None
    return Extent(
        where=body.at(name).where,
        tool=tool,
        entries=len(list(body.items(name))),
        total=int(total) if isinstance(total, int) and _is_count(total) else None,
        page=number if isinstance(number, int) and _is_count(number) else None,
        is_last=is_last,
    )


def _is_count(said: object) -> bool:
    return isinstance(said, int) and not isinstance(said, bool) and said >= 0


def find_missing_pages(readings: Sequence[Reading]) -> Iterator[Diagnostic]:
    """Name the lists of which the files hold less than there is; pages of one list have one total."""
    groups: dict[tuple[str, int | None], list[Extent]] = defaultdict(list)
    for extent in (reading.extent for reading in readings if reading.extent):
        groups[extent.tool, extent.total].append(extent)
    for (_, total), pages in groups.items():
        counted = {
            (page.page if page.page is not None else -number): page for number, page in enumerate(pages, 1)
        }
        count = sum(page.entries for page in counted.values())
        is_cut = count < total if total is not None else not any(page.is_last for page in pages)
        if is_cut:
            yield report("DG740", pages[0].where, count=count, total=total)
