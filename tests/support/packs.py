"""Small packs of one's own, laid out in a folder, and the children of this process."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

__all__ = ["children", "lay_out"]


def lay_out(folder: Path, files: dict[str, str | bytes] | None = None, **sections: str) -> Path:
    """Lay out a pack that extends ``classic`` and has these sections alone, besides other files; return its folder."""
    manifest = f"name: {folder.name}\ntitle: {{zh: 案例, en: Case}}\nextends: classic\n"
    manifest += f"sections: [{', '.join(sections)}]\n" if sections else ""
    texts = {f"sections/{name}.html.j2": text for name, text in sections.items()}
    for name, content in {"pack.yaml": manifest, **texts, **(files or {})}.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return folder


def children(parent: int | None = None) -> list[int]:
    """List the child processes of a process, those that have ended and wait to be noticed, too."""
    return sorted(_children(parent or os.getpid()))


def _children(parent: int) -> Iterator[int]:
    for status in Path("/proc").glob("[0-9]*/stat"):
        try:
            found = re.match(r"(\d+) \(.*\) \S (\d+)", status.read_text(errors="replace"), re.DOTALL)
        except OSError:  # it ended while we looked
            continue
        if found and int(found[2]) == parent:
            yield int(found[1])
