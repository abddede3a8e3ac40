"""JSON through the standard library, guarded before and looked over after.

The library does not say where a value stood. A small scan of the tokens does, and is made only when
somebody asks: for an error.
"""

from __future__ import annotations

import json
import re
from decimal import Decimal

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.spec.json_marks import find_faults
from docgen.spec.limits import Limits
from docgen.spec.order import first_of
from docgen.spec.raw import UNREADABLE, Data, Source, Unreadable
from docgen.spec.yaml_scalars import OutOfReach, number

__all__ = ["NotJson", "guard_json", "read_json"]

# A string is swallowed whole, closed or not, so that what stands in it does not count.
_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[\[\]{},:]', re.DOTALL)
_HALF = re.compile(r"\\u[dD][89a-fA-F]")


class NotJson(Exception):  # noqa: N818 - the caller may try YAML
    """The text is no JSON; ``args[0]`` is the diagnostic."""


class _Suspect:
    """Remembers that something has to be looked at more closely."""

    def __init__(self) -> None:
        self.found = False

    def pairs(self, pairs: list[tuple[str, Data]]) -> dict[str, Data]:
        data = dict(pairs)
        self.found |= len(data) < len(pairs)
        return data

    def constant(self, _: str) -> Unreadable:
        self.found = True
        return UNREADABLE

    def number(self, word: str) -> int | Decimal | Unreadable:
        try:
            return number(word)
        except OutOfReach:
            self.found = True
            return UNREADABLE


def _explain(fault: json.JSONDecodeError, source: Source) -> Diagnostic:
    where = source.at(*source.place(fault.pos))
    if not source.text.lstrip().startswith(("{", "[", '"')):
        return report("DG107", where, looks="YAML", suffix=".yaml")
    found = source.text[fault.pos : fault.pos + 1].strip() or None
    return report("DG107", where, found=found, signs="signs")


def guard_json(source: Source, limits: Limits) -> None:
    """Refuse nesting and size bombs before the parser sees them."""
    depth = values = 0
    for token in _TOKEN.finditer(source.text):
        sign = token.group()
        if sign in "[{":
            depth += 1
        elif sign in "]}":
            depth -= 1
        if not sign.startswith('"'):
            values += sign in "[{,:"
        elif len(sign) - 2 > limits.scalar:
            where = source.at(*source.place(token.start()))
            raise DocgenError([report("DG110", where, length=len(sign) - 2, limit=limits.scalar)])
        if depth > limits.depth or values > limits.values:
            code, limit = ("DG108", limits.depth) if depth > limits.depth else ("DG109", limits.values)
            raise DocgenError([report(code, source.at(*source.place(token.start())), limit=limit)])


def read_json(source: Source, limits: Limits) -> tuple[Data, tuple[Diagnostic, ...]]:
    """Read one JSON document that ``guard_json`` let pass, with the mistakes that left it readable.

    Raises ``NotJson``, or ``DocgenError`` for a file with too many mistakes.
    """
    suspect = _Suspect()
    try:
        data: Data = json.loads(
            source.text,
            parse_float=suspect.number,
            parse_int=suspect.number,
            parse_constant=suspect.constant,
            object_pairs_hook=suspect.pairs,
        )
    except json.JSONDecodeError as fault:
        raise NotJson(_explain(fault, source)) from None
    if suspect.found or _HALF.search(source.text):
        faults = find_faults(source)
        if len(faults) >= limits.findings:
            raise DocgenError(first_of(faults, limits.findings))
        return data, tuple(faults)
    return data, ()
