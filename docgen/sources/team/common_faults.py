"""Mistakes of the shared part: said once, and not once for everybody."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.spec.raw import RawSpec
from docgen.spec.validate import validate

__all__ = ["SAMPLE", "find_common"]

SAMPLE = 5
"""People who are looked at: what all of them have at one place is no mistake of any of them."""
_OF_LIBRARIES = frozenset({"DG234"})
"""What only a pack can judge, for it may bring a library of its own."""


def find_common(specs: Iterable[RawSpec]) -> tuple[Diagnostic, ...]:
    """Return the mistakes that all of some people have, word by word and at one place."""
    common: list[Diagnostic] | None = None
    count = 0
    for spec in specs:
        count += 1
        found = _mistakes(spec)
        common = found if common is None else [each for each in common if each in found]
        if not common:
            return ()
    return tuple(common or ()) if count > 1 else ()


def _mistakes(spec: RawSpec) -> list[Diagnostic]:
    try:
        validate(fill(spec, built_in()))
    except DocgenError as failure:
        return [each for each in failure.diagnostics if each.code not in _OF_LIBRARIES]
    return []
