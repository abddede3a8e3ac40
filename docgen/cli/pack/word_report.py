"""How findings in a Word template look: by place, with the text of the paragraph and a mark below it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from itertools import groupby
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from docgen.cli.console import Console
from docgen.cli.report import columns_of, record
from docgen.cli.verdict import promote
from docgen.cli.words import Words
from docgen.diagnostics import Diagnostic, Severity
from docgen.diagnostics.places import say_place
from docgen.diagnostics.sentences import say, show

if TYPE_CHECKING:
    from docgen.checkup.word.check import Checkup
    from docgen.checkup.word.trial import Trial
    from docgen.render.fields import Used

__all__ = ["Report"]

_SEVERITIES = {
    Severity.ERROR: (Words("错误", "error"), "red"),
    Severity.WARNING: (Words("警告", "warning"), "yellow"),
    Severity.INFO: (Words("说明", "info"), "cyan"),
}
_WHOLE = Words("整个文件", "the whole file")
_HINT = Words("建议：", "hint: ")
_TRIED = Words("试填：", "tried with: ")
_MORE = Words("详解：docgen explain {codes}", "more: docgen explain {codes}")
_COUNT = Words("{errors} 个错误，{warnings} 个警告。", "Errors: {errors}. Warnings: {warnings}.")
_FINE = Words("{file}：没有发现问题。", "{file}: no problems found.")
_FILLED = Words("试填成功：{spec}", "Filled as a trial: {spec}")
_NOT_FILLED = Words("试填失败：{spec}", "Could not be filled as a trial: {spec}")
_SUMMARY = Words(
    "占位符 {tags} 个，循环 {loops} 个，条件 {conditions} 个，图片 {pictures} 个。",
    "Placeholders: {tags}. Loops: {loops}. Conditions: {conditions}. Pictures: {pictures}.",
)
_FIELDS = Words("用到的字段：", "Fields that are used:")
_COPY = Words("写好的文件：", "Written:")
_BEFORE, _WIDTH = 30, 76
"""Signs of a paragraph that are shown before a place in it, and columns altogether."""


@dataclass(slots=True)
class Report:
    """What is told of one file, while it is examined and at the end."""

    console: Console
    file: str
    form: str
    strict: bool
    found: list[Diagnostic] = field(default_factory=list)
    files: list[Path] = field(default_factory=list)
    trials: list[Trial] = field(default_factory=list)

    def tell(self, findings: Iterable[Diagnostic]) -> None:
        """Keep findings; people read them at once, those of one place together."""
        told = promote(findings) if self.strict else tuple(findings)
        self.found += told
        if self.form == "text":
            for place, group in groupby(told, key=lambda finding: str(finding.facts.get("place") or "")):
                self._tell_place(place, list(group))

    def tell_trial(self, trial: Trial) -> None:
        """Keep what happened when the file was filled."""
        self.trials.append(trial)
        self.tell(trial.findings)

    def close(self, checkup: Checkup | None = None) -> int:
        """Say how it ended; return the exit code."""
        counted = Counter(finding.severity for finding in self.found)
        if self.form == "json":
            self.console.data(self._data(checkup, ok=not counted[Severity.ERROR]))
        else:
            self._conclude(checkup, counted)
        return 1 if counted[Severity.ERROR] else 0

    def _tell_place(self, place: str, findings: list[Diagnostic]) -> None:
        language = self.console.language
        where = say_place(place, language) if place else _WHOLE.say(language)
        self.console.remark(click.style(f"{show(self.file, 400)}  {where}", bold=True))
        shown = None
        for finding in findings:
            if finding.where.excerpt and (finding.where.excerpt, finding.where.column) != shown:
                shown = (finding.where.excerpt, finding.where.column)
                self.console.remark("\n".join(_excerpt(finding)))
            words, color = _SEVERITIES[finding.severity]
            self.console.remark(click.style(f"  {words.say(language)} {finding.code}", fg=color, bold=True))
            self.console.remark("\n".join(f"    {line}" for line in _body(finding, language)))
        self.console.remark("")

    def _conclude(self, checkup: Checkup | None, counted: Counter[Severity]) -> None:
        language, console = self.console.language, self.console
        if codes := dict.fromkeys(finding.code for finding in self.found):
            console.remark(_MORE.say(language).format(codes=" | ".join(codes)))
        errors, warnings = counted[Severity.ERROR], counted[Severity.WARNING]
        if errors or warnings:
            console.remark(_COUNT.say(language).format(errors=errors, warnings=warnings))
        elif not self.found:
            console.remark(_FINE.say(language).format(file=show(self.file, 400)))
        for trial in self.trials:
            said = _FILLED if trial.ok else _NOT_FILLED
            name = f"{trial.spec} ({trial.language})" if trial.language else trial.spec
            console.remark(said.say(language).format(spec=show(name)))
        if checkup:
            console.result("\n".join(_overview(checkup, language)))
        if self.files:
            console.remark(_COPY.say(language))
        for path in self.files:
            console.result(str(path))

    def _data(self, checkup: Checkup | None, *, ok: bool) -> dict[str, Any]:
        language = self.console.language
        return {
            "ok": ok,
            "file": self.file,
            "placeholders": _counts(checkup) if checkup else None,
            "fields": checkup.used.ways() if checkup and checkup.used.parts else [],
            "trials": [{"spec": each.spec, "language": each.language, "ok": each.ok} for each in self.trials],
            "files": [path.as_posix() for path in self.files],
            "diagnostics": [
                {**record(each, language), "place": _place(each, language), "excerpt": each.where.excerpt}
                for each in self.found
            ],
        }


def _overview(checkup: Checkup, language: str) -> Iterator[str]:
    yield _SUMMARY.say(language).format(**_counts(checkup))
    if checkup.used.parts:
        yield _FIELDS.say(language)
        yield from _tree(checkup.used, language)


def _counts(checkup: Checkup) -> dict[str, int]:
    """Count what there is of each kind; what is a picture is told by its name."""
    words = Counter(tag.word for tag in checkup.tags)
    return {
        "tags": len(checkup.tags),
        "loops": words["for"],
        "conditions": words["if"],
        "pictures": words["picture"] + words["image"],
    }


def _place(finding: Diagnostic, language: str) -> str | None:
    place = finding.facts.get("place")
    return say_place(str(place), language) if place else None


def _body(finding: Diagnostic, language: str) -> Iterator[str]:
    """Say a finding; the place and the text around stand above it."""
    facts = {**finding.facts, "around": None, "place": None}
    prose = say(replace(finding, facts=facts), language)
    yield prose.reason
    if finding.trail:
        yield _TRIED.say(language) + " → ".join(show(step) for step in finding.trail)
    if prose.hint:
        yield _HINT.say(language) + prose.hint


def _excerpt(finding: Diagnostic) -> Iterator[str]:
    """Show the paragraph around the place, and a mark below as wide as what is meant."""
    text, start = finding.where.excerpt or "", (finding.where.column or 1) - 1
    first = start - _BEFORE if start > _BEFORE else 0
    line, before = "…" if first else "", 0
    shown = show(text[first:start].replace("\n", " ").replace("\t", " "), _WIDTH)
    before = columns_of(line + shown)
    meant = str(finding.facts.get("tag") or "")
    rest = show(text[start:].replace("\n", " ").replace("\t", " "), _WIDTH)
    yield f"    │ {line}{shown}{rest}"
    if finding.where.column:
        width = min(columns_of(show(meant, _WIDTH)), columns_of(rest)) or 1
        yield f"    │ {'':{before}}{'^' * width}"


def _tree(used: Used, language: str, depth: int = 1) -> Iterator[str]:
    """Write the fields one a line, those within another one below it."""
    for part in used.parts.values():
        name = part.field.zh if part.field and language == "zh" else ""
        yield "  " * depth + part.key + ("[]" if part.is_list else "") + (f"  {name}" if name else "")
        yield from _tree(part, language, depth + 1)
