"""A team file as a source: its people, one spec each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property, partial
from pathlib import Path

from docgen.diagnostics import Diagnostic, DocgenError, Location
from docgen.document.model import Asset
from docgen.sources.contract import Entry
from docgen.sources.files import read_file
from docgen.sources.team.amounts import FULL, number
from docgen.sources.team.common_faults import SAMPLE, find_common
from docgen.sources.team.compose import compose
from docgen.sources.team.crowd import Crowd, identify
from docgen.sources.team.model import Shared
from docgen.sources.team.places import Places, locate
from docgen.sources.team.read_team import MAX_BYTES, Member, Team, read_team
from docgen.spec.models import SCHEMA_VERSION
from docgen.spec.raw import RawSpec, Source

__all__ = ["TeamFile", "as_spec", "places_of_kpis"]


@dataclass(frozen=True)
class TeamFile:
    """A ``team.yaml`` on disk."""

    path: str

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Warnings about the team as a whole, complete once the entries have been listed."""
        return self._listed[1]

    def entries(self) -> Iterator[Entry]:
        """List the people as they stand in the file.

        Raises DocgenError: what is wrong with the file or its shared part, DG733 people whom nobody can tell apart.
        """
        yield from self._listed[0]

    def read(self, entry: Entry) -> RawSpec:
        """Return the spec of one person; what is wrong with this person is among its faults."""
        member: Member = entry.origin
        return compose(self._team.shared, member.own, member.faults, member.remarks)

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:  # noqa: ARG002 - they share a folder
        """Return a picture beside the file; raises DocgenError (DG715 to DG717, DG722, DG723)."""
        from docgen.sources.pictures import read_picture  # noqa: PLC0415 - few specs name one

        return read_picture(Path(self.path).parent, name, where)

    def shared(self, team: str) -> RawSpec | None:  # noqa: ARG002 - all teams of a file share one part
        """Return what everybody shares, with the targets of the whole team."""
        return as_spec(self._team.shared)

    @cached_property
    def _team(self) -> Team:
        return read_team(read_file(self.path, MAX_BYTES), self.path)

    @cached_property
    def _listed(self) -> tuple[tuple[Entry, ...], tuple[Diagnostic, ...]]:
        team, crowd = self._team, Crowd()
        entries = tuple(self._enter(each, crowd) for each in team.members)
        samples = (self.read(each) for each in entries[:SAMPLE])
        found = (*crowd.found, *find_common(samples))
        if found:
            raise DocgenError(found)
        return entries, (*team.remarks, *crowd.judge_shares(places_of_kpis(team.shared)))

    def _enter(self, member: Member, crowd: Crowd) -> Entry:
        who = identify(member.own, self._team.shared.language)
        place = member.own.place
        shares = ((str(each.path[1]), number(each.value) or FULL * 0) for each in member.own.shares)
        entry = crowd.enter(who, member.own.team, shares, locate(place).line or 0, partial(locate, place))
        return replace(entry, origin=member)


def as_spec(shared: Shared) -> RawSpec:
    """Return the shared part as a spec without a person."""
    data = {"schema": SCHEMA_VERSION, **shared.data}
    return RawSpec(data, Source(shared.name), places=Places({(): shared.spot}))


def places_of_kpis(shared: Shared) -> dict[str, Location]:
    """Tell where each shared KPI stands."""
    listed = shared.data.get("kpis")
    spot = shared.spot.below("kpis")
    return {
        str(each.get("id")): locate(spot.below(index), ("kpis", index))
        for index, each in enumerate(listed if isinstance(listed, list) else ())
        if isinstance(each, dict)
    }
