"""What do the people of a team reach together? Their targets added up, where adding makes sense."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal, InvalidOperation

from docgen.bulk.binders.shared import Shared, SharedKpi, fold
from docgen.kpis.library import built_in
from docgen.kpis.units import adds_up
from docgen.pipeline.brief import Brief, KpiBrief

__all__ = ["Carrier", "KpiSum", "add_kpis", "write_figure"]

_ADDED = frozenset({"sum", "cumulative"})
_STOCK = frozenset({"end_of_period", ""})
_HUNDRED = Decimal(100)


@dataclass(frozen=True, slots=True)
class Carrier:
    """What one person carries: the place in the list of people, the target, its share of the sum in percent."""

    member: int
    value: str
    share: str | None


@dataclass(frozen=True, slots=True)
class KpiSum:
    """A KPI that several people have, or that the team has a target for.

    ``difference`` is the sum without the target of the team, ``covered`` the sum in percent of it; both are
    None where the team has no target. ``is_met`` says whether the sum is enough, where the direction tells.
    """

    name: str
    unit: str
    direction: str
    target: str | None
    total: str
    difference: str | None
    covered: str | None
    is_met: bool | None
    carriers: tuple[Carrier, ...]


@dataclass(slots=True)
class _Group:
    """The same KPI of several people, while it is gathered."""

    shared: SharedKpi | None
    found: list[tuple[int, KpiBrief, Decimal]]


def add_kpis(briefs: Sequence[Brief], shared: Shared, *, is_part: bool = False) -> tuple[KpiSum, ...]:
    """Add up the targets of all people for each KPI: those of the team first, then those several people have.

    A KPI of a person is one of the team when it has its id and unit, its library entry and unit, or its name
    and unit. Rates, scores and means are not added up. A target in the team file is that of the team when
    everybody carries less than it; else it is what each person starts from, and the team has none. When the
    people are only ``is_part`` of those that the target is for, nothing is said about reaching it.
    """
    groups: dict[object, _Group] = {kpi: _Group(kpi, []) for kpi in shared.kpis}
    for place, brief in enumerate(briefs):
        for kpi in brief.kpis:
            if (target := _read(kpi.target)) is not None and _adds_up(kpi):
                key, of_team = _key(kpi, shared)
                groups.setdefault(key, _Group(of_team, [])).found.append((place, kpi, target))
    return tuple(_sum(group, is_part=is_part) for group in groups.values() if _is_worth_saying(group))


def write_figure(value: Decimal, places: int | None = None) -> str:
    """Write exact digits without needless zeros; rounded half up where ``places`` are named."""
    if places is not None:
        value = value.quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)
    text = format(value, "f")
    return text.rstrip("0").rstrip(".") if "." in text else text


def _is_worth_saying(group: _Group) -> bool:
    people = {place for place, _, _ in group.found}
    return len(people) > 1 or (bool(people) and _target_of_team(group) is not None)


def _target_of_team(group: _Group) -> Decimal | None:
    """Return the target that people share among them, None where each has one of the own."""
    target = group.shared.target if group.shared else None
    if target is None:
        return None
    parts = _parts(group.found)
    is_whole = parts == [target]
    return target if is_whole or all(abs(part) < abs(target) for part in parts) else None


def _parts(found: Sequence[tuple[int, KpiBrief, Decimal]]) -> list[Decimal]:
    return [sum((t for at, _, t in found if at == place), Decimal(0)) for place in {at for at, _, _ in found}]


def _read(figure: str) -> Decimal | None:
    try:
        return Decimal(figure)
    except InvalidOperation:
        return None


def _adds_up(kpi: KpiBrief) -> bool:
    """Tell whether the targets of two people make a sum: by how a KPI is made, and by its unit."""
    if kpi.aggregation in _ADDED:
        return "%" not in kpi.unit
    return kpi.aggregation in _STOCK and adds_up(kpi.unit, built_in().units)


def _key(kpi: KpiBrief, shared: Shared) -> tuple[object, SharedKpi | None]:
    for of_team in shared.kpis:
        if _is_same(kpi, of_team):
            return of_team, of_team
    return (kpi.lib or fold(kpi.name), fold(kpi.unit)), None


def _is_same(kpi: KpiBrief, of_team: SharedKpi) -> bool:
    has_unit = not of_team.units or fold(kpi.unit) in of_team.units
    is_named = (
        kpi.id == of_team.id or bool(kpi.lib and kpi.lib == of_team.lib) or fold(kpi.name) in of_team.names
    )
    return has_unit and is_named


def _sum(group: _Group, *, is_part: bool) -> KpiSum:
    first = group.found[0][1]
    of_team = group.shared
    total = sum((target for _, _, target in group.found), Decimal(0))
    wanted = _target_of_team(group)
    return KpiSum(
        name=(of_team.name if of_team else "") or first.name,
        unit=(of_team.unit if of_team else "") or first.unit,
        direction=first.direction,
        target=None if wanted is None else write_figure(wanted),
        total=write_figure(total),
        difference=None if wanted is None else write_figure(total - wanted),
        covered=write_figure(total / wanted * _HUNDRED, places=1) if wanted else None,
        is_met=None if wanted is None or is_part else _is_met(first.direction, total, wanted),
        carriers=tuple(_carriers(group.found, total)),
    )


def _is_met(direction: str, total: Decimal, wanted: Decimal) -> bool | None:
    if direction == "higher":
        return total >= wanted
    return total <= wanted if direction == "lower" else None


def _carriers(found: Sequence[tuple[int, KpiBrief, Decimal]], total: Decimal) -> Iterator[Carrier]:
    """Name who carries how much, in the order of people; two KPIs of one person are one part."""
    parts: dict[int, Decimal] = {}
    for place, _, target in found:
        parts[place] = parts.get(place, Decimal(0)) + target
    for place, part in parts.items():
        share = write_figure(part / total * _HUNDRED, places=1) if total else None
        yield Carrier(place, write_figure(part), share)
