"""From plain data to the typed model: everything that is wrong with a spec, at once."""

from __future__ import annotations

from pydantic import ValidationError

from docgen.diagnostics import Checked, Diagnostic, DocgenError, report
from docgen.spec.models import SCHEMA_VERSION, GoalSpec
from docgen.spec.raw import RawSpec
from docgen.spec.rules import find_breaches
from docgen.spec.translate import translate

__all__ = ["validate"]


def validate(raw: RawSpec) -> Checked[GoalSpec]:
    """Return the typed spec; raise ``DocgenError`` with every mistake of shape, else of sense.

    Rules across fields (totals, references) are looked at only when every field has its shape: what
    they would say before that is a consequence, not a mistake.
    """
    _insist_on_version(raw)
    try:
        spec = GoalSpec.model_validate(raw.data)
    except ValidationError as error:
        raise DocgenError(translate(error, raw)) from None
    breaches = find_breaches(spec, raw)
    if breaches:
        raise DocgenError(_in_order(breaches))
    return Checked(spec)


def _insist_on_version(raw: RawSpec) -> None:
    if "schema" not in raw.data:
        raise DocgenError([report("DG140", raw.locate((), key=True), version=SCHEMA_VERSION)])
    version = raw.data["schema"]
    if isinstance(version, bool) or version != SCHEMA_VERSION:
        where = raw.locate(("schema",))
        raise DocgenError([report("DG141", where, value=str(version), version=SCHEMA_VERSION)])


def _in_order(found: list[Diagnostic]) -> list[Diagnostic]:
    return sorted(found, key=lambda d: (d.where.line or 0, d.where.column or 0, d.code))
