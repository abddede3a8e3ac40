"""From a checked spec to finished files: present, render, write."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from docgen.diagnostics import Checked, Diagnostic, DocgenError, Locate, Severity, nowhere
from docgen.diagnostics.steps import step
from docgen.pipeline.checking import look_over
from docgen.pipeline.outcome import Outcome
from docgen.pipeline.press import Press
from docgen.pipeline.proving import Gate
from docgen.spec.models import GoalSpec
from docgen.spec.validate import validate

# What makes documents is imported by the functions that make them: ``check`` needs none.
if TYPE_CHECKING:
    from docgen.document.model import Artifact, Asset, Document
    from docgen.document.source import Plain
    from docgen.packs.load import Pack
    from docgen.review.model import Review
    from docgen.spec.raw import RawSpec
    from docgen.view.model import View
    from docgen.writers.contract import Writer

__all__ = ["make", "produce", "show"]


def produce(
    raw: RawSpec,
    press: Press,
    today: datetime.date,
    pictures: Mapping[str, Asset] | None = None,
    *,
    review: bool = False,
) -> Outcome:
    """Turn one spec into documents; fast. A format that fails leaves the others as they are.

    ``pictures`` are those the spec names, by the name it gives them. With ``review`` the findings of the
    check stand in the document as notes, in formats that have them.
    """
    from docgen.kpis.fill import fill

    try:
        raw = fill(raw, press.pack.library)
        outcome = make(raw, validate(raw), press, today, pictures or {}, review=review)
    except DocgenError as failure:
        outcome = Outcome(diagnostics=failure.diagnostics)
    return outcome.about(raw.name)


def make(
    raw: RawSpec,
    checked: Checked[GoalSpec],
    press: Press,
    today: datetime.date,
    pictures: Mapping[str, Asset],
    *,
    review: bool = False,
    given: Review | None = None,
) -> Outcome:
    """Turn a checked spec into documents; raises DocgenError when none can be made.

    A finding of the review that a pack counts among its ``stops`` keeps every file back, unless the
    findings are to stand in the document (``review``). ``given`` is a review that has been made already.
    """
    from docgen.packs.judge import judge

    found = judge(checked.value, raw, press.pack.makeup, checked.warnings)
    spec, left = _at_stage(checked.value, press, raw)
    reviewed = given or look_over(spec, raw, today, press.pack)
    outcome = _begin(spec, press, reviewed)
    stops = _find_stops(reviewed, press.pack)
    if stops and not review:
        return replace(outcome, diagnostics=(*found, *stops))
    view, gaps = show(spec, press, today, lambda path: raw.locate(path, key=True), reviewed)
    notes = (*found, *gaps, *(each.diagnostic for each in reviewed.open)) if review else ()
    source = _as_source(spec, raw, press)
    gate = Gate((source, _without_labels(view)), raw.locate) if press.verify else Gate()
    artifacts, remarks = _write_all(view, source, press, pictures, notes, gate=gate)
    filled, faults = _fill(view, source, press, pictures)
    outcome = replace(
        outcome,
        artifacts=MappingProxyType({**artifacts, **filled}),
        diagnostics=(*found, *left, *gaps, *remarks, *press.problems, *faults),
        stem=press.phrases.name_files(view),
        brief=outcome.brief and replace(outcome.brief, number=view["document"]["number"]),
    )
    return _weigh(outcome, press.pack)


def _without_labels(view: View) -> Mapping[str, Any]:
    """Return the words of a view that come from the spec; its labels are the pack's."""
    return {name: said for name, said in view.items() if name != "labels"}


def _begin(spec: GoalSpec, press: Press, reviewed: Review) -> Outcome:
    """Return what is known of a document before anything of it is made."""
    from docgen.pipeline.brief import summarize

    language = press.locale.language
    own = spec.document.language == language
    return Outcome(language=None if own else language, review=reviewed, brief=summarize(spec, language))


def _at_stage(spec: GoalSpec, press: Press, raw: RawSpec) -> Checked[GoalSpec]:
    """Return the spec as a document of the wanted stage shows it, with what that leaves out."""
    if press.stage is None:
        return Checked(spec)
    from docgen.view.stage import at_stage

    staged, remarks = at_stage(spec, press.stage)
    return Checked(staged, tuple(replace(d, where=raw.locate(d.where.path, key=True)) for d in remarks))


