"""From ``team.yaml`` to what is shared and what each person has of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, cast

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, Severity, report
from docgen.sources.team.model import PERSON_SHARED, Given, Own, Shared
from docgen.sources.team.paths import find_strange, split_path
from docgen.sources.team.places import Spot, spot_of
from docgen.spec.fields import known_keys, nearest
from docgen.spec.limits import Limits
from docgen.spec.order import in_order
from docgen.spec.raw import UNREADABLE, Data, RawSpec
from docgen.spec.reader import read

__all__ = ["MAX_BYTES", "PERSON_KEYS", "TEAM_KEYS", "Member", "Team", "is_team", "read_shared", "read_team"]

MAX_BYTES = 16 << 20
"""Bytes of one team file; some ten thousand people."""
_LIMITS = Limits(size=MAX_BYTES, depth=24, values=1_000_000)
_TEAM = re.compile(rb"""^(?:\xef\xbb\xbf)?(['"]?)team\1[ \t]*:[ \t]*['"]?\d""", re.MULTILINE)
_TEAM_IN_JSON = re.compile(rb'[{,]\s*"team"\s*:\s*"?\d')
_HEAD = 65_536

VERSION = 1
TEAM_KEYS = ("team", "name", "shared", "people")
_OF_PERSON = known_keys(("person",), {})[0]
PERSON_KEYS = ("person", "team", "goals", "kpis", "milestones", "set", "add", "drop")
_OWN_LISTS = ("goals", "kpis", "milestones")


@dataclass(frozen=True, slots=True)
class Member:
    """One person of a team file with what was found while it was read."""

    own: Own
    faults: tuple[Diagnostic, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Team:
    """A team file that has been read; ``remarks`` are warnings about the whole."""

    name: str
    shared: Shared
    members: tuple[Member, ...]
    remarks: tuple[Diagnostic, ...] = ()


def is_team(content: bytes) -> bool:
    """Tell a team file from a spec: it says ``team: 1`` at its top."""
    head = content[:_HEAD]
    if head.lstrip(b"\xef\xbb\xbf \t\r\n").startswith(b"{"):
        return bool(_TEAM_IN_JSON.search(head))
    return bool(_TEAM.search(head))


def read_team(content: bytes, name: str) -> Team:
    """Read a team file; raises DocgenError with what is wrong with it as a whole (DG727, or the reader's)."""
    raw = read(content, name, _LIMITS)
    whole = spot_of(raw)
    found = [each for each in raw.faults if not _is_of_person(each.where.path)]
    found += _judge(raw)
    if found:
        raise DocgenError(in_order(found))
    shared = cast("dict[str, Data]", raw.data.get("shared") or {})
    everybody = cast("list[dict[str, Data]]", raw.data["people"])
    made = Shared(shared, whole.below("shared"))
    return Team(
        str(raw.data.get("name") or ""),
        made,
        tuple(_member(raw, whole, made, number, each) for number, each in enumerate(everybody)),
        tuple(each for each in raw.remarks if not _is_of_person(each.where.path)),
    )


def read_shared(raw: RawSpec, path: FieldPath = ()) -> Shared:
    """Return the shared part that stands at a path of a file."""
    data: Any = raw.data
    for step in path:
        data = data[step]
    return Shared(data, spot_of(raw).below(*path))


def _is_of_person(path: FieldPath) -> bool:
    return len(path) > 2 and path[0] == "people" and isinstance(path[1], int)  # noqa: PLR2004 - and a key


def _judge(raw: RawSpec) -> Iterator[Diagnostic]:
    """Find what is wrong with the outline of the file."""
    version = raw.data.get("team")
    if version != VERSION or isinstance(version, bool):
        yield report("DG727", raw.locate(("team",), key=True), expected_zh="team: 1", expected_en="team: 1")
    yield from _strange_keys(raw, (), TEAM_KEYS)
    name = raw.data.get("name")
    if not isinstance(name, str | None):
        yield _expect(raw, ("name",), "一段文字", "a text")
    shared = raw.data.get("shared", {})
    if isinstance(shared, dict):
        yield from _strange_keys(raw, ("shared",), known_keys((), {})[0])
        yield from _strange_keys(raw, ("shared", "person"), PERSON_SHARED)
    elif shared is not None:
        yield _expect(raw, ("shared",), "一组“键: 值”", "a group of keys and values")
    everybody = raw.data.get("people")
    if not isinstance(everybody, list) or not everybody:
        zh, en = "人员列表，至少一人，每人一项，以“- ”开头", "a list of people, at least one, each after “- ”"
        yield _expect(raw, ("people",), zh, en)
        return
    for number, each in enumerate(everybody):
        if not isinstance(each, dict):
            yield _expect(raw, ("people", number), "一组“键: 值”", "a group of keys and values")


def _strange_keys(raw: RawSpec, path: FieldPath, known: Sequence[str]) -> Iterator[Diagnostic]:
    data: Any = raw.data
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    for key in data if isinstance(data, dict) else ():
        if key not in known:
            where = raw.locate((*path, key), key=True)
            yield report("DG727", where, key=key, near=nearest(key, tuple(known)), known=tuple(known))


def _expect(raw: RawSpec, path: FieldPath, zh: str, en: str) -> Diagnostic:
    return report("DG727", raw.locate(path, key=True), expected_zh=zh, expected_en=en)


def _member(raw: RawSpec, whole: Spot, shared: Shared, number: int, data: dict[str, Data]) -> Member:
    path = ("people", number)
    reading = _Reading(raw, shared, whole.below(*path), path)
    own = reading.read(data)
    inside = (
        [each for each in (*raw.faults, *raw.remarks) if each.where.path[:2] == path]
        if raw.faults or raw.remarks
        else []
    )
    return Member(
        own,
        (*(each for each in inside if each.severity is Severity.ERROR), *reading.found),
        tuple(each for each in inside if each.severity is not Severity.ERROR),
    )


@dataclass(slots=True)
class _Reading:
    """Reads one person; mistakes cost this person alone."""

    raw: RawSpec
    shared: Shared
    spot: Spot
    path: FieldPath
    found: list[Diagnostic] = field(default_factory=list)

    def read(self, data: dict[str, Data]) -> Own:
        for key in data:
            known = (*PERSON_KEYS, *_OF_PERSON)
            if key not in known:
                where = self.raw.locate((*self.path, key), key=True)
                self.found.append(
                    report("DG727", where, key=key, near=nearest(key, known), known=PERSON_KEYS)
                )
        own = Own(self.spot, given=tuple(self._person(data)))
        team = data.get("team")
        if isinstance(team, str):
            own = replace(own, team=team.strip())
        elif team is not None and team is not UNREADABLE:
            self._expect(("team",), "一段文字", "a text")
        goals = tuple(self._goals(data.get("goals"))) if isinstance(data.get("goals"), list | dict) else None
        if goals is None and data.get("goals") not in (None, UNREADABLE):
            self._expect(
                ("goals",),
                "目标编号与权重，如 {G1: 60, G2: 40}",
                "ids with weights, such as {G1: 60, G2: 40}",
            )
        given: list[Given] = []
        shares: list[Given] = []
        for part in _OWN_LISTS:
            for each in self._entries(part, data.get(part)):
                (shares if each.path[2:] == ("share",) else given).append(each)
        given += self._set(data.get("set"))
        return replace(
            own,
            goals=goals,
            given=(*own.given, *given),
            shares=tuple(shares),
            added=tuple(self._add(data.get("add"))),
            dropped=tuple(self._drop(data.get("drop"))),
        )

    def _person(self, data: dict[str, Data]) -> Iterator[Given]:
        said = data.get("person")
        if isinstance(said, dict):
            for key, value in said.items():
                yield Given(("person", key), value, self.spot.below("person", key))
        elif said is not None and said is not UNREADABLE:
            self._expect(("person",), "一组“键: 值”", "a group of keys and values")
        for key in _OF_PERSON:
            if key in data:
                yield Given(("person", key), data[key], self.spot.below(key))

    def _goals(self, said: Any) -> Iterator[Given]:
        """Read which shared goals a person has: a list of ids, or ids with weights; a weight of 0 is none."""
        if isinstance(said, dict):
            for name, value in said.items():
                if isinstance(value, bool) or value != 0:
                    yield Given(("goals", name), None, self.spot.below("goals", name))
            return
        for number, each in enumerate(said):
            if isinstance(each, str):
                yield Given(("goals", each), None, self.spot.below("goals", number))
            elif each is not UNREADABLE:
                self._expect(("goals", number), "目标编号，如 G1", "the id of a goal, such as G1")

    def _entries(self, part: str, said: Data) -> Iterator[Given]:
        """Read what a person says of shared entries; a bare figure is a weight."""
        if isinstance(said, dict):
            for name, value in said.items():
                yield from self._entry(part, name, value)
        elif said is not None and said is not UNREADABLE and part != "goals":
            self._expect(
                (part,), "编号与各自的值，如 {K1: {target: 5}}", "ids with values, such as {K1: {target: 5}}"
            )

    def _entry(self, part: str, name: str, value: Data) -> Iterator[Given]:
        place = self.spot.below(part, name)
        if isinstance(value, dict):
            for key, inner in value.items():
                yield Given((part, name, key), inner, place.below(key))
        elif part == "milestones":
            self._expect((part, name), "一组“键: 值”", "a group of keys and values")
        elif value is not None and (value != 0 or isinstance(value, bool)):
            yield Given((part, name, "weight"), value, place)

    def _set(self, said: Data) -> Iterator[Given]:
        if not isinstance(said, dict):
            if said is not None and said is not UNREADABLE:
                self._expect(
                    ("set",),
                    "字段与值，如 {document.number: X-01}",
                    "fields with values, such as {document.number: X-01}",
                )
            return
        for dotted, value in said.items():
            path = split_path(dotted, self.shared.parts)
            strange = find_strange(path, self.shared.data)
            if strange is None:
                yield Given(path, value, self.spot.below("set", dotted))
                continue
            key, near, known = strange
            where = self.raw.locate((*self.path, "set", dotted), key=True)
            self.found.append(report("DG727", where, key=key, near=near, known=known[:20] or None))

    def _add(self, said: Data) -> Iterator[Given]:
        if not isinstance(said, dict):
            if said is not None and said is not UNREADABLE:
                self._expect(
                    ("add",),
                    "各部分的新条目，如 {kpis: [...]}",
                    "new entries of parts, such as {kpis: [...]}",
                )
            return
        for dotted, listed in said.items():
            path = split_path(dotted)
            if not isinstance(listed, list):
                self._expect(("add", dotted), "列表，每项以“- ”开头", "a list, each entry after “- ”")
                continue
            for number, each in enumerate(listed):
                yield Given(path, each, self.spot.below("add", dotted, number))

    def _drop(self, said: Data) -> Iterator[Given]:
        if not isinstance(said, list):
            if said is not None and said is not UNREADABLE:
                self._expect(("drop",), "编号的列表，如 [K3, M2]", "a list of ids, such as [K3, M2]")
            return
        for number, name in enumerate(said):
            if isinstance(name, str):
                yield Given((name,), None, self.spot.below("drop", number))

    def _expect(self, steps: FieldPath, zh: str, en: str) -> None:
        self.found.append(_expect(self.raw, (*self.path, *steps), zh, en))
