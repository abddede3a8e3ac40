"""Names of colors that are nearly those of others: a color nobody asks for changes nothing."""

from __future__ import annotations

import re
from collections.abc import Iterator
from difflib import get_close_matches

from docgen.diagnostics import Diagnostic, report
from docgen.packs import brand as brands
from docgen.packs.chain import Chain

__all__ = ["resembling_colors"]

_LIKE = 0.8
"""How alike two names are when one is taken for a slip of the other."""
_NUMBERED = re.compile(r"\d+$")


def resembling_colors(chain: Chain) -> Iterator[Diagnostic]:
    """Report every color of a pack whose name only resembles one of its ancestors (DG338)."""
    known: list[str] = []
    for layer in reversed(chain.layers):
        settings = layer.settings(brands.FILE)
        colors = settings.data.get("colors") if settings else None
        names = list(colors) if isinstance(colors, dict) else []
        for name in names:
            if settings and (near := _resembles(name, known)):
                where = settings.locate(("colors", name), key=True)
                yield report("DG338", where, color=name, near=near)
        known += names


def _resembles(name: str, known: list[str]) -> str | None:
    """Return the color that is meant; one of a row (series_6) or of a family (accent_dark) is new on purpose."""
    if name in known:
        return None
    near = next(iter(get_close_matches(name, known, n=1, cutoff=_LIKE)), None)
    if near is None or name.startswith(f"{near}_") or near.startswith(f"{name}_"):
        return None
    return None if _NUMBERED.sub("", name) == _NUMBERED.sub("", near) else near
