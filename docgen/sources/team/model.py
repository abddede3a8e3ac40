"""What everybody shares, and what one person has of their own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cached_property
from typing import Any, cast

from docgen.diagnostics import FieldPath
from docgen.sources.team.amounts import number
from docgen.sources.team.places import Place, Spot
from docgen.spec.raw import Data

__all__ = ["LISTS", "PERSON_SHARED", "Given", "Own", "Shared"]

LISTS = ("goals", "kpis", "milestones", "strategy", "red_lines", "changes")
"""The lists of a spec whose entries have ids."""

PERSON_SHARED = ("department", "location", "manager", "reviewer", "approver", "hrbp", "others")
"""What people of a team may share of ``person``."""


@dataclass(frozen=True, slots=True)
class Given:
    """A value that a person has of their own; the second step of a path into one of ``LISTS`` is an id."""

    path: FieldPath
    value: Data
    place: Place


@dataclass(frozen=True, slots=True)
class Own:
    """One person: ``goals`` and ``added`` as documented, ``given`` in the order in which it counts.

    ``goals`` names the shared goals this person has, all of them when it is None; ``shares`` are percent of
    a shared KPI; ``dropped`` names shared entries by id, or whole parts.
    """

    place: Place
    team: str = ""
    goals: tuple[Given, ...] | None = None
    given: tuple[Given, ...] = ()
    shares: tuple[Given, ...] = ()
    added: tuple[Given, ...] = ()
    dropped: tuple[Given, ...] = ()


@dataclass(frozen=True)
class Shared:
    """The shared part of a team; nothing ever changes it."""

    data: Mapping[str, Data]
    spot: Spot

    @property
    def name(self) -> str:
        """The file it stands in."""
        return self.spot.source.name

    @cached_property
    def language(self) -> str:
        """The language of the documents."""
        document = self.data.get("document")
        said = document.get("language") if isinstance(document, dict) else None
        return "en" if said == "en" else "zh"

    def entries(self, part: str) -> list[dict[str, Any]]:
        """Return the well-formed entries of a list."""
        listed = self.data.get(part)
        return [each for each in listed if isinstance(each, dict)] if isinstance(listed, list) else []

    @cached_property
    def _ids(self) -> Mapping[str, Mapping[str, dict[str, Any]]]:
        return {
            part: {str(each["id"]): each for each in self.entries(part) if isinstance(each.get("id"), str)}
            for part in LISTS
        }

    def by_id(self, part: str) -> Mapping[str, dict[str, Any]]:
        """Return the entries of a list by their ids."""
        return self._ids[part]

    @cached_property
    def parts(self) -> tuple[str, ...]:
        """Every id of the lists, and every part there is."""
        return (*(name for part in LISTS for name in self._ids[part]), *self.data)

    @cached_property
    def person(self) -> dict[str, Data]:
        """What is shared of the person."""
        given = cast("dict[str, Data]", self.data.get("person"))
        return {key: given[key] for key in PERSON_SHARED if key in given} if isinstance(given, dict) else {}

    @cached_property
    def full_goals(self) -> frozenset[str]:
        """The ids of goals whose KPIs weigh what they weigh; where they do not, that is a mistake and stays one."""
        sums: dict[str, Decimal] = {}
        for kpi in self.entries("kpis"):
            goal = str(kpi.get("goal"))
            sums[goal] = sums.get(goal, Decimal(0)) + (number(kpi.get("weight")) or Decimal(0))
        goals = self.by_id("goals")
        return frozenset(name for name, each in goals.items() if number(each.get("weight")) == sums.get(name))
