"""Which page shows whom: one page for everybody, or in a large company one page a team and an index of all."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import islice
from typing import Any, Self

from docgen.bulk.model import Record
from docgen.bulk.report.counting import Tally, TeamTally, count
from docgen.bulk.report.groups import Groups
from docgen.bulk.report.html import make_page
from docgen.bulk.report.model import About
from docgen.bulk.report.places import INDEX, SUMMARY, PageNames
from docgen.bulk.report.teams import find_parts, tell_overview, tell_team
from docgen.bulk.report.telling import Shared, tell_detail, tell_row
from docgen.bulk.report.words import STAGES, say_ending
from docgen.diagnostics import Severity
from docgen.diagnostics.sentences import show

__all__ = ["ONE_PAGE", "Pages"]

ONE_PAGE = 2000
"""People of whom one page shows everything; with more, teams get pages of their own."""


class Pages:
    """The pages of a run: records are put in one by one, pages come out when all are there."""

    def __init__(self, tally: Tally, about: About, one_page: int | None = None) -> None:
        """Know the figures of all, which decide how many pages there are."""
        self._tally, self._about, self._most = tally, about, one_page or ONE_PAGE
        self._is_large = tally.people > self._most
        self._groups = Groups()
        self._parts = find_parts(tally.teams, about)
        self._shared = Shared()
        self._rows: list[list[Any]] = []
        self._people: list[Record] = []
        self._order = {name: place for place, name in enumerate(tally.teams)}
        self._pages = self._name_pages() if self._is_large else {}

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Forget everything."""
        self._groups.__exit__(*_)

    @property
    def names(self) -> tuple[str, ...]:
        """Name every page."""
        return (INDEX, *(page for pages in self._pages.values() for page in pages))

    def _name_pages(self) -> dict[str, list[str]]:
        names = PageNames()
        return {
            team.name: [
                names.new(team.name, number) for number in range(1, -(-team.people // self._most) + 1)
            ]
            for team in self._tally.teams.values()
        }

    def add(self, record: Record) -> None:
        """Take in the next person."""
        if self._is_large:
            self._groups.add(record)
            self._rows.append(tell_row(record, self._order[record.team], self._shared))
        else:
            self._people.append(record)

    def make(self) -> Iterator[tuple[str, bytes]]:
        """Make the pages: the path of each, and what is in it."""
        if not self._is_large:
            yield INDEX, self._make_full(INDEX, self._tally, self._people)
            return
        for team, pages in self._pages.items():
            records = self._groups.team(team)
            for page in pages:
                people = list(islice(records, self._most))
                yield page, self._make_full(page, count(people), people)
        yield INDEX, self._make_index()

    def _make_index(self) -> bytes:
        teams = [
            {**tell_team(team, self._about, self._pages[team.name][0]), "pages": self._pages[team.name]}
            for team in self._tally.teams.values()
        ]
        told = {"kind": "index", "root": "", "chunk": self._most, "people": self._rows, "teams": teams}
        return self._make(told, self._tally, self._shared)

    def _make_full(self, page: str, tally: Tally, people: Sequence[Record]) -> bytes:
        shared = Shared()
        order = {name: place for place, name in enumerate(tally.teams)}
        told = {
            "kind": "team" if self._is_large else "all",
            "root": "../" * page.count("/"),
            "people": [tell_row(record, order[record.team], shared) for record in people],
            "details": [tell_detail(record, shared) for record in people],
            "teams": [self._team(team, people) for team in tally.teams.values()],
        }
        return self._make(told, tally, shared)

    def _team(self, team: TeamTally, people: Sequence[Record]) -> dict[str, Any]:
        told = tell_team(team, self._about, None)
        members = [(place, record.brief) for place, record in enumerate(people) if record.team == team.name]
        briefs = [(place, brief) for place, brief in members if brief]
        if len(self._pages.get(team.name, ())) > 1 or not briefs:  # a part of a team has no true sums
            return told
        overview = tell_overview(
            team.name, [brief for _, brief in briefs], self._about, is_part=team.name in self._parts
        )
        return {**told, "who": [place for place, _ in briefs], "overview": overview}

    def _make(self, told: dict[str, Any], tally: Tally, shared: Shared) -> bytes:
        language = self._tally.language
        return make_page({**told, **shared.tell(), **_facts(tally)}, language)


def _facts(tally: Tally) -> dict[str, Any]:
    period = show(next(iter(tally.periods))) if len(tally.periods) == 1 else ""
    codes = {f"{code} {weight.value}": people for (code, weight), people in tally.codes.items()}
    return {
        "facts": {
            "people": tally.people,
            "failed": tally.failed,
            "files": tally.files,
            "found": [tally.severities[each] for each in Severity],
            "period": period,
            "stages": [stage for stage in STAGES["zh"] if tally.stages[stage]],
            "final": tally.is_final,
        },
        "affected": codes,
        "summary": SUMMARY,
        "names": {
            "endings": {ending: say_ending(ending) for ending in sorted(tally.endings)},
            "stages": {
                stage: [STAGES[each][stage] for each in ("zh", "en")] for stage in sorted(tally.stages)
            },
        },
    }
