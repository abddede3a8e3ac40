"""The check-in that comes of an import: counts in plain words, and every figure with its day and source."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from docgen.i18n.languages import Words
from docgen.sources.progress.links import Link
from docgen.sources.progress.measure import Figure
from docgen.sources.progress.steps import Standing
from docgen.spec.models import GoalSpec

if TYPE_CHECKING:
    from docgen.spec.edit import Plain

__all__ = ["make_checkin"]

_TITLE = Words("进展数据更新", "Progress update")


def make_checkin(
    spec: GoalSpec,
    day: datetime.date,
    title: str | None,
    steps: Sequence[tuple[Link, Standing, str]],
    figures: Sequence[tuple[Link, Figure]],
) -> dict[str, Plain]:
    """Return the entry for ``checkins``; texts in both languages where the title of the document has both."""
    say = _Voice(spec)
    made: dict[str, Plain] = {
        "date": day,
        "title": title or say(_TITLE),
        "conclusion": say(_conclude(steps, figures)),
        "data_as_of": day,
    }
    if figures:
        made["actuals"] = [_actual(link, figure, say) for link, figure in figures]
    if steps:
        made["milestones"] = [_step(link, standing, ref, say) for link, standing, ref in steps]
    return made


class _Voice:
    """Says words in the languages of a document."""

    def __init__(self, spec: GoalSpec) -> None:
        title = spec.document.title
        self.is_double, self.language = bool(title.zh and title.en), spec.document.language

    def __call__(self, said: Words) -> Plain:
        if self.is_double and said.zh != said.en:
            return {"zh": said.zh, "en": said.en}
        return said.say(self.language)


def _actual(link: Link, figure: Figure, say: _Voice) -> dict[str, Plain]:
    made: dict[str, Plain] = {
        "kpi": link.entry.id,
        "value": figure.value,
        "as_of": figure.day,
        "source": link.source,
        "ref": f"{link.ext.ref} ({link.ext.query})" if link.ext.query else link.ext.ref,
    }
    return {**made, "note": say(figure.note)} if figure.note else made


def _step(link: Link, standing: Standing, ref: str, say: _Voice) -> dict[str, Plain]:
    made: dict[str, Plain] = {"milestone": link.entry.id, "status": say(standing.status)}
    if standing.completed:
        made["completed"] = standing.completed
    return {**made, "as_of": standing.day, "source": link.source, "ref": ref}


def _conclude(steps: Sequence[tuple[Link, Standing, str]], figures: Sequence[tuple[Link, Figure]]) -> Words:
    """Count, and judge nothing."""
    links = [*(link for link, _ in figures), *(link for link, _, _ in steps)]
    tools = tuple(dict.fromkeys(link.source for link in links))
    parts = [*_count_steps([standing for _, standing, _ in steps]), *_count_figures(len(figures))]
    zh, en = "；".join(part.zh for part in parts), "; ".join(part.en for part in parts)
    return Words(f"数据来自：{'、'.join(tools)}。{zh}。", f"From {', '.join(tools)}: {en}.")


def _count_steps(standings: Sequence[Standing]) -> Iterator[Words]:
    if not standings:
        return
    done = sum(each.is_done for each in standings)
    late = sum(each.is_done and each.is_late for each in standings)
    overdue = sum(each.is_late and not each.is_done for each in standings)
    total = len(standings)
    zh = f"{total}个里程碑中完成{done}个" + (f"（其中{late}个延期）" if late else "")
    en = f"{done} of {total} {_many('milestone', total)} done" + (f" ({late} of them late)" if late else "")
    yield Words(
        zh + (f"，逾期未完成{overdue}个" if overdue else ""), en + (f", {overdue} overdue" if overdue else "")
    )


def _count_figures(count: int) -> Iterator[Words]:
    if count:
        yield Words(f"更新{count}项指标", f"{count} {_many('KPI', count)} updated")


def _many(word: str, count: int) -> str:
    return word if count == 1 else f"{word}s"
