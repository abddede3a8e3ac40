"""Make every sample with a pack, in every language and output, and keep what there is to say of the pack."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from docgen.checkup.labels import languages_of
from docgen.checkup.samples import Samples, find_samples
from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity, report
from docgen.packs.load import Pack
from docgen.pipeline import Outcome
from docgen.sources.contract import Entry, Source
from docgen.sources.files import Files
from docgen.workshop.open_workshop import Making, open_workshop

__all__ = ["Plan", "Trial", "key_of", "plan_trials"]

_ABOUT_SPECS = ("DG1", "DG2", "DG41")
"""Codes of what is wrong with a spec, which is no fault of the pack that a sample is made with."""


@dataclass(frozen=True, slots=True)
class Trial:
    """One document to be made: an entry of the source in one language."""

    entry: Entry
    language: str

    @property
    def name(self) -> str:
        """Name the document as progress shows it."""
        return f"{self.entry.name} {self.language}"


@dataclass(slots=True)
class Plan:
    """The documents to be made with a pack, and in how many of them each finding was made."""

    folder: Path
    outputs: tuple[str, ...]
    source: Source
    trials: tuple[Trial, ...]
    are_samples: bool
    counts: dict[object, int] = field(default_factory=dict)
    made: int = 0

    def make(self, begin: Callable[[str], None], today: datetime.date) -> Iterator[Diagnostic]:
        """Make one document after the other; yield each finding when it is made for the first time."""
        for language in dict.fromkeys(trial.language for trial in self.trials):
            those = [trial for trial in self.trials if trial.language == language]
            try:
                with open_workshop(str(self.folder), self.outputs, language) as workshop:
                    yield from self._make_all(workshop, those, begin, today)
            except DocgenError as failure:
                yield from self._new(failure.diagnostics)

    def _make_all(
        self, workshop: Making, trials: Sequence[Trial], begin: Callable[[str], None], today: datetime.date
    ) -> Iterator[Diagnostic]:
        yield from self._new(workshop.remarks)
        for trial in trials:
            begin(trial.name)
            outcome = workshop.make(self.source, trial.entry, today)
            self.made += bool(outcome.artifacts)
            yield from self._new(self._about_pack(outcome, trial))

    def _about_pack(self, outcome: Outcome, trial: Trial) -> Iterator[Diagnostic]:
        """Leave out what is about the sample; say when the rules of the pack refuse it."""
        theirs = [each for each in outcome.diagnostics if not _is_about_the_spec(each)]
        if not self.are_samples:
            yield from (each.within(trial.language) for each in outcome.diagnostics)
            return
        for each in theirs:
            where = replace(each.where, file=None) if each.where.file == trial.entry.name else each.where
            yield replace(each, where=where).within(trial.name)
        refused = [
            each for each in outcome.diagnostics if each not in theirs and each.severity is Severity.ERROR
        ]
        if refused and not outcome.artifacts:
            codes = tuple(dict.fromkeys(each.code for each in refused))
            yield report("DG363", Location(trial.entry.name), sample=trial.entry.name, codes=codes)

    def _new(self, found: Sequence[Diagnostic] | Iterator[Diagnostic]) -> Iterator[Diagnostic]:
        """Count findings; let through those that were not made before, and each once a document."""
        for key, each in {key_of(each): each for each in found}.items():
            self.counts[key] = self.counts.get(key, 0) + 1
            if self.counts[key] == 1:
                yield each


def _is_about_the_spec(found: Diagnostic) -> bool:
    """Tell what is no fault of a pack, the rules of the review among it."""
    return found.code.startswith(_ABOUT_SPECS) or not found.code.startswith("DG")


def plan_trials(pack: Pack, specs: Sequence[str], outputs: Sequence[str]) -> Plan:
    """Plan every sample (or the given specs) in every language; without ``outputs`` in all that the pack has."""
    source: Source = Files(specs) if specs else Samples(find_samples(), pack.makeup.fields)
    trials = tuple(Trial(entry, language) for language in languages_of(pack) for entry in source.entries())
    chosen = tuple(outputs) or tuple(pack.outputs)
    return Plan(pack.chain.layers[0].folder, chosen, source, trials, are_samples=not specs)


def key_of(found: Diagnostic) -> object:
    """Tell findings apart, whatever way led to them: the same line of a template counts once a code and name."""
    where, facts = found.where, found.facts
    if found.code.startswith("DG4") and where.line is not None:
        return found.code, where.file, where.line, facts.get("name")
    return (
        found.code,
        where.file,
        where.line,
        where.path,
        tuple(sorted(facts.items(), key=lambda item: item[0])),
    )
