"""From plain data to the typed model: everything that is wrong with a spec, at once."""

from __future__ import annotations

from pydantic import ValidationError

from docgen.diagnostics import Checked, Diagnostic, DocgenError, FieldPath, report
from docgen.spec.draft import Draft
from docgen.spec.limits import LIMITS
from docgen.spec.models import SCHEMA_VERSION, GoalSpec
from docgen.spec.order import first_of, in_order
from docgen.spec.raw import UNREADABLE, RawSpec
from docgen.spec.rules import find_breaches
from docgen.spec.translate import translate, wrong_number

__all__ = ["validate"]


def validate(raw: RawSpec) -> Checked[GoalSpec]:
    """Return the typed spec; raise ``DocgenError`` with every mistake, those of the reader included.

    Rules across fields (totals, references) look at what is well formed, so that a field with the
    wrong shape hides no other mistake and brings no consequences along. A newer version of the format
    is reported alone: what this program thinks of the rest means nothing.
    """
    found = [*raw.faults, *_judge_version(raw)]
    spec, more = None, 0
    try:
        spec = GoalSpec.model_validate(raw.data)
    except ValidationError as error:
        shape, more = translate(error, raw)
        found += shape
    if any(each.code == "DG120" and _meant(each) == ("schema",) for each in found):
        found = [each for each in found if each.code != "DG140"]
    if not more:
        found += find_breaches(Draft(raw.data, _unknown(found)), raw)
    if found:
        raise DocgenError(first_of(in_order([*found, *raw.remarks]), LIMITS.findings, more))
    if spec is None:
        raise AssertionError("a mistake of shape was found and not translated")
    return Checked(spec, raw.remarks)


def _judge_version(raw: RawSpec) -> list[Diagnostic]:
    version, where = raw.data.get("schema"), raw.locate(("schema",))
    if version is None:
        return [report("DG140", raw.locate((), key=True), version=SCHEMA_VERSION)]
    if version is UNREADABLE:
        return []
    if isinstance(version, bool) or not isinstance(version, int):
        return [wrong_number(("schema",), raw)]
    if version > SCHEMA_VERSION:
        raise DocgenError([report("DG141", where, value=str(version), version=SCHEMA_VERSION)])
    if version != SCHEMA_VERSION:
        return [report("DG141", where, value=str(version), version=SCHEMA_VERSION)]
    return []


def _unknown(found: list[Diagnostic]) -> frozenset[FieldPath]:
    """Name the places whose values mean nothing, and those that a misspelt key was meant for."""
    places = {each.where.path for each in found if each.code not in {"DG113", "DG116"}}
    return frozenset((places | {_meant(each) for each in found if each.code == "DG120"}) - {()})


def _meant(misspelt: Diagnostic) -> FieldPath:
    """Give the place that a misspelt key was meant for."""
    return (*misspelt.where.path[:-1], str(misspelt.facts["near"] or ""))
