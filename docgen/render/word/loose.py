"""Brackets of placeholders that open and open and never close: looking for their ends would have no end itself."""

from __future__ import annotations

import re
from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, Location, report
from docgen.markup import read_xml
from docgen.render.word.package import Package
from docgen.render.word.parts import find_texts, name_part

__all__ = ["find_loose"]

_FEW = 50
_MOST = 30_000_000
"""Signs that may be looked at for the ends of all open brackets of a part; some take a second."""

_SIGNS = re.compile(r"[{｛][{｛]|[}｝][}｝]|[{｛][%％]|[%％][}｝]|[{｛]#|#[}｝]")
_PLAIN = str.maketrans("｛｝％", "{}%")
_ENDS = {"}}": "{{", "%}": "{%", "#}": "{#"}


def find_loose(package: Package) -> Iterator[Diagnostic]:
    """Yield a finding (DG432) for every part in which so much is open that it could not be read in time."""
    for part in find_texts(package):
        content = package.parts[part]
        if content.count(b"{") + content.count("｛".encode()) <= _FEW:
            continue
        words = "".join(map(str, read_xml(content).itertext()))
        loose = _count(words)
        if loose > _FEW and loose * len(content) > _MOST:
            where = Location(file=package.name, path=(part,))
            yield report("DG432", where, part=part, place=name_part(package, part), tag=None)


def _count(words: str) -> int:
    """Count the most brackets of one kind that stand open at the same time."""
    open_now, most = dict.fromkeys(_ENDS.values(), 0), 0
    for found in _SIGNS.finditer(words):
        sign = found[0].translate(_PLAIN)
        if sign in _ENDS:
            open_now[_ENDS[sign]] = max(0, open_now[_ENDS[sign]] - 1)
        else:
            open_now[sign] += 1
            most = max(most, open_now[sign])
    return most
