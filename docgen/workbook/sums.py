"""Formulas that add up the weights of each person as docgen does, with the results they have at the beginning."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from docgen.diagnostics import FieldPath
from docgen.sources.workbook.layout import TEAM, WHO
from docgen.sources.workbook.sheets import PEOPLE
from docgen.workbook.content import Content, Row, label_of
from docgen.workbook.grid import COUNTED, FIRST, Grid
from docgen.workbook.lists import LISTS_SHEET, people_range

__all__ = ["Sums"]

_ID, _WEIGHT, _NAME, _DEPARTMENT = ("id",), ("weight",), ("person", "name"), ("person", "department")


@dataclass(frozen=True, slots=True)
class Sums:
    """The formulas over one list of entries (goals or KPIs) and the sheet of people."""

    people: Grid
    entries: Grid
    content: Content

    def of_person(self, row: int) -> tuple[str, str]:
        """Write the number and the sum of the weights of the person in a row of the sheet of people."""
        label = f"{LISTS_SHEET}!$A{row + 1}"
        teams = tuple(self.people.cell(path, row) for path in (TEAM, _DEPARTMENT))
        weight = self.entries.range(_WEIGHT)
        count, total = (
            "+".join(f"SUMPRODUCT({condition}{end})" for condition in self._conditions(label, teams))
            for end in (f"*({weight}<>0)", f"*1,{weight}")
        )
        return (f'=IF({label}="","",{count})', f'=IF({label}="","",ROUND({total},2))')

    def _conditions(self, label: str, teams: tuple[str, ...]) -> Iterator[str]:
        """Write what makes a row count: it is one's own, the team's or everybody's, and none that is nearer is there."""
        who, ids = self.entries.range(WHO), self.entries.range(_ID)
        is_entry = f'({ids}<>"")'
        no_own = f"({self._count(label)}=0)"
        of_team = "+".join(f'({team}<>"")*({who}={team})' for team in teams)
        no_team = "+".join(f'({team}<>"")*{self._count(team)}' for team in teams)
        yield f"({who}={label})*{is_entry}"
        yield f"(({of_team})>0)*{is_entry}*{no_own}"
        yield f'({who}="")*{is_entry}*{no_own}*(({no_team})=0)'

    def _count(self, who: str) -> str:
        """Write how many rows of somebody give a weight to the id of each row."""
        ids, column, weight = (self.entries.range(path) for path in (_ID, WHO, _WEIGHT))
        return f'COUNTIFS({ids},{ids},{column},{who},{weight},"<>")'

    def known(self, row: int) -> tuple[int | str, float | str]:
        """Work out what the formulas of a row give at the beginning."""
        people = self.content.of(PEOPLE.key)
        if row - FIRST >= len(people):
            return "", ""
        weights = self._weights(people[row - FIRST])
        return len(weights), float(sum(weights, Decimal(0)))

    def _weights(self, person: Row) -> list[Decimal]:
        label = label_of(str(person.get(_NAME) or ""), str(person.get(("person", "id")) or ""))
        found: dict[object, tuple[int, Decimal]] = {}
        teams = [person[path] for path in (TEAM, _DEPARTMENT) if isinstance(person.get(path), str)]
        ranks: Mapping[object, int] = {None: 0, **{str(team): 1 for team in teams}, label: 2}
        for entry in self.content.of(self.entries.sheet.key):
            rank, weight = ranks.get(entry.get(WHO)), entry.get(_WEIGHT)
            if rank is None or not isinstance(weight, int | Decimal):
                continue
            if found.get(entry[_ID], (-1, 0))[0] <= rank:
                found[entry[_ID]] = rank, Decimal(weight)
        return [weight for _, weight in found.values() if weight]

    def of_entry(self, row: int) -> str:
        """Write the sum that belongs to an entry: that of its person, or of all rows where nobody has own ones."""
        who, entry = self.entries.cell(WHO, row), self.entries.cell(_ID, row)
        column: FieldPath = COUNTED[self.entries.sheet.key][1]
        found = f"INDEX({self.people.range(column)},MATCH({who},{people_range(self.people)},0))"
        everybody = f'IF(COUNTA({self.entries.range(WHO)})=0,SUM({self.entries.range(_WEIGHT)}),"")'
        return f'=IF({entry}="","",IF({who}<>"",IFERROR({found},""),{everybody}))'

    def known_of_entry(self, entry: Row) -> float | str:
        """Work out what the formula of an entry gives at the beginning."""
        rows = self.content.of(self.entries.sheet.key)
        if who := entry.get(WHO):
            return next((self._sum(row) for row in self.content.of(PEOPLE.key) if self._is(row, who)), "")
        if any(row.get(WHO) for row in rows):
            return ""
        return float(sum(Decimal(str(row.get(_WEIGHT) or 0)) for row in rows))

    def _sum(self, person: Row) -> float:
        return float(sum(self._weights(person), Decimal(0)))

    def _is(self, person: Row, who: object) -> bool:
        return label_of(str(person.get(_NAME) or ""), str(person.get(("person", "id")) or "")) == who
