"""``docgen bulk --dry-run``: the plan and an estimate; nothing is made and nothing is written."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from docgen.bulk.model import Job, Plan
from docgen.bulk.planning.estimate import Estimate, estimate
from docgen.bulk.run import Request, plan_only
from docgen.bulk.workers import usable_workers
from docgen.cli.bulk.pace import say_bytes, say_duration
from docgen.cli.bulk.telling import Once
from docgen.cli.console import Console
from docgen.cli.words import Words
from docgen.diagnostics import Diagnostic
from docgen.diagnostics.sentences import show_line

__all__ = ["show_plan"]

_FEW = 40
"""Rows up to which a plan is shown whole; of a longer one the first and the last."""

_STATES = {
    "make": Words("生成", "make"),
    "kept": Words("不变", "keep"),
    "failed": Words("无法读取", "unreadable"),
    "outside": Words("不在范围", "skip"),
}
_ROW = Words("{state}  {name} → {stem}", "{state}  {name} → {stem}")
_MORE = Words("…另外 {n} 份…", "…{n} more…")
_STRAY = Words("不在计划里：{path}", "not in the plan: {path}")
_SUM = Words(
    "共 {total} 份：要生成 {jobs} 份，{kept} 份没有变化，{failed} 份无法读取，{outside} 份不在范围；内容到生成时才检查。",
    "{total} in all: {jobs} to be made, {kept} unchanged, {failed} cannot be read, {outside} not asked for. What they say is checked when they are made.",
)
_ESTIMATE = Words(
    "估计：{workers} 个进程约需 {time}，约占 {size}（按 {name} 一份 {each}、{each_size} 推算，只供参考）。",
    "Estimate: about {time} and {size} with {workers} at a time (from {name}: {each}, {each_size}; it is no promise).",
)


def show_plan(request: Request, console: Console, form: str) -> int:
    """Show what a run would do; return the exit code. Raises DocgenError as a run does."""
    plan = plan_only(request, lambda _event: None)
    workers = request.wishes.workers or usable_workers()
    reckoned = estimate(plan, request.source, request.order, workers)
    if form == "json":
        _write(plan, reckoned, console)
    else:
        _say(plan, reckoned, console)
    return 3 if plan.failed or (plan.jobs and not isinstance(reckoned, Estimate)) else 0


def _rows(plan: Plan) -> list[tuple[str, str, str, str]]:
    """Return state, id, name and stem of every document, in the order of the source."""
    named = {"make": plan.jobs, "kept": plan.kept, "outside": plan.outside}
    rows = {job.entry.id: _row(state, job) for state, jobs in named.items() for job in jobs}
    rows |= {each.id: ("failed", each.id, each.name, each.stem) for each in plan.failed}
    return [rows[name] for name in plan.ids if name in rows]


def _row(state: str, job: Job) -> tuple[str, str, str, str]:
    return state, job.entry.id, job.entry.name, job.stem


def _say(plan: Plan, reckoned: Estimate | tuple[Diagnostic, ...], console: Console) -> None:
    language = console.language
    for line in _lines([row for row in _rows(plan) if row[0] != "outside"], language):
        console.result(line)
    for path in plan.strays[:_FEW]:
        console.result(_STRAY.say(language).format(path=show_line(path)))
    once = Once()
    for failed in plan.failed:
        console.findings(once.new(failed.findings))
    console.findings(plan.findings)
    console.remark(_SUM.say(language).format(**_counts(plan)))
    if isinstance(reckoned, Estimate):
        console.remark(_ESTIMATE.say(language).format(**_words_of(reckoned, language)))
    else:
        console.findings(reckoned)


def _lines(rows: list[tuple[str, str, str, str]], language: str) -> Iterator[str]:
    more = len(rows) - _FEW
    for place, (state, _, name, stem) in enumerate(rows):
        if more > 0 and _FEW // 2 <= place < len(rows) - _FEW // 2:
            if place == _FEW // 2:
                yield _MORE.say(language).format(n=more)
            continue
        said = _STATES[state].say(language)
        yield _ROW.say(language).format(state=said, name=show_line(name), stem=show_line(stem))


def _counts(plan: Plan) -> dict[str, int]:
    counts = {name: len(getattr(plan, name)) for name in ("jobs", "kept", "failed", "outside")}
    return {"total": sum(counts.values()), **counts}


def _words_of(reckoned: Estimate, language: str) -> dict[str, Any]:
    return {
        "workers": reckoned.workers,
        "time": say_duration(reckoned.seconds, language),
        "size": say_bytes(reckoned.size),
        "name": show_line(reckoned.sample.entry.name),
        "each": say_duration(reckoned.each_seconds, language),
        "each_size": say_bytes(reckoned.each_size),
    }


def _write(plan: Plan, reckoned: Estimate | tuple[Diagnostic, ...], console: Console) -> None:
    from docgen.cli.report import record

    found = (*plan.findings, *(reckoned if isinstance(reckoned, tuple) else ()))
    reasons = {each.id: [record(d, console.language) for d in each.findings] for each in plan.failed}
    for state, name, shown, stem in _rows(plan):
        told = reasons.get(name, [])
        console.event("row", state=state, id=name, name=shown, stem=stem, diagnostics=told)
    facts: dict[str, Any] = {**_counts(plan), "strays": list(plan.strays)}
    facts["diagnostics"] = [record(d, console.language) for d in found]
    if isinstance(reckoned, Estimate):
        facts["estimate"] = {
            "sample": reckoned.sample.entry.id,
            "workers": reckoned.workers,
            "seconds": round(reckoned.seconds, 1),
            "bytes": reckoned.size,
            "seconds_each": round(reckoned.each_seconds, 3),
            "bytes_each": reckoned.each_size,
        }
    console.event("planned", **facts)
