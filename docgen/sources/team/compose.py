"""From the shared part and one person's own to the spec of that person.

Nothing is copied that does not change: the specs of a team share their data, and the places of them.
"""

from __future__ import annotations

from dataclasses import replace
from typing import Any, cast

from docgen.diagnostics import Diagnostic, FieldPath, report
from docgen.sources.team.amounts import number, spread
from docgen.sources.team.entries import Entries, Item, put
from docgen.sources.team.follow import follow
from docgen.sources.team.model import LISTS, Given, Own, Shared
from docgen.sources.team.places import Place, Places, locate
from docgen.sources.team.share import take_share
from docgen.spec.fields import nearest
from docgen.spec.models import SCHEMA_VERSION
from docgen.spec.raw import Data, RawSpec, Source

__all__ = ["compose"]


def compose(
    shared: Shared, own: Own, faults: tuple[Diagnostic, ...] = (), remarks: tuple[Diagnostic, ...] = ()
) -> RawSpec:
    """Return the spec of one person; what is wrong with the person's own part is among its ``faults``.

    ``faults`` and ``remarks`` are those that were found before. Faults are DG727 a value where none can be,
    DG728 an id that is not shared, DG729 and DG730 about shares.
    """
    work = _Composition(shared, own)
    work.choose()
    work.drop()
    work.add()
    work.override()
    work.share()
    work.weigh()
    data, places = work.result()
    return RawSpec(
        data,
        Source(shared.name),
        faults=(*faults, *work.faults),
        remarks=(*remarks, *work.remarks),
        places=places,
    )


