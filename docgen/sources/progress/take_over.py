"""Taking progress over into a spec: what the spec refers to, and nothing it has not asked for."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from docgen.diagnostics import Diagnostic, DocgenError, Fact, Severity, report
from docgen.i18n.fold import fold
from docgen.i18n.languages import Words
from docgen.sources.progress.checkin import make_checkin
from docgen.sources.progress.clash import Before, find_actual, find_step
from docgen.sources.progress.compare import agree, name_differences, place_of, say_figure, say_standing
from docgen.sources.progress.links import Link, find_links
from docgen.sources.progress.measure import (
    AGGREGATES,
    Figure,
    NotMeasured,
    Window,
    WrongUnit,
    measure,
)
from docgen.sources.progress.model import Item, Reading
from docgen.sources.progress.pages import find_missing_pages
from docgen.sources.progress.query import FIELDS, Condition, parse_query
from docgen.sources.progress.shelf import Shelf
from docgen.sources.progress.steps import Standing, judge_step
from docgen.spec.models import GoalSpec
from docgen.spec.models.kpis import Kpi
from docgen.spec.models.plan import Milestone
from docgen.spec.raw import RawSpec

if TYPE_CHECKING:
    from docgen.spec.edit import Plain

__all__ = ["Taken", "Wishes", "take_over"]

_LISTED = 50
"""Findings of one kind that are listed one by one."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What the user asked for: the day of the data, a title, and to go on without what is in conflict."""

    day: datetime.date | None = None
    title: str | None = None
    skip_conflicts: bool = False


@dataclass(frozen=True, slots=True)
class Taken:
    """The check-in to be added, if there is anything to add, and everything there is to say."""

    checkin: Mapping[str, Plain] | None
    findings: tuple[Diagnostic, ...]


def take_over(raw: RawSpec, spec: GoalSpec, readings: Sequence[Reading], wishes: Wishes) -> Taken:
    """Return what the files say of the KPIs and milestones that refer to their items.

    Raises DocgenError with everything that keeps it from being taken over: files that cannot be read,
    conflicts, wrong queries, no day. Nothing is taken over by halves.
    """
    found = [finding for reading in readings for finding in reading.findings]
    if any(each.severity is Severity.ERROR for each in found):
        raise DocgenError(found)
    day = wishes.day or _newest(readings)
    if day is None:
        raise DocgenError([*found, report("DG782")])
    shelf = Shelf(replace(item, fetched=reading.day) for reading in readings for item in reading.items)
    work = _TakeOver(raw, spec, shelf, day, wishes)
    work.run()
    found += [*find_missing_pages(readings), *work.findings]
    if any(each.severity is Severity.ERROR for each in found):
        raise DocgenError(found)
    if not work.steps and not work.figures:
        return Taken(None, (*found, report("DG785", raw.locate(("checkins",), key=True))))
    return Taken(make_checkin(spec, day, wishes.title, work.steps, work.figures), tuple(found))


def _newest(readings: Sequence[Reading]) -> datetime.date | None:
    days = [reading.day for reading in readings if reading.day]
    days += [item.as_of for reading in readings for item in reading.items if item.as_of]
    return max(days, default=None)


