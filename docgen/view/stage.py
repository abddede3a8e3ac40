"""One spec, several documents: what a document of another stage shows of a spec."""

from __future__ import annotations

import datetime
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Any, TypeVar

from docgen.diagnostics import Checked, Diagnostic, Fact, FieldPath, Locate, nowhere, report
from docgen.i18n.choices import CHOICES, in_both
from docgen.spec.models import GoalSpec, Model
from docgen.spec.models.course import CheckIn
from docgen.spec.models.parties import DocumentInfo, Stage
from docgen.spec.models.plan import Milestone

__all__ = ["at_stage"]

M = TypeVar("M", bound=Model)

NEAR = datetime.timedelta(days=15)
"""How long after its day a mid-year review may be held and still be that review."""

_BEFORE_WORK = frozenset({"plan", "signed"})
_PARTS = ("milestones", "checkins", "levels", "findings", "awarded", "results", "dates")
"""What the finding counts, in the order of the spec."""
_BY_FIELD = frozenset({"results"})
"""What is counted by its fields; of the rest every record counts once."""
_RESULTS = (
    "actuals", "self_comment", "manager_comment", "calibration", "calibration_date", "decided_by",
    "computed_grade", "final_grade", "dissent", "improvements",
)  # fmt: skip
_LACKS: dict[Stage, tuple[FieldPath, str, str]] = {
    "signed": (("signed",), "签署记录（signed）", "the signed terms (signed)"),
    "check-in": (("checkins",), "检查记录（checkins）", "check-ins (checkins)"),
    "mid-year": (("checkins",), "年中回顾之前的检查记录（checkins）", "check-ins up to mid-year (checkins)"),
    "final": (
        ("evaluation", "actuals"),
        "期末实际值（evaluation.actuals）",
        "final values (evaluation.actuals)",
    ),
}


def at_stage(spec: GoalSpec, stage: Stage, locate: Locate = nowhere) -> Checked[GoalSpec]:
    """Return a spec as a document of a stage shows it; at its own stage it is left alone.

    Before the work begins there are no check-ins, and before the end no results. Changes of what was signed
    stay at every stage, because the goals that are shown are the changed ones. What is left out is counted
    in one finding (DG413); what the stage is about and the spec lacks is missed in another (DG414). Without
    a day of the mid-year review every check-in counts as one before it (DG415).
    """
    if stage == spec.document.stage:
        return Checked(spec)
    cuts = _Cuts()
    shown = _prune(spec, stage, cuts)
    found = [*cuts.tell(spec, stage, locate), *_miss(shown, stage, locate)]
    if stage == "mid-year" and spec.checkins and spec.period.mid_year_review is None:
        found.append(report("DG415", locate(("period",))))
    return Checked(shown, tuple(found))


class _Cuts:
    """Empties fields and remembers which."""

    def __init__(self) -> None:
        self._left: list[tuple[str, FieldPath]] = []

    def leave(self, part: str, path: FieldPath) -> None:
        self._left.append((part, path))

    def clear(self, whole: M, names: Iterable[str], part: str, path: FieldPath) -> M:
        """Empty some fields of a record."""
        emptied: dict[str, Any] = {}
        for name in names:
            usual = type(whole).model_fields[name].get_default(call_default_factory=True)
            given = getattr(whole, name)
            if given != usual:
                emptied[name] = usual
                entries = range(len(given)) if isinstance(given, tuple) else (0,)
                self._left += [(part, (*path, name, entry)) for entry in entries]
        return whole.model_copy(update=emptied)

    def clear_each(
        self, entries: tuple[M, ...], names: tuple[str, ...], part: str, key: str
    ) -> tuple[M, ...]:
        """Empty some fields of every record of a list."""
        return tuple(self.clear(each, names, part, (key, place)) for place, each in enumerate(entries))

    def tell(self, spec: GoalSpec, stage: Stage, locate: Locate) -> Iterator[Diagnostic]:
        """Count what was left out; the finding stands where the first of it does."""
        if not self._left:
            return
        order = list(GoalSpec.model_fields)
        first = min((path for _, path in self._left), key=lambda path: order.index(str(path[0])))
        alone = {(part, path if part in _BY_FIELD else path[:2]) for part, path in self._left}
        counts = Counter(part for part, _ in alone)
        facts: dict[str, Fact] = {part: counts[part] or None for part in _PARTS}
        facts["signed"] = spec.signed.date.isoformat() if counts["signed"] and spec.signed else None
        facts["data"] = str(spec.document.data_as_of) if counts["data"] else None
        said = _name(stage) | _name(spec.document.stage, "own") | _status(spec.document)
        yield report("DG413", locate(first[:-1] if first[-1] == 0 else first), **said, **facts)