class _Composition:
    """One spec while it is put together."""

    def __init__(self, shared: Shared, own: Own) -> None:
        self.shared, self.own = shared, own
        self.faults: list[Diagnostic] = []
        self.remarks: list[Diagnostic] = []
        self.lists: dict[str, Entries] = {}
        self.data: dict[str, Data] = {"schema": SCHEMA_VERSION, **shared.data, "person": {**shared.person}}
        self.moves: dict[FieldPath, Place] = {(): shared.spot, ("person",): own.place}
        for key in shared.person:
            # Without its line, for in a base that was somebody's spec all of that person may stand in it.
            self.moves["person", key] = replace(locate(shared.spot.below("person", key)), excerpt=None)
        self.removed: set[str] = set()

    def entries(self, part: str) -> Entries:
        """Return a list that may be changed."""
        if part not in self.lists:
            self.lists[part] = Entries(self.shared, part)
        return self.lists[part]

    def choose(self) -> None:
        """Keep the goals that this person has, with their KPIs and milestones."""
        if self.own.goals is None:
            return
        known = self.shared.by_id("goals")
        chosen = {str(each.path[-1]) for each in self.own.goals}
        added = self._added("goals")
        self._miss(
            [each for each in self.own.goals if each.path[-1] not in {*known, *added}], (*known, *added)
        )
        gone = known.keys() - chosen
        self._remove("goals", gone)
        self._remove_of(gone)

    def _added(self, part: str) -> list[str]:
        """Name the entries that only this person has."""
        values = (each.value for each in self.own.added if each.path == (part,))
        return [str(each.get("id")) for each in values if isinstance(each, dict)]

    def drop(self) -> None:
        """Take out what this person does not have."""
        for each in self.own.dropped:
            name = str(each.path[-1])
            lists = [part for part in LISTS if name in self.shared.by_id(part)]
            for part in lists:
                self._remove(part, {name})
                if part == "goals":
                    self._remove_of({name})
            if not lists and name in self.data:
                del self.data[name]
                self.lists[name] = Entries(self.shared, name)
                self.lists[name].keep(())
            elif not lists and name not in self.shared.data:
                self._miss([each], self.shared.parts)

    def _remove_of(self, goals: set[str]) -> None:
        """Remove what belongs to goals."""
        for part in ("kpis", "milestones"):
            of_them = {each.id for each in self.entries(part).items if each.text("goal") in goals}
            self._remove(part, of_them)

    def _remove(self, part: str, names: set[str]) -> None:
        if names:
            entries = self.entries(part)
            entries.keep([each for each in entries.items if each.id not in names])
            self.removed |= names

    def override(self) -> None:
        """Put in what the person says of their own."""
        for each in self.own.given:
            part = each.path[0]
            try:
                if part in LISTS and len(each.path) > 1:
                    self._override_entry(each)
                else:
                    self.data = put(self.data, each.path, each.value)
                    self._forget(each.path)
                    self.moves[each.path] = each.place
            except LookupError:
                self.faults.append(report("DG727", locate(each.place), path=".".join(map(str, each.path))))

    def _forget(self, path: FieldPath) -> None:
        """Take away the places of what a new value covers."""
        for old in [known for known in self.moves if len(known) > len(path) and known[: len(path)] == path]:
            del self.moves[old]
        if len(path) == 1 and path[0] in LISTS:
            self.lists.pop(str(path[0]), None)

    def _override_entry(self, each: Given) -> None:
        part, name, rest = str(each.path[0]), str(each.path[1]), each.path[2:]
        item = self.entries(part).find(name)
        if item is None:
            self._not_there(each, part, name)
            return
        item.data = put(item.data, rest, each.value)
        item.own[rest] = each.place

    def share(self) -> None:
        """Give this person their part of the KPIs that are shared by percent."""
        for each in self.own.shares:
            name = str(each.path[1])
            item = self.entries("kpis").find(name)
            if item is None:
                self._not_there(each, "kpis", name)
                continue
            if item.has_own("target"):
                self.faults.append(report("DG731", locate(each.place), id=name))
                continue
            kpi = cast("dict[str, Any]", item.data)
            item.data, found = take_share(kpi, each.value, each.place, self.shared.language)
            item.own["target",] = each.place
            self.faults += found

    def add(self) -> None:
        """Append what only this person has."""
        for each in self.own.added:
            part = str(each.path[0])
            if part in LISTS and len(each.path) == 1:
                name = each.value.get("id") if isinstance(each.value, dict) else None
                self.entries(part).items.append(Item(str(name or ""), each.value, each.place))
                continue
            listed = self._at(each.path)
            if listed is not None and not isinstance(listed, list):
                self.faults.append(report("DG727", locate(each.place), path=".".join(map(str, each.path))))
                continue
            old = listed or []
            self.data = put(self.data, each.path, [*old, each.value])
            self.moves[*each.path, len(old)] = each.place

    def _at(self, path: FieldPath) -> Data:
        value: Any = self.data
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        return cast("Data", value)

    def weigh(self) -> None:
        """Spread the weight of a goal over its KPIs, where only the goal's own was given."""
        for goal in self.entries("goals").items:
            weight = number(cast("dict[str, Any]", goal.data).get("weight")) if goal.id else None
            if goal.id not in self.shared.by_id("goals") or weight is None or weight <= 0:
                continue
            kpis = [each for each in self.entries("kpis").items if each.text("goal") == goal.id]
            given = [number(cast("dict[str, Any]", each.data).get("weight")) for each in kpis]
            weights = [each for each in given if each is not None and each > 0]
            is_shared = all(
                each.id in self.shared.by_id("kpis") and not each.has_own("weight") for each in kpis
            )
            if (
                kpis
                and is_shared
                and len(weights) == len(kpis)
                and sum(weights) != weight
                and goal.id in self.shared.full_goals
            ):
                for item, part in zip(kpis, spread(weights, weight), strict=True):
                    item.data = {**cast("dict[str, Any]", item.data), "weight": part}
                    item.own["weight",] = goal.own.get(("weight",), goal.place)

    def _not_there(self, each: Given, part: str, name: str) -> None:
        """Say that a value is about something this person does not have, or nobody has."""
        if name in self.removed:
            self.remarks.append(report("DG732", locate(each.place), id=name))
        else:
            self._miss([each], tuple(self.shared.by_id(part)))

    def _miss(self, missed: list[Given], known: tuple[str, ...]) -> None:
        for each in missed:
            name = str(each.path[1] if len(each.path) > 1 else each.path[0])
            found = report(
                "DG728", locate(each.place), id=name, near=nearest(name, known), known=known[:12] or None
            )
            if found not in self.faults:  # a goal is named once, for itself and for its weight
                self.faults.append(found)

    def result(self) -> tuple[dict[str, Data], Places]:
        """Return the data and their places."""
        if self.removed:
            follow(self.data, self.lists, self.shared, self.removed)
        for part, entries in self.lists.items():
            if not entries.is_changed:
                continue
            if entries.items:
                self.data[part] = [each.data for each in entries.items]
            else:
                self.data.pop(part, None)
            self.moves[part,] = locate(entries.place)
            self.moves.update(entries.places())
        return self.data, Places(self.moves)