def _as_source(spec: GoalSpec, raw: RawSpec, press: Press) -> Mapping[str, Plain]:
    """Return the spec as it is shown: what a stage leaves out must not travel inside its document."""
    from docgen.spec.plain import as_data

    return cast(
        "Mapping[str, Plain]", as_data(spec) if press.stage else raw.data
    )  # validated: nothing unreadable


def _find_stops(reviewed: Review, pack: Pack) -> tuple[Diagnostic, ...]:
    """Return the findings with which a document would be untrue or unlawful."""
    return tuple(
        each.diagnostic
        for each in reviewed.open
        if each.rule in pack.review.stops and each.diagnostic.severity is Severity.ERROR
    )


def _write_all(
    view: View,
    source: Mapping[str, Plain],
    press: Press,
    pictures: Mapping[str, Asset],
    notes: Sequence[Diagnostic],
    *,
    gate: Gate,
) -> tuple[dict[str, Artifact], list[Diagnostic]]:
    """Render the document and write it in every format that is written; nothing is rendered for none."""
    if not press.writers:
        return {}, []
    from docgen.render.html import render
    from docgen.render.remarks import make_remarks

    with step("render"):
        document, warnings = render(view, press.templates, {**press.theme.assets, **pictures})
    remarks = make_remarks(notes, source, press.locale.language)
    carried = source if press.carry else {}
    artifacts, found = _write(replace(document, source=carried, remarks=remarks), press.writers, gate)
    return artifacts, [*warnings, *found]


def _fill(
    view: View, source: Mapping[str, Plain], press: Press, pictures: Mapping[str, Asset]
) -> tuple[dict[str, Artifact], list[Diagnostic]]:
    """Fill every Word file with placeholders; what is wrong with one is said, and the next one goes on."""
    if not press.fillers:
        return {}, []
    from docgen.render.meta import make_meta

    meta, carried = make_meta(view), source if press.carry else {}
    artifacts: dict[str, Artifact] = {}
    remarks: list[Diagnostic] = []
    for name, filler in press.fillers.items():
        try:
            with step("write", output=name):
                artifact, found = filler.fill(view, source=carried, pictures=pictures, meta=meta)
        except DocgenError as failure:
            found = failure.diagnostics
        else:
            with step("prove", output=name):
                stops = Gate().stop(artifact)  # the filler has looked for every value already
            found = (*found, *stops)
            artifacts |= {} if stops else {name: artifact}
        remarks.extend(d.within(name) for d in found)
    return artifacts, remarks


def show(
    spec: GoalSpec,
    press: Press,
    today: datetime.date,
    locate: Locate = nowhere,
    review: Review | None = None,
) -> Checked[View]:
    """Return what the templates of a press see of a spec: the View, with what the pack adds to it."""
    from docgen.view.present import present

    with step("present"):
        view, gaps = present(
            spec, press.locale, press.labels, today, locate, options=press.options, review=review
        )
        press.phrases.complete(cast("dict[str, Any]", view))
    return Checked(view, gaps)


def _weigh(outcome: Outcome, pack: Pack) -> Outcome:
    """Weigh every finding as the policy says; one that is made an error keeps the files back."""
    from docgen.packs.policy import weigh

    severities = pack.makeup.policy.severities
    weighed = weigh(outcome.diagnostics, severities)
    raised = any(d.severity is Severity.ERROR and severities.get(d.code) == "error" for d in weighed)
    kept = MappingProxyType({}) if raised else outcome.artifacts
    return replace(outcome, artifacts=kept, diagnostics=weighed)


def _write(
    document: Document, writers: Mapping[str, Writer], gate: Gate
) -> tuple[dict[str, Artifact], list[Diagnostic]]:
    """Write every format; what one of them cannot do is said, and the next one goes on."""
    artifacts: dict[str, Artifact] = {}
    remarks: list[Diagnostic] = []
    for name, writer in writers.items():
        try:
            with step("write", output=name):
                artifact, found = writer.write(document)
        except DocgenError as failure:
            found = failure.diagnostics
        else:
            with step("prove", output=name):
                stops = gate.stop(artifact, document)
            found = (*found, *stops)
            artifacts |= {} if stops else {name: artifact}
            document = replace(
                document, pages=artifact.pages or document.pages, run_on=artifact.run_on or document.run_on
            )
        remarks.extend(d.within(name) for d in found)
    return artifacts, remarks
