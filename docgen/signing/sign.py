"""Freezing the terms of a spec, and telling whether somebody edited them since."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.diagnostics import Diagnostic, DocgenError, Locate, nowhere, report
from docgen.signing.canon import digest
from docgen.signing.differences import find_differences
from docgen.signing.terms import freeze
from docgen.spec.models import GoalSpec
from docgen.spec.models.signed import Signed, SignedTerms

__all__ = ["digest_is_true", "sign"]


def sign(
    spec: GoalSpec,
    day: datetime.date,
    version: str | None = None,
    *,
    again: bool = False,
    locate: Locate = nowhere,
) -> Signed:
    """Freeze the terms as they stand on a day; without a version, the document's own counts.

    ``again`` renews a signature, once every difference from it stands under a change. Raises DocgenError
    with everything that is in the way: DG240 signed already, DG241 signed later than that day, X4 a
    difference without a change.
    """
    if in_the_way := list(_find_obstacles(spec, day, locate, again=again)):
        raise DocgenError(in_the_way)
    terms = freeze(spec)
    named = spec.document.version if version is None else version
    return Signed(date=day, version=named, digest=_digest_of(day, named, terms), terms=terms)


def digest_is_true(signed: Signed) -> bool:
    """Tell whether day, version and frozen terms are those that the digest was made of."""
    return signed.digest == _digest_of(signed.date, signed.version, signed.terms)


def _digest_of(day: datetime.date, version: str | None, terms: SignedTerms) -> str:
    """Return the digest of everything that is signed; the day too, because changes are judged by it."""
    return digest((day, version, terms))


def _find_obstacles(
    spec: GoalSpec, day: datetime.date, locate: Locate, *, again: bool
) -> Iterator[Diagnostic]:
    signed = spec.signed
    if signed is None:
        return
    if not again:
        yield report("DG240", locate(("signed",)), date=str(signed.date), version=signed.version)
        return
    if day < signed.date:
        yield report("DG241", locate(("signed", "date")), date=str(signed.date), day=str(day))
    if not digest_is_true(signed):
        yield report("X4", locate(("signed", "digest")), digest=signed.digest)
    for difference in find_differences(spec):
        if difference.change is None:
            yield report("X4", locate(difference.path), **difference.facts())
