"""One file a team for whoever leads it: everybody's documents behind a front, bound anew when one has changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from itertools import islice
from types import MappingProxyType
from typing import Any

from docgen.bulk.binders.bindery import Bindery, Volume
from docgen.bulk.binders.front import show
from docgen.bulk.binders.overview import roll_up
from docgen.bulk.binders.shared import key_shared
from docgen.bulk.binders.state import BinderState
from docgen.bulk.contract import Work
from docgen.bulk.model import Record
from docgen.diagnostics import Diagnostic, Location, report
from docgen.pipeline.binding import Front, Seat
from docgen.sources.contract import Entry
from docgen.spec.raw import RawSpec

__all__ = ["PEOPLE_A_VOLUME", "Binding", "Bound", "make_binders"]

PEOPLE_A_VOLUME = 40
"""Documents one file holds at most; of twenty pages each they take about a gigabyte while they are bound."""

_AT_ONCE = 2000
"""People whose records are in memory at a time."""

_FORMAT = 1
_NAMES = {"zh": "_合订本", "en": "_binder"}


@dataclass(frozen=True, slots=True)
class Binding:
    """What binders are made of beside the records of a run.

    ``entries`` are those of the source by their ids; ``shared`` gives what the people of a folder share, where
    the source knows. Unless binders are ``wanted``, those of an earlier run are only named.
    """

    entries: Mapping[str, Entry]
    shared: Callable[[str], RawSpec | None]
    workers: int = 1
    wanted: bool = True
    prune: bool = False


@dataclass(frozen=True, slots=True)
class Bound:
    """The paths of all binders by the folder of the team, and what is worth saying."""

    paths: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    findings: tuple[Diagnostic, ...] = ()


@dataclass(slots=True)
class _Team:
    """What is known of a team before its records are read for good.

    ``shared`` is a digest of what its people share; a team is a part when another has the same.
    """

    total: Any
    shared: str
    people: int = 0
    made: int = 0
    languages: Counter[str] = field(default_factory=Counter)
    is_part: bool = False

    def add(self, record: Record) -> None:
        """Count a record in."""
        is_made = record.status != "failed"
        told = (record.id, record.key, is_made, record.day.isoformat(), record.name, record.who.name)
        self.total.update(repr(told).encode("utf-8", "surrogatepass"))
        self.people += 1
        self.made += is_made
        if is_made and record.brief:
            self.languages[record.brief.language] += 1

    @property
    def language(self) -> str:
        """The language of most documents; Chinese when there are as many of either."""
        return max(_NAMES, key=lambda language: self.languages[language])


def make_binders(records: Callable[[], Iterator[Record]], work: Work, binding: Binding) -> Bound:
    """Bring the binders of all teams up to date; call it when every document is made and recorded.

    ``records`` gives the records in the order of the plan, again whenever it is called. A binder whose
    documents have not changed is left as it is. One that cannot be made costs itself alone (DG875); people
    whose documents failed stand in it as missing (DG876). Binders of teams that are no longer there are named
    (DG877), and removed with ``prune``. Ends early when ``work.stop`` is set. Raises DocgenError when the
    shelf takes no more files.
    """
    state = BinderState(work.shelf)
    if not binding.wanted:
        return Bound(findings=tuple(state.name_left(())))
    teams = _survey(records, binding)
    keys = {folder: team.total.hexdigest() for folder, team in teams.items() if team.made}
    pending = [folder for folder, key in keys.items() if not state.is_fresh(folder, key)]
    failures: dict[str, list[Diagnostic]] = {}
    with Bindery(work, binding.workers) as bindery:
        volumes = _volumes(records, teams, pending, binding)
        for folder, files, findings in bindery.bind(volumes):
            if findings:
                failures[folder] = _explain(folder, findings)
            if files:
                failures.setdefault(folder, []).extend(
                    state.put(folder, keys[folder], files, force=work.order.force)
                )
    if not work.stop.is_set():
        state.finish(keys, prune=binding.prune)
    return Bound(MappingProxyType(state.paths), tuple(_findings(teams, failures, state)))


def _findings(
    teams: Mapping[str, _Team], failures: Mapping[str, Sequence[Diagnostic]], state: BinderState
) -> Iterator[Diagnostic]:
    """Yield what is worth saying in the order of the plan, whoever was done first."""
    for folder, team in teams.items():
        yield from failures.get(folder, ())
        if team.made and team.made < team.people and not failures.get(folder):
            yield report(
                "DG876",
                Location(file=state.first(folder)),
                team=folder or None,
                count=team.people - team.made,
            )
    yield from state.name_left(teams)


def _explain(folder: str, findings: Sequence[Diagnostic]) -> list[Diagnostic]:
    where = Location(file=folder or None)
    codes = tuple(dict.fromkeys(found.code for found in findings))
    return [report("DG875", where, team=folder or None, codes=codes), *findings]


def _survey(records: Callable[[], Iterator[Record]], binding: Binding) -> dict[str, _Team]:
    """Go through all records once; of each team only counts and a digest are kept."""
    teams: dict[str, _Team] = {}
    for record in records():
        if record.team not in teams:
            common = key_shared(binding.shared(record.team))
            told = (_FORMAT, record.team, PEOPLE_A_VOLUME, common)
            teams[record.team] = _Team(sha256(repr(told).encode("utf-8", "surrogatepass")), common)
        teams[record.team].add(record)
    kinds = Counter(team.shared for team in teams.values() if team.shared)
    for team in teams.values():
        team.is_part = kinds[team.shared] > 1
        team.total.update(repr(team.is_part).encode())
    return teams


def _volumes(
    records: Callable[[], Iterator[Record]],
    teams: Mapping[str, _Team],
    pending: Sequence[str],
    binding: Binding,
) -> Iterator[tuple[str, Sequence[Volume]]]:
    """Yield the files that each team needs; records are read for some teams at a time."""
    waiting = iter(pending)
    while batch := list(_some(waiting, teams)):
        gathered: dict[str, list[Record]] = {folder: [] for folder in batch}
        for record in records():
            if record.team in gathered:
                gathered[record.team].append(record)
        for folder, members in gathered.items():
            yield folder, _plan(folder, members, teams[folder], binding)


def _some(waiting: Iterator[str], teams: Mapping[str, _Team]) -> Iterator[str]:
    people = 0
    for folder in waiting:
        yield folder
        people += teams[folder].people
        if people >= _AT_ONCE:
            return


def _plan(folder: str, records: Sequence[Record], team: _Team, binding: Binding) -> list[Volume]:
    """Divide the people of a team into files and write the front of each; the first shows the whole team."""
    briefs = [record.brief for record in records if record.status != "failed" and record.brief]
    absent = sum(record.status == "failed" for record in records)
    shared, language = binding.shared(folder), team.language
    overview = show(roll_up(folder, briefs, shared, is_part=team.is_part), absent)
    names = Counter(_name(record) for record in records)
    parts = list(_divide(records))
    spans = tuple((_name(part[0]), _name(part[-1])) for part in parts) if len(parts) > 1 else ()
    volumes: list[Volume] = []
    for number, part in enumerate(parts, start=1):
        front = Front(
            team=folder.replace("/", " / "),
            language=language,
            seats=tuple(_seats(part, names)),
            overview=overview if number == 1 else None,
            volume=number,
            volumes=spans,
        )
        made = [record for record in part if record.status != "failed"]
        path = _path(folder, language, number if spans else None)
        volumes.append(Volume(path, front, tuple((binding.entries[each.id], each.day) for each in made)))
    return volumes


def _divide(records: Sequence[Record]) -> Iterator[list[Record]]:
    """Cut the people of a team into parts with so many documents; those without one stay where they are."""
    waiting = iter(records)
    left = sum(record.status != "failed" for record in records)
    while left:
        part: list[Record] = []
        room = min(PEOPLE_A_VOLUME, left)
        left -= room
        while room:
            part += islice(waiting, 1)
            room -= part[-1].status != "failed"
        yield part if left else [*part, *waiting]


def _seats(records: Sequence[Record], names: Mapping[str, int]) -> Iterator[Seat]:
    """Yield the lines of the contents; two people of one name are told apart by their ids."""
    place = 0
    for record in records:
        name = title = _name(record)
        if names[name] > 1 and record.who.employee:
            title = f"{name} {record.who.employee}"
        is_made = record.status != "failed"
        position = record.brief.position if record.brief else ""
        yield Seat(title, title, position, place if is_made else None)
        place += is_made


def _name(record: Record) -> str:
    return (record.brief.name if record.brief else "") or record.who.name or record.name


def _path(folder: str, language: str, number: int | None) -> str:
    stem = _NAMES[language] if number is None else f"{_NAMES[language]}-{number}"
    return f"{folder}/{stem}.pdf" if folder else f"{stem}.pdf"
