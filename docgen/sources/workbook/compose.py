"""From the rows of one person to a spec whose every value knows its cell."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from docgen.diagnostics import Diagnostic, FieldPath, Location, report
from docgen.sources.workbook.choices import QUADRANTS
from docgen.sources.workbook.layout import MORE_FIELD, MORE_VALUE, TEAM, WHO, Sheet
from docgen.sources.workbook.more import Extra, read_extra, set_value
from docgen.sources.workbook.pages import Line, Pages
from docgen.sources.workbook.people import EVERYBODY, OWN, Person
from docgen.sources.workbook.records import Record, gather, make_entry
from docgen.sources.workbook.sheets import (
    COMMUNICATION,
    GOALS,
    KPIS,
    MILESTONES,
    MORE,
    OVERVIEW,
    STRATEGY,
    SWOT,
    TRACKING,
    TRAJECTORY,
)
from docgen.spec.models import SCHEMA_VERSION
from docgen.spec.raw import UNREADABLE, Data, RawSpec, Source

__all__ = ["compose", "compose_shared"]

_ID, _GOAL, _WEIGHT = ("id",), ("goal",), ("weight",)
_QUADRANT, _KPI = ("@quadrant",), ("@kpi",)
_NAME = ("person", "name")


def compose(person: Person, pages: Pages) -> RawSpec:
    """Put the spec of one person together; what is wrong with its rows is among the faults.

    Besides what cells say: DG755 the person has no goals, DG756 a row is about a KPI or a field that is not
    there.
    """
    work = _Work(pages)
    work.take_form(person)
    goals = gather(person.of(GOALS.key))
    work.choose_goals(goals, person)
    for sheet in (STRATEGY, KPIS, MILESTONES):
        work.put_records(sheet, [each for each in gather(person.of(sheet.key)) if work.is_served(each)])
    work.take_lists(person)
    work.take_extras(person)
    if not work.data["goals"]:
        work.miss_goals(person)
    return work.finish(person.line.where)


def compose_shared(people: Sequence[Person], pages: Pages) -> RawSpec:
    """Put together what everybody has: the overview, the strategy and the goals that are for all."""
    work = _Work(pages)
    for line in pages.of(OVERVIEW):
        work.put((), line)
    if people:
        for sheet in (GOALS, STRATEGY):
            rows = [(near, line) for near, line in people[0].of(sheet.key) if near == EVERYBODY]
            work.put_records(sheet, gather(rows))
    return work.finish(Location(file=pages.name))


@dataclass(slots=True)
class _Work:
    """A spec under way."""

    pages: Pages
    data: dict[str, Data] = field(default_factory=lambda: {"schema": SCHEMA_VERSION, "goals": []})
    places: dict[FieldPath, Location] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    left_out: set[Data] = field(default_factory=set)
    """Goals of others, whose KPIs and milestones this person does not have."""

    def take_form(self, person: Person) -> None:
        """Take what everybody shares, and over it what stands in the row of the person."""
        for line in (*self.pages.of(OVERVIEW), person.line):
            self.put((), line)

    def put(self, base: FieldPath, line: Line) -> None:
        """Put every value of a line below a place of the spec; the cells of empty ones are kept as well."""
        self._fault(line)
        for path, where in line.places.items():
            if path[0] in (*WHO, *TEAM, *_KPI, *_QUADRANT):
                continue
            value = line.values.get(path)
            if value is not None:
                self._set((*base, *path), value)
                self.places[*base, *path] = where
            else:
                self.places.setdefault((*base, *path), where)
            for length in range(1, len(path)):
                self.places.setdefault((*base, *path[:length]), where)

    def _set(self, path: FieldPath, value: Data) -> None:
        here: Any = self.data
        for step in path[:-1]:
            here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
        here[path[-1]] = value

    def _fault(self, line: Line) -> None:
        self.faults += [fault for fault in line.faults if fault not in self.faults]

    def choose_goals(self, goals: Sequence[Record], person: Person) -> None:
        """Take the goals of the person; the weight 0 takes one away."""
        mine = [each for each in goals if each.value(_WEIGHT) != 0]
        self.put_records(GOALS, mine)
        known = {line.values.get(_ID) for line in self.pages.of(GOALS)}
        self.left_out = known - {each.value(_ID) for each in mine} - {None}
        listed = self.data["goals"]
        for goal in listed if isinstance(listed, list) else ():
            if isinstance(goal, dict) and goal.get("owner") is None and person.name:
                goal["owner"] = person.line.values[_NAME]

    def miss_goals(self, person: Person) -> None:
        """Say that there is nothing to make a document of."""
        where = person.line.places.get(_NAME, person.line.where)
        self.data["goals"] = UNREADABLE
        where = replace(where, path=("goals",))
        self.faults.append(report("DG755", where, name=person.name or person.employee or None))

    def is_served(self, record: Record) -> bool:
        """Tell whether an entry is about a goal of this person; what is one's own is always kept, to be judged."""
        if record.value(_WEIGHT) == 0:
            return False
        return record.is_own or record.value(_GOAL) not in self.left_out

    def put_records(self, sheet: Sheet, records: Sequence[Record]) -> None:
        """Put the entries of a sheet into the spec."""
        for record in records:
            listed = self.data.setdefault(str(sheet.section[0]), [])
            assert isinstance(listed, list)  # noqa: S101 - only we put lists there
            base: FieldPath = (sheet.section[0], len(listed))
            made = make_entry(sheet, record)
            listed.append(made.data)
            self.places[base] = record.where
            self.places |= {(*base, *path): where for path, where in made.places.items()}
            self.faults += [fault for fault in made.faults if fault not in self.faults]

    def take_lists(self, person: Person) -> None:
        """Take what has no id: paths to targets, SWOT, talks, rhythms."""
        for _, line in person.of(TRAJECTORY.key):
            self._take_point(line, person)
        for _, line in person.of(SWOT.key):
            self._take_swot(line)
        for sheet in (COMMUNICATION, TRACKING):
            for _, line in person.of(sheet.key):
                self._append(sheet.section, line)

    def _append(self, section: FieldPath, line: Line) -> None:
        """Add a line to a list of the spec."""
        here: Any = self.data
        for step in section[:-1]:
            here = here.setdefault(step, {}) if isinstance(here, dict) else here[step]
        listed = here.setdefault(section[-1], [])
        base = (*section, len(listed))
        listed.append({})
        self.places[base] = line.where
        self.put(base, line)

    def _take_point(self, line: Line, person: Person) -> None:
        """Add a point to the path of a KPI; points of KPIs that only others have are left out."""
        name = line.values.get(_KPI)
        if name is UNREADABLE:
            self._fault(line)
            return
        place = self._index("kpis", name)
        if place is not None:
            self._append(("kpis", place, "trajectory"), line)
        elif any(
            near == OWN and one is line for near, one in person.of(TRAJECTORY.key)
        ) or not self._is_known(KPIS, name):
            self.faults.append(report("DG756", line.places[_KPI], kpi=str(name) if name else None))

    def _is_known(self, sheet: Sheet, name: Data) -> bool:
        return any(line.values.get(_ID) == name for line in self.pages.of(sheet))

    def _index(self, section: str, name: Data) -> int | None:
        listed = self.data.get(section)
        entries = enumerate(listed if isinstance(listed, list) else ())
        return next((n for n, each in entries if isinstance(each, dict) and each.get("id") == name), None)

    def _take_swot(self, line: Line) -> None:
        quadrant = line.values.get(_QUADRANT)
        if quadrant in QUADRANTS:
            self._append(("swot", str(quadrant)), line)
        elif isinstance(quadrant, str):
            listed = self._list_of_strategies()
            base: FieldPath = ("swot", "strategies", len(listed))
            listed.append({"kind": quadrant, "text": line.values.get(("text",))})
            self.places |= {base: line.where, (*base, "kind"): line.places[_QUADRANT]}
            self._fault(line)
        elif quadrant is None:
            where = line.places.get(_QUADRANT, line.where)
            self.faults.append(report("DG756", where, quadrant=line.text(("text",)) or "—"))
        else:
            self._fault(line)

    def _list_of_strategies(self) -> list[Data]:
        swot = self.data.setdefault("swot", {})
        assert isinstance(swot, dict)  # noqa: S101 - only we put it there
        listed = swot.setdefault("strategies", [])
        assert isinstance(listed, list)  # noqa: S101 - only we put it there
        return listed

    def take_extras(self, person: Person) -> None:
        """Take the fields that have no column, those for everybody first."""
        ids = tuple(_ids_of(self.data))
        for near, line in sorted(person.of(MORE.key), key=lambda row: row[0]):
            self._fault(line)
            extra = read_extra(line, ids)
            if isinstance(extra, Diagnostic):
                self.faults.append(extra)
            elif extra.value is not None:
                self._take_extra(extra, near)

    def _take_extra(self, extra: Extra, near: int) -> None:
        path = set_value(self.data, extra, self._resolve)
        if path:
            where = extra.line.places[MORE_VALUE]
            self.places = {at: one for at, one in self.places.items() if at[: len(path)] != path}
            self.places[path] = where
        elif near == OWN or not self._is_elsewhere(extra.path):
            where = extra.line.places[MORE_FIELD]
            self.faults.append(
                report("DG756", where, field=extra.line.text(MORE_FIELD), step=None, near=None)
            )

    def _is_elsewhere(self, path: FieldPath) -> bool:
        """Tell whether others have the entry that a field belongs to."""
        sheets = {"goals": GOALS, "kpis": KPIS, "milestones": MILESTONES, "strategy": STRATEGY}
        sheet = sheets.get(str(path[0]))
        return sheet is not None and self._is_known(sheet, path[1])

    def _resolve(self, path: FieldPath) -> FieldPath | None:
        """Turn the id of an entry into its number."""
        if len(path) < 2 or not isinstance(self.data.get(str(path[0])), list) or isinstance(path[1], int):  # noqa: PLR2004
            return path
        index = self._index(str(path[0]), path[1])
        return None if index is None else (path[0], index, *path[2:])

    def finish(self, where: Location) -> RawSpec:
        """Return the spec; what no cell says stands nearest to ``where``."""
        self.places[()] = where
        spots = {path: spot for path, spot in self.places.items() if path[0:1] != ("@",)}
        faults = tuple(_with_paths(self.faults, spots))
        return RawSpec(self.data, Source(self.pages.name), faults=faults, places=spots)


def _ids_of(data: Mapping[str, Data]) -> Iterator[str]:
    for listed in data.values():
        for each in listed if isinstance(listed, list) else ():
            if isinstance(each, dict) and isinstance(each.get("id"), str):
                yield str(each["id"])


def _with_paths(faults: Sequence[Diagnostic], places: Mapping[FieldPath, Location]) -> Iterator[Diagnostic]:
    """Give every fault the place in the spec that its cell became, so that nothing is said twice."""
    paths = {spot.cell: path for path, spot in places.items()}
    for fault in faults:
        if fault.where.path:
            yield fault
            continue
        yield replace(fault, where=replace(fault.where, path=paths.get(fault.where.cell, ())))
