"""What is said at the end of a run: sums, what failed, warnings by code, where the files are."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from docgen.bulk.events import Event
from docgen.bulk.model import Record, Summary
from docgen.cli.bulk.pace import say_duration
from docgen.cli.console import Console
from docgen.cli.words import Words
from docgen.diagnostics import Diagnostic, Severity
from docgen.diagnostics.sentences import show_line

__all__ = ["Ending"]

_NOTHING_YET = Words("已停止，还没有开始生成。", "Stopped before the first document was begun.")
_SUM = Words(
    "生成 {made} 份，没有变化 {kept} 份，失败 {failed} 份，还剩 {left} 份；用时 {time}。",
    "Made {made}, unchanged {kept}, failed {failed}, left {left}; it took {time}.",
)
_EACH = Words("平均每份 {time}。", " {time} a document.")
_FAILED = Words("没有生成：", "Not made:")
_ONE_FAILED = Words("  {name}（{codes}）", "  {name} ({codes})")
_AND_MORE = Words("  …还有 {n} 份", "  …and {n} more")
_WARNINGS = Words("提示和警告：{codes}。详见 {index}", "Warnings: {codes}. See {index}")
_MOST_NAMES = 20
_MOST_CODES = 12
_MOST_FILES = 20
_INDEX = "index.html"


@dataclass(slots=True)
class Ending:
    """Counts while a run goes on, and says what came of it."""

    console: Console
    form: str
    out: str
    _warnings: Counter[str] = field(default_factory=Counter)
    _failed: list[tuple[str, str]] = field(default_factory=list)
    _more: int = 0

    def hear(self, event: Event) -> None:
        """Count what a document brought."""
        if not isinstance(event, Record):
            return
        if event.status == "made":
            self._warnings.update(found.code for found in event.findings)
        elif len(self._failed) < _MOST_NAMES:
            self._failed.append((event.name, ", ".join(_reasons(event))))
        else:
            self._more += 1

    def refuse(self, findings: Iterable[Diagnostic]) -> None:
        """Say why nothing could be made."""
        if self.form != "json":
            self.console.findings(findings)
            return
        from docgen.cli.report import record

        told = [record(found, self.console.language) for found in findings]
        self.console.event("refused", diagnostics=told)

    def stop_early(self) -> None:
        """Say that it was stopped before anything was made."""
        if self.form == "json":
            self.console.event("stopped")
        else:
            self.console.remark(_NOTHING_YET.say(self.console.language))

    def tell(self, summary: Summary, bugs: tuple[Diagnostic, ...]) -> None:
        """Say how it ended; data have said it already, but for bugs of ours."""
        self.console.findings(bugs)
        if self.form == "json":
            return
        if self._failed:
            self._list_failed()
        self.console.findings(summary.findings)
        if self._warnings and summary.is_whole:
            self._count_warnings()
        self.console.remark(self._sum(summary))
        for path in summary.files[:_MOST_FILES]:
            self.console.result(self._place(path))
        if (more := len(summary.files) - _MOST_FILES) > 0:
            self.console.remark(_AND_MORE.say(self.console.language).format(n=more).strip())

    def _list_failed(self) -> None:
        language = self.console.language
        self.console.remark(_FAILED.say(language))
        for name, codes in self._failed:
            self.console.remark(_ONE_FAILED.say(language).format(name=show_line(name), codes=codes))
        if self._more:
            self.console.remark(_AND_MORE.say(language).format(n=self._more))

    def _count_warnings(self) -> None:
        language = self.console.language
        codes = [f"{code} × {count}" for code, count in self._warnings.most_common(_MOST_CODES)]
        joint = "、" if language == "zh" else ", "
        said = joint.join(codes) + ("…" if len(self._warnings) > _MOST_CODES else "")
        self.console.remark(_WARNINGS.say(language).format(codes=said, index=self._place(_INDEX)))

    def _sum(self, summary: Summary) -> str:
        language = self.console.language
        time = say_duration(summary.seconds, language)
        counts = {name: getattr(summary, name) for name in ("made", "kept", "failed", "left")}
        said = _SUM.say(language).format(**counts, time=time)
        if summary.made > 1:
            each = say_duration(summary.seconds / summary.made, language)
            said += _EACH.say(language).format(time=each)
        return said

    def _place(self, path: str) -> str:
        return f"{self.out.rstrip('/')}/{path}" if self.out != "." else path


def _reasons(record: Record) -> list[str]:
    """Name what kept a document from being made: rules of the review do so only where nothing else did."""
    codes = dict.fromkeys(found.code for found in record.findings if found.severity is Severity.ERROR)
    return [code for code in codes if code.startswith("DG")] or [*codes]
