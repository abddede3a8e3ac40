"""The pictures of a pack: are they larger than paper can show?"""

from __future__ import annotations

from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, Location, report
from docgen.document.pixels import size_of
from docgen.packs.load import Pack

__all__ = ["MAX_BYTES", "MAX_SIDE", "find_heavy_pictures"]

MAX_SIDE = 3600
"""Pixels of the longer side: A4 at 300 dots an inch is 2480 by 3508."""

MAX_BYTES = 2_000_000
"""Bytes of one picture; it is in every document."""


def find_heavy_pictures(pack: Pack) -> Iterator[Diagnostic]:
    """Report pictures of the pack that make documents large and not more beautiful (DG362)."""
    own = pack.chain.layers[0]
    for name, asset in sorted(pack.assets.items()):
        if name not in own.files:
            continue
        size = None if asset.media_type == "image/svg+xml" else size_of(asset.content, asset.media_type)
        if len(asset.content) > MAX_BYTES or (size and max(size) > MAX_SIDE):
            shown = f"{size[0]}×{size[1]}" if size else None
            megabytes = f"{len(asset.content) / 1_000_000:.1f} MB"
            facts = {"member": name, "pixels": shown, "size": megabytes, "most": MAX_SIDE}
            yield report("DG362", Location(own.show(name)), **facts)
