"""What ``docgen generate`` does: make the documents of every spec and put them on the shelf."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass, field, replace
from functools import partial
from pathlib import Path

from docgen.cli.console import Console
from docgen.cli.review import summarize
from docgen.cli.usage import WRONG_COMMAND_LINE
from docgen.cli.verdict import Verdict, conclude, promote, survive
from docgen.delivery import file_name, same_name, save
from docgen.delivery.names import portable
from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity, report
from docgen.diagnostics.steps import note, step
from docgen.pipeline import WRITERS, Outcome, this_day
from docgen.sources.contract import Entry
from docgen.sources.files import Files
from docgen.spec.models.parties import Stage
from docgen.workshop.limits import Limits
from docgen.workshop.open_workshop import Making, open_workshop

__all__ = ["Order", "make_all"]

_NAMED_WRONGLY = {"DG301", "DG412", "DG702"}  # pack, locale, format: the words of the command line


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """The options of the command."""

    specs: tuple[str, ...]
    pack: str
    to: tuple[str, ...]
    out: str
    locale: str | None
    today: datetime.date | None
    review: bool
    word_template: str | None
    stage: Stage | None
    without_spec: bool
    verify: bool
    limit_seconds: int
    limit_memory: int
    strict: bool
    force: bool
    form: str


@dataclass(slots=True)
class Shelf:
    """The output folder during one run: it knows which spec every name belongs to."""

    folder: Path
    force: bool
    taken: dict[str, str] = field(default_factory=dict)

    def put(self, spec: str, outcome: Outcome) -> tuple[Path, ...]:
        """Save the files of one spec; raises DocgenError, and then none of them is there."""
        files = {
            _name(spec, outcome, output, artifact.suffix): artifact.content
            for output, artifact in outcome.artifacts.items()
        }
        for name in files:
            first = self.taken.setdefault(same_name(name), spec)
            if first != spec:
                raise DocgenError([report("DG806", Location(file=spec), name=name, first=first, second=spec)])
        return save(self.folder, files, force=self.force) if files else ()


def _name(spec: str, outcome: Outcome, output: str, suffix: str) -> str:
    """Name a file by the pattern of the pack, else by the spec; a filled Word file bears its own name too."""
    ending = suffix if output in WRITERS.names() else f".{output}{suffix}"
    if outcome.stem is None:
        return file_name(spec, ending, outcome.language)
    language = f".{outcome.language}" if outcome.language else ""
    return f"{portable(outcome.stem)}{language}{ending}"


def make_all(order: Order, console: Console) -> int:
    """Make the documents of every spec; return the exit code."""
    limits = Limits(order.limit_seconds, order.limit_memory)
    making = open_workshop(
        order.pack,
        order.to,
        order.locale,
        review=order.review,
        word_template=order.word_template,
        stage=order.stage,
        carry=not order.without_spec,
        verify=order.verify,
        limits=limits,
    )
    with ExitStack() as stack:
        try:
            workshop = stack.enter_context(making)
        except DocgenError as failure:
            wrong = any(d.code in _NAMED_WRONGLY for d in failure.diagnostics)
            code = conclude(console, order.form, [], failure.diagnostics)
            return WRONG_COMMAND_LINE if wrong else code
        return _make_each(order, workshop, console)


def _make_each(order: Order, workshop: Making, console: Console) -> int:
    source, day = Files(order.specs), order.today or this_day()
    shelf = Shelf(Path(order.out), force=order.force)
    entries = list(source.entries())

    def make(entry: Entry) -> Verdict:
        note("spec", file=entry.name)
        outcome = workshop.make(source, entry, day)
        if outcome.review and order.form == "text":
            summarize(console, entry.name, outcome.review)
        return _deliver(entry.name, outcome, shelf, strict=order.strict)

    verdicts = []
    with console.progress([entry.name for entry in entries], quiet=order.form == "json") as begin:
        for entry in entries:
            begin(entry.name)
            verdicts.append(survive(entry.name, partial(make, entry)))
            verdicts[-1].tell(console, order.form)
    return conclude(console, order.form, verdicts, workshop.remarks)


def _deliver(spec: str, outcome: Outcome, shelf: Shelf, *, strict: bool) -> Verdict:
    """Save what was made; with ``strict`` a warning keeps everything back, and what fails in the review."""
    if strict:
        outcome = replace(outcome, diagnostics=promote((*outcome.diagnostics, *_failing(outcome))))
    if strict and not outcome.ok:
        return Verdict(spec, outcome.diagnostics)
    try:
        with step("save", files=len(outcome.artifacts)):
            files = shelf.put(spec, outcome)
        return Verdict(spec, outcome.diagnostics, files)
    except DocgenError as failure:
        return Verdict(spec, (*outcome.diagnostics, *failure.diagnostics))


def _failing(outcome: Outcome) -> Iterator[Diagnostic]:
    """Yield what fails in the review and has not been said already."""
    for each in outcome.review.open if outcome.review else ():
        failing = each.diagnostic.severity is Severity.ERROR
        if failing and each.diagnostic not in outcome.diagnostics:
            yield each.diagnostic