@dataclass(slots=True)
class _TakeOver:
    """Walks over the links of a spec and collects what came of each."""

    raw: RawSpec
    spec: GoalSpec
    shelf: Shelf
    day: datetime.date
    wishes: Wishes
    findings: list[Diagnostic] = field(default_factory=list)
    steps: list[tuple[Link, Standing, str]] = field(default_factory=list)
    figures: list[tuple[Link, Figure]] = field(default_factory=list)
    used: set[int] = field(default_factory=set)
    later: set[int] = field(default_factory=set)
    disputed: set[str] = field(default_factory=set)

    def run(self) -> None:
        doubles = {id(item): group for group in self.shelf.doubles() for item in group}
        for link in find_links(self.spec):
            if fold(link.ext.tool) not in self.shelf.tools:
                continue
            if isinstance(link.entry, Milestone):
                self._follow_step(link, link.entry, doubles)
            else:
                self._follow_kpi(link, link.entry, doubles)
        self._compare_with_document()
        self._list_unmatched()

    def _follow_step(self, link: Link, milestone: Milestone, doubles: dict[int, tuple[Item, ...]]) -> None:
        named = [item for item in self.shelf.named(link.ext.tool, link.ext.ref) if not item.is_counts]
        if not named:
            self._tell("DG775", link, ref=link.ext.ref, tool=link.source)
            return
        if self._is_doubtful(link, named, doubles):
            return
        item = named[0]
        self._use(named)
        self._mind_later(item)
        standing = judge_step(milestone, item, self.day)
        number = int(link.path[1])
        before = find_step(self.spec, milestone, number, standing)
        if before is None:
            self._add_step(link, standing, item)
        elif before.verdict == "other":
            self._object(link, before, say_standing(standing), item)

    def _add_step(self, link: Link, standing: Standing, item: Item) -> None:
        """Add a standing; of two tools that follow one milestone, both must say that it is done, or none."""
        if link.entry.id in self.disputed:
            return
        other = next((each for each in self.steps if each[0].entry.id == link.entry.id), None)
        if other is None:
            self.steps.append((link, standing, item.ref))
        elif not agree(other[1], standing):
            self._oppose(other[0], say_standing(other[1]), link, say_standing(standing), item)
            self.steps.remove(other)

    def _follow_kpi(self, link: Link, kpi: Kpi, doubles: dict[int, tuple[Item, ...]]) -> None:
        figure = self._measure(link, kpi)
        if figure is None:
            return
        if self._is_doubtful(link, figure.items, doubles):
            return
        if figure.day > self.day:
            item = figure.items[0]
            self.findings.append(
                report("DG764", item.where, ref=item.ref, as_of=str(figure.day), day=str(self.day))
            )
            return
        for item in figure.items:
            self._mind_later(item)
        before = find_actual(self.spec, kpi.id, figure.day, figure.value)
        if before is None:
            self._add_figure(link, figure)
        elif before.verdict == "other":
            self._object(link, before, say_figure(figure), figure.items[0])

    def _add_figure(self, link: Link, figure: Figure) -> None:
        """Add a figure; of two tools that follow one KPI, both must say the same."""
        if link.entry.id in self.disputed:
            return
        other = next((each for each in self.figures if each[0].entry.id == link.entry.id), None)
        if other is None:
            self.figures.append((link, figure))
        elif other[1].value != figure.value:
            self._oppose(other[0], say_figure(other[1]), link, say_figure(figure), figure.items[0])
            self.figures.remove(other)

    def _measure(self, link: Link, kpi: Kpi) -> Figure | None:
        conditions = self._conditions(link)
        if conditions is None:
            return None
        self._use(self._meant(link, conditions))
        try:
            return measure(link, kpi, self.shelf, conditions, Window(self.spec.period.start, self.day))
        except NotMeasured as reason:
            code, said = "DG779", reason.args[0]
        except WrongUnit as reason:
            code, said = "DG780", reason.args[0]
        self._tell_both(code, link, said, kpi=kpi.id, ref=link.ext.ref, tool=link.source, **_units(kpi))
        return None

    def _meant(self, link: Link, conditions: tuple[Condition, ...]) -> tuple[Item, ...]:
        """Give all that a KPI refers to, whether or not a value can be made of it."""
        named = self.shelf.named(link.ext.tool, link.ext.ref)
        if fold(link.ext.aggregate or "value") == "value":
            return named
        return (*named, *self.shelf.inside(link.ext.tool, link.ext.ref, conditions))

    def _conditions(self, link: Link) -> tuple[Condition, ...] | None:
        aggregate = fold(link.ext.aggregate or "value")
        if aggregate not in AGGREGATES:
            where = self.raw.locate((*link.path, "aggregate"))
            self.findings.append(report("DG778", where, name=link.ext.aggregate, known=tuple(AGGREGATES)))
            return None
        try:
            return parse_query(link.ext.query or "")
        except ValueError as fault:
            where = self.raw.locate((*link.path, "query"))
            self.findings.append(report("DG777", where, part=str(fault), known=FIELDS))
            return None

    def _is_doubtful(self, link: Link, items: Sequence[Item], doubles: dict[int, tuple[Item, ...]]) -> bool:
        """Find two different rows for one ref: nobody can say which of them is true."""
        group = next((doubles[id(item)] for item in items if id(item) in doubles), ())
        if not group and isinstance(link.entry, Milestone) and len(items) > 1:
            group = tuple(items)
        if not group:
            return False
        self._use(group)
        first, second = group[0], group[1]
        self._conflict(
            report(
                "DG772",
                second.where,
                ref=second.ref,
                tool=link.source,
                first=place_of(first),
                fields=name_differences(first, second),
            )
        )
        return True

    def _object(self, link: Link, before: Before, came: Words, item: Item) -> None:
        """Say that the spec says something else."""
        facts: dict[str, Fact] = {"standing": before.standing, **self._said(link, came, item)}
        self._conflict(report("DG773", self.raw.locate(before.path), **facts))

    def _oppose(self, other: Link, first: Words, link: Link, came: Words, item: Item) -> None:
        """Say that another tool says something else; then neither is taken over."""
        facts: dict[str, Fact] = {"rival": other.source, "first_zh": first.zh, "first_en": first.en}
        where = self.raw.locate(other.path)
        self._conflict(report("DG773", where, **facts, **self._said(link, came, item)))
        self.disputed.add(link.entry.id)

    def _said(self, link: Link, came: Words, item: Item) -> dict[str, Fact]:
        told: dict[str, Fact] = {"came_zh": came.zh, "came_en": came.en}
        return {**told, "id": link.entry.id, "tool": link.source, "other": place_of(item)}

    def _conflict(self, finding: Diagnostic) -> None:
        if finding in self.findings:
            return
        severity = Severity.WARNING if self.wishes.skip_conflicts else finding.severity
        self.findings.append(replace(finding, severity=severity))

    def _mind_later(self, item: Item) -> None:
        if item.completed and item.completed > self.day and id(item) not in self.later:
            self.later.add(id(item))
            facts = {"ref": item.ref, "completed": str(item.completed), "day": str(self.day)}
            self.findings.append(report("DG764", item.where, **facts))

    def _compare_with_document(self) -> None:
        dated = self.spec.document.date
        if dated and self.day > dated and (self.steps or self.figures):
            where = self.raw.locate(("document", "date"))
            self.findings.append(report("DG776", where, day=str(self.day), date=str(dated)))

    def _list_unmatched(self) -> None:
        """List the items that nothing in the spec refers to; they may be meant to be left out."""
        left = [item for item in self.shelf.items if id(item) not in self.used]
        for item in left[:_LISTED]:
            self.findings.append(report("DG774", item.where, ref=item.ref or None, title=item.title or None))
        if len(left) > _LISTED:
            self.findings.append(report("DG774", left[_LISTED].where, more=len(left) - _LISTED))

    def _use(self, items: Sequence[Item]) -> None:
        self.used.update(map(id, items))

    def _tell(self, code: str, link: Link, **facts: Fact) -> None:
        self.findings.append(report(code, self.raw.locate((*link.path, "ref")), **facts))

    def _tell_both(self, code: str, link: Link, said: Words, **facts: Fact) -> None:
        self._tell(code, link, **facts, reason_zh=said.zh, reason_en=said.en)


def _units(kpi: Kpi) -> dict[str, Fact]:
    return {"unit_zh": kpi.unit.say("zh"), "unit_en": kpi.unit.say("en")}
