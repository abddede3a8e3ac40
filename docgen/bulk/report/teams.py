"""A team as the data that the page reads: its figures, and its goals and KPIs at a glance."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from typing import Any

from docgen.bulk.binders.overview import Alignment, Member, Served, TeamOverview, roll_up
from docgen.bulk.binders.shared import key_shared
from docgen.bulk.binders.sums import KpiSum
from docgen.bulk.report.counting import TeamTally
from docgen.bulk.report.model import About
from docgen.bulk.report.places import name_zip
from docgen.diagnostics import Severity
from docgen.diagnostics.sentences import show
from docgen.pipeline.brief import Brief

__all__ = ["find_parts", "tell_overview", "tell_team"]

_LONG = 2000
_NAME = 200


def tell_team(team: TeamTally, about: About, page: str | None) -> dict[str, Any]:
    """Return the figures of a team and where its files lie; paths begin at the output folder."""
    binders = about.binders.get(team.name, ())
    return {
        "name": show(team.name, _NAME),
        "folder": team.name,
        "people": team.people,
        "failed": team.failed,
        "goals": team.goals,
        "kpis": team.kpis,
        "found": [team.severities[each] for each in Severity],
        "grades": [[show(grade), team.grades[grade]] for grade in sorted(team.grades)],
        "page": page,
        "zip": name_zip(team.name) if about.zips and (team.files or binders) else None,
        "binders": list(binders),
    }


def find_parts(teams: Iterable[str], about: About) -> frozenset[str]:
    """Name the teams that share everything with another: the targets are for more people than theirs."""
    keys = {team: key_shared(about.shared(team)) for team in teams} if about.shared else {}
    kinds = Counter(keys.values())
    return frozenset(team for team, key in keys.items() if key and kinds[key] > 1)


def tell_overview(team: str, briefs: Sequence[Brief], about: About, *, is_part: bool) -> dict[str, Any]:
    """Return goals, alignment and sums of a team; people are named by their place among ``briefs``."""
    overview = roll_up(team, briefs, about.shared(team) if about.shared else None, is_part=is_part)
    return {
        "columns": [[show(each.title, _LONG), each.people] for each in overview.columns],
        "members": [_member(each) for each in overview.members],
        "alignment": [_alignment(each) for each in overview.alignment],
        "loose": [_served(each) for each in overview.loose],
        "part": is_part and any(kpi.target is not None for kpi in overview.kpis),
        "sums": [_sum(each) for each in overview.kpis],
        "grades": _grades(overview),
    }


def _grades(overview: TeamOverview) -> list[list[Any]]:
    return [[show(grade), people] for grade, people in overview.grades]


def _member(member: Member) -> list[Any]:
    goals = [[show(each.title, _LONG), each.weight, each.column] for each in member.goals]
    return [goals, member.total, member.is_full]


def _alignment(item: Alignment) -> list[Any]:
    return [item.id, show(item.text, _LONG), [_served(each) for each in item.served_by]]


def _served(served: Served) -> list[Any]:
    return [served.member, show(served.title, _LONG), served.weight]


def _sum(kpi: KpiSum) -> dict[str, Any]:
    return {
        "name": show(kpi.name, _LONG),
        "unit": show(kpi.unit, _NAME),
        "direction": kpi.direction,
        "target": kpi.target,
        "total": kpi.total,
        "difference": kpi.difference,
        "covered": kpi.covered,
        "met": kpi.is_met,
        "carriers": [[each.member, each.value, each.share] for each in kpi.carriers],
    }
