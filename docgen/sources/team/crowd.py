"""What can only be seen when everybody is looked at: one id twice, people nobody can tell apart, shares beyond 100 %."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from docgen.diagnostics import Diagnostic, Location, report
from docgen.sources.contract import Entry
from docgen.sources.team.amounts import FULL
from docgen.sources.team.model import Own

__all__ = ["Crowd", "identify"]

_Who = tuple[str, str, str]
_Share = tuple[str, Decimal]


def identify(own: Own, shared_language: str) -> _Who:
    """Return name, employee id and department of a person as plain texts; empty where they are not said."""
    said: dict[str, Any] = {}
    for each in own.given:
        if each.path == ("person",) and isinstance(each.value, dict):
            said = {**each.value}
        elif len(each.path) == 2 and each.path[0] == "person":  # noqa: PLR2004 - a field of the person
            said[str(each.path[1])] = each.value
    return (
        _text(said.get("name"), shared_language),
        _text(said.get("id"), shared_language),
        _text(said.get("department"), shared_language),
    )


def _text(value: Any, language: str) -> str:
    if isinstance(value, dict):
        value = value.get(language) or next((each for each in value.values() if each), "")
    if isinstance(value, str):
        return " ".join(value.split())
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else ""


@dataclass(slots=True)
class Crowd:
    """Everybody who was listed so far; places are kept as numbers, for there may be a hundred thousand."""

    ids: dict[str, int] = field(default_factory=dict)
    names: dict[str, int] = field(default_factory=dict)
    nameless: set[str] = field(default_factory=set)
    """Names of people without an id."""
    shares: dict[str, Decimal] = field(default_factory=dict)
    found: list[Diagnostic] = field(default_factory=list)

    def enter(
        self, who: _Who, team: str, shares: Iterable[_Share], line: int, where: Callable[[], Location]
    ) -> Entry:
        """Take one person in and return the entry; ``line`` is where the person stands, ``where`` its address."""
        name, employee, _ = who
        self._compare(name, employee, line, where)
        for kpi, share in shares:
            if 0 < share <= FULL:
                self.shares[kpi] = self.shares.get(kpi, Decimal(0)) + share
        shown = f"{name} ({employee})" if name and employee else name or employee or f"#{line}"
        stem = f"{employee}_{name}" if name and employee else name or employee or f"_{line}"
        return Entry(employee or name or f"#{line}", shown, team, stem)

    def _compare(self, name: str, employee: str, line: int, where: Callable[[], Location]) -> None:
        """Find whom nobody can tell from an earlier one."""
        if employee in self.ids:
            self.found.append(report("DG733", where(), id=employee, name=None, line=self.ids[employee]))
        elif name in self.names and (not employee or name in self.nameless):
            self.found.append(report("DG733", where(), id=None, name=name, line=self.names[name]))
        if employee:
            self.ids.setdefault(employee, line)
        if name:
            self.names.setdefault(name, line)
            if not employee:
                self.nameless.add(name)

    def judge_shares(self, places: Mapping[str, Location]) -> Iterator[Diagnostic]:
        """Find shared KPIs of which people carry more than there is."""
        for kpi, total in self.shares.items():
            if total > FULL:
                yield report("DG734", places.get(kpi, Location()), id=kpi, total=f"{total.normalize():f}")
