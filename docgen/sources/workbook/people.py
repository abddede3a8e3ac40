"""Who is in a workbook, and whose a row is."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from docgen.diagnostics import Diagnostic, Fact, Location, report
from docgen.i18n.fold import fold
from docgen.sources.workbook.layout import TEAM, WHO
from docgen.sources.workbook.pages import Line, Pages
from docgen.sources.workbook.sheets import OVERVIEW, PEOPLE, SHEETS
from docgen.spec.fields import nearest

__all__ = ["EVERYBODY", "OWN", "Person", "find_people", "place_rows"]

EVERYBODY, OF_TEAM, OWN = 0, 1, 2
"""How near a row is to a person: what is nearer counts."""
_NAME, _ID, _DEPARTMENT = ("person", "name"), ("person", "id"), ("person", "department")
_SHOWN = 12
_SEVERAL = re.compile(r"[\n;；、,，]+")


@dataclass(slots=True)
class Person:
    """One line of the sheet of people, with the rows of every other sheet that are for this person."""

    line: Line
    rows: dict[str, list[tuple[int, Line]]] = field(default_factory=dict)
    """Sheet → rows, each with how near it is, in the order of the sheet."""
    wrong: list[Diagnostic] = field(default_factory=list)

    @property
    def name(self) -> str:
        """The name, in the first of its languages."""
        said = self.line.values.get(_NAME)
        if isinstance(said, dict):
            said = next(iter(said.values()), "")
        return " ".join(said.split()) if isinstance(said, str) else ""

    @property
    def employee(self) -> str:
        """The employee number; empty where there is none."""
        return self.line.text(_ID)

    @property
    def teams(self) -> tuple[str, ...]:
        """The names by which rows may call this person's team."""
        return tuple(each for each in (self.line.text(TEAM), self.line.text(_DEPARTMENT)) if each)

    def of(self, key: str) -> Sequence[tuple[int, Line]]:
        """Return the rows of a sheet."""
        return self.rows.get(key, ())


def find_people(pages: Pages) -> tuple[Person, ...]:
    """Return the people; those whom nobody can tell apart are added to the faults (DG749)."""
    people = tuple(Person(line) for line in pages.of(PEOPLE))
    numbers: dict[str, Location] = {}
    names: dict[str, Person] = {}
    for person in people:
        pages.faults += _compare(person, numbers, names)
    if not people and not pages.faults:
        pages.faults.append(
            report("DG755", Location(file=pages.name), nobody_zh="还没有人", nobody_en="nobody")
        )
    return people


def _compare(person: Person, numbers: dict[str, Location], names: dict[str, Person]) -> Iterator[Diagnostic]:
    where, number, name = person.line.places, fold(person.employee), fold(person.name)
    facts: dict[str, Fact] = {"id": None, "name": None}
    if number and number in numbers:
        yield report("DG749", where[_ID], **facts | {"id": person.employee}, other=numbers[number].cell)
    elif name in names and not (number and names[name].employee):
        other = names[name].line.places[_NAME].cell
        yield report("DG749", where[_NAME], **facts | {"name": person.name}, other=other)
    if number:
        numbers.setdefault(number, where[_ID])
    if name:
        names.setdefault(name, person)


def place_rows(pages: Pages, people: Sequence[Person]) -> None:
    """Give every row to those it is for; rows of nobody are added to the faults (DG747), once for a word."""
    calls = _Calls(people)
    missed: dict[str, list[Location]] = {}
    for sheet in SHEETS:
        if sheet in (OVERVIEW, PEOPLE):
            continue
        for line in pages.of(sheet):
            for person, near in _recipients(line, calls, pages, missed):
                person.rows.setdefault(sheet.key, []).append((near, line))
    pages.faults += (calls.miss(word, cells) for word, cells in missed.items())


def _recipients(
    line: Line, calls: _Calls, pages: Pages, missed: dict[str, list[Location]]
) -> Iterator[tuple[Person, int]]:
    said = line.text(WHO)
    if not said:
        yield from ((person, EVERYBODY) for person in calls.people if WHO not in line.values)
        if WHO in line.values:  # it cannot be read, and says so
            pages.faults += [fault for fault in line.faults if fault.where == line.places[WHO]]
        return
    whole = calls.find(said)
    words = [said] if whole else [word for word in _SEVERAL.split(said) if word.strip()]
    for word in words:
        found = whole or calls.find(word)
        if isinstance(found, tuple):
            yield from ((person, OF_TEAM) for person in found)
        elif found:
            yield found, OWN
        else:
            missed.setdefault(word.strip(), []).append(line.places[WHO])


class _Calls:
    """The ways to call people: number, name, both, and the name of a team."""

    def __init__(self, people: Sequence[Person]) -> None:
        self.people = people
        self._one: dict[str, list[Person]] = {}
        self._teams: dict[str, list[Person]] = {}
        for person in people:
            for word in {_call(person.employee), _call(person.name), _call(_label(person))} - {""}:
                self._one.setdefault(word, []).append(person)
            for team in {_call(team) for team in person.teams}:
                self._teams.setdefault(team, []).append(person)

    def find(self, said: str) -> Person | tuple[Person, ...] | None:
        """Return the person who is meant, or the people of a team; None for nobody, or one of several."""
        word = _call(said)
        found = self._one.get(word, [])
        if len(found) == 1:
            return found[0]
        return tuple(self._teams.get(word, ())) or None if not found else None

    def miss(self, said: str, cells: Sequence[Location]) -> Diagnostic:
        """Say that nobody is meant, or that it may be several; ``cells`` are all that say it."""
        several = tuple(_label(person) for person in self._one.get(_call(said), []))
        names: Mapping[str, str] = {_label(person): "" for person in self.people}
        near = None if several else nearest(said, (*names, *(person.name for person in self.people)))
        facts: dict[str, Fact] = {"who": None if several else said, "twice": said if several else None}
        others = tuple(each.cell or "" for each in cells[1:])
        told: dict[str, Fact] = {"count": len(others) or None, "cells": others[:_SHOWN] or None}
        return report("DG747", cells[0], **facts, near=near, people=several or None, **told)


def _label(person: Person) -> str:
    return f"{person.name} {person.employee}".strip()


def _call(text: str) -> str:
    return "".join(fold(text).split())