def _prune(spec: GoalSpec, stage: Stage, cuts: _Cuts) -> GoalSpec:
    last_day = _last_day(spec, stage)
    checkins = _checkins(spec, last_day, cuts)
    parts: dict[str, Any] = {
        "document": _document(spec, stage, checkins, last_day, cuts),
        "milestones": tuple(_step(*each, last_day, cuts) for each in enumerate(spec.milestones)),
        "checkins": checkins,
    }
    if stage != "final":
        parts |= _without_results(spec, cuts)
    if stage in _BEFORE_WORK or spec.document.stage == "final":
        findings = cuts.clear_each(spec.red_lines, ("finding", "triggered"), "findings", "red_lines")
        parts["red_lines"] = findings
    if stage == "plan":
        parts |= _without_signature(spec, cuts)
    return spec.model_copy(update=parts)


def _last_day(spec: GoalSpec, stage: Stage) -> datetime.date | None:
    """Return the last day that a stage knows of; None when it knows everything."""
    if stage in _BEFORE_WORK:
        return datetime.date.min
    review = spec.period.mid_year_review
    return review + NEAR if stage == "mid-year" and review else None


def _is_later(day: datetime.date | None, last_day: datetime.date | None) -> bool:
    return day is not None and last_day is not None and day > last_day


def _checkins(spec: GoalSpec, last_day: datetime.date | None, cuts: _Cuts) -> tuple[CheckIn, ...]:
    for place, each in enumerate(spec.checkins):
        if _is_later(each.date, last_day):
            cuts.leave("checkins", ("checkins", place))
    return tuple(each for each in spec.checkins if not _is_later(each.date, last_day))


def _document(
    spec: GoalSpec,
    stage: Stage,
    checkins: tuple[CheckIn, ...],
    last_day: datetime.date | None,
    cuts: _Cuts,
) -> DocumentInfo:
    """Put in the stage, and take out what is true of another one: its status, its day, that of its data."""
    info = cuts.clear(spec.document, ("status",), "status", ("document",))
    if stage == "mid-year" and checkins and _is_later(info.date, last_day):
        info = info.model_copy(update={"date": max(each.date for each in checkins)})
    if _is_later(info.data_as_of, last_day):
        info = cuts.clear(info, ("data_as_of",), "data", ("document",))
        days = [each.data_as_of for each in checkins if each.data_as_of]
        info = info.model_copy(update={"data_as_of": max(days, default=None)})
    return info.model_copy(update={"stage": stage})


def _step(place: int, step: Milestone, last_day: datetime.date | None, cuts: _Cuts) -> Milestone:
    """Take out of a milestone what happened after the last day; before the work begins, its state too."""
    before_work = last_day == datetime.date.min
    if not before_work and not _is_later(step.completed, last_day):
        return step
    return cuts.clear(step, ("completed", "status"), "milestones", ("milestones", place))


def _without_results(spec: GoalSpec, cuts: _Cuts) -> dict[str, Any]:
    adjustments = tuple(
        cuts.clear(each, ("awarded", "reason"), "awarded", ("adjustments", place))
        if each.awarded is not None
        else each
        for place, each in enumerate(spec.adjustments)
    )
    evaluation = spec.evaluation
    return {
        "period": cuts.clear(spec.period, ("confirmed",), "results", ("period",)),
        "competencies": cuts.clear_each(
            spec.competencies, ("self_level", "manager_level", "comment"), "levels", "competencies"
        ),
        "adjustments": adjustments,
        "evaluation": evaluation and cuts.clear(evaluation, _RESULTS, "results", ("evaluation",)),
    }


def _without_signature(spec: GoalSpec, cuts: _Cuts) -> dict[str, Any]:
    """Give the plan back its open places to sign."""
    if spec.signed:
        cuts.leave("signed", ("signed",))
    return {"signed": None, "signoff": cuts.clear_each(spec.signoff, ("date",), "dates", "signoff")}


def _miss(shown: GoalSpec, stage: Stage, locate: Locate) -> Iterator[Diagnostic]:
    """Miss what a stage is about."""
    held = {
        "signed": shown.signed is not None,
        "check-in": bool(shown.checkins),
        "mid-year": bool(shown.checkins),
        "final": bool(shown.evaluation and shown.evaluation.actuals),
    }
    if not held.get(stage, True):
        path, zh, en = _LACKS[stage]
        yield report("DG414", locate(path), **_name(stage), lacking_zh=zh, lacking_en=en)


def _name(stage: Stage, fact: str = "stage") -> dict[str, Fact]:
    return {**in_both(fact, "stage", stage)}


def _status(info: DocumentInfo) -> dict[str, Fact]:
    return {f"status_{language}": info.status.say(language) if info.status else None for language in CHOICES}
