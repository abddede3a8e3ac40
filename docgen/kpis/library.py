"""The library that comes with docgen, and how a library file is read."""

from __future__ import annotations

from functools import cache
from pathlib import Path

from docgen.diagnostics import DocgenError, report
from docgen.kpis.model import Library
from docgen.kpis.shelf import OWN, shelve
from docgen.spec.encoding import decode
from docgen.spec.limits import LIMITS
from docgen.spec.raw import RawSpec
from docgen.spec.yaml_reader import read_yaml

__all__ = ["FILE", "OWN", "built_in", "read_library"]

FILE = "kpis.yaml"
"""What a library is called in a template pack."""


@cache
def built_in() -> Library:
    """Return the library that comes with docgen."""
    return shelve(Path(__file__).with_name("library.yaml").read_text(encoding="utf-8"))


def read_library(content: bytes, name: str) -> RawSpec:
    """Read a library file with the places of its values; one of comments alone is empty.

    Raises DocgenError: DG395 when the file holds no mapping, and what the reader of specs says of a file
    that is no YAML or far too large.
    """
    if len(content) > LIMITS.size:
        raise DocgenError([report("DG104", limit=LIMITS.size).about(name)])
    source = decode(content, name, LIMITS.findings)
    data, mark = read_yaml(source, LIMITS)
    if data is None:
        return RawSpec({}, source)
    if not isinstance(data, dict):
        raise DocgenError([report("DG395", source.at(*((mark.line, mark.column) if mark else (1, 1))))])
    return RawSpec(data, source, mark)
