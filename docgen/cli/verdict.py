"""What is said about one spec, and about all of them at the end."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from docgen.cli.console import OUR_BUG, Console
from docgen.cli.words import Words
from docgen.diagnostics import Diagnostic, Severity
from docgen.diagnostics.steps import note

if TYPE_CHECKING:
    from docgen.review.model import Review

__all__ = ["Verdict", "conclude", "promote", "survive"]

_FINE = Words("{spec}：没有发现问题。", "{spec}: no problems found.")
_COUNT = Words("{errors} 个错误，{warnings} 个警告。", "Errors: {errors}. Warnings: {warnings}.")


@dataclass(frozen=True, slots=True)
class Verdict:
    """One spec, what was found, and the files it became."""

    spec: str
    diagnostics: tuple[Diagnostic, ...]
    files: tuple[Path, ...] = ()
    review: Review | None = None

    @property
    def ok(self) -> bool:
        """Tell whether there is no error, and nothing that fails in a review that counts."""
        return not any(d.severity is Severity.ERROR for d in self.everything)

    @property
    def everything(self) -> tuple[Diagnostic, ...]:
        """All findings, those of the review too that nobody has accepted."""
        reviewed = self.review.open if self.review else ()
        return (*self.diagnostics, *(each.diagnostic for each in reviewed))

    def promoted(self) -> Verdict:
        """Make every warning an error, as ``--strict`` asks."""
        review = self.review
        if review:
            findings = (replace(f, diagnostic=promote([f.diagnostic])[0]) for f in review.findings)
            review = replace(review, findings=tuple(findings))
        return replace(self, diagnostics=promote(self.diagnostics), review=review)

    def tell(self, console: Console, form: str) -> None:
        """Say it as soon as it is known; data wait for the end, to be one document."""
        if form == "text":
            console.findings(self.diagnostics)
            if self.review:
                from docgen.cli.review import tell_review

                tell_review(console, self.review)
            for path in self.files:
                console.result(str(path))
        elif form == "github":
            console.annotations(self.everything)

    def praise(self, console: Console) -> None:
        """Say that a spec is fine, where nothing else would be said."""
        if not self.everything and not (self.review and self.review.findings):
            console.remark(_FINE.say(console.language).format(spec=self.spec))

    def record(self, language: str) -> dict[str, Any]:
        """Return the same as data; paths have forward slashes everywhere."""
        said = {
            "spec": self.spec,
            "ok": self.ok,
            "files": [path.as_posix() for path in self.files],
            "diagnostics": _records(self.diagnostics, language),
        }
        if self.review is None:
            return said
        from docgen.cli.review import review_record

        return {**said, "review": review_record(self.review, language)}


def survive(spec: str, work: Callable[[], Verdict]) -> Verdict:
    """Do the work for one spec; a bug of ours is reported and costs this spec alone."""
    try:
        verdict = work()
    except Exception as bug:  # noqa: BLE001 - the specs that follow must not pay for it
        from docgen.cli.crash import admit

        verdict = Verdict(spec, (admit(bug).about(spec),))
    note("found", codes=",".join(dict.fromkeys(d.code for d in verdict.everything)) or "none")
    return verdict


def promote(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Make every warning an error, as ``--strict`` asks."""
    return tuple(
        replace(d, severity=Severity.ERROR) if d.severity is Severity.WARNING else d for d in diagnostics
    )


def conclude(
    console: Console, form: str, verdicts: Sequence[Verdict], general: tuple[Diagnostic, ...] = ()
) -> int:
    """Say what concerns no single spec, close the report and return the exit code.

    ``general`` are findings about the command line or the pack.
    """
    everything = Verdict("", (*general, *(d for verdict in verdicts for d in verdict.everything)))
    if form == "json":
        console.data(
            {
                "ok": everything.ok,
                "specs": [verdict.record(console.language) for verdict in verdicts],
                "diagnostics": _records(general, console.language),
            }
        )
    else:
        Verdict("", general).tell(console, form)
        _count(console, form, everything)
    if any(d.code == "DG901" for d in everything.diagnostics):
        return OUR_BUG
    return 0 if everything.ok else 1


def _count(console: Console, form: str, everything: Verdict) -> None:
    severities = [d.severity for d in everything.diagnostics]
    errors, warnings = severities.count(Severity.ERROR), severities.count(Severity.WARNING)
    if form == "text" and (errors or warnings):
        console.remark(_COUNT.say(console.language).format(errors=errors, warnings=warnings))


def _records(diagnostics: Sequence[Diagnostic], language: str) -> list[dict[str, Any]]:
    if not diagnostics:
        return []
    from docgen.cli.report import record

    return [record(finding, language) for finding in diagnostics]
