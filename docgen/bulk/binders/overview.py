"""What do the goals of a team come to? Everybody's goals and weights, what serves the strategy, sums of KPIs."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal

from docgen.bulk.binders.shared import Shared, fold, read_shared
from docgen.bulk.binders.sums import KpiSum, add_kpis, write_figure
from docgen.pipeline.brief import Brief, GoalBrief
from docgen.spec.raw import RawSpec

__all__ = [
    "MAX_COLUMNS",
    "Alignment",
    "GoalColumn",
    "GoalShare",
    "Member",
    "Served",
    "TeamOverview",
    "main_language",
    "roll_up",
]

MAX_COLUMNS = 6
"""Goals of several people that have a column of their own; those fewest people have go without."""

_FEW = 5
"""A goal that fewer than one in so many people have, or a single one, is nothing they share."""

_FULL = Decimal(100)
_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class GoalColumn:
    """A goal that several people have; ``people`` counts them."""

    id: str
    title: str
    people: int


@dataclass(frozen=True, slots=True)
class GoalShare:
    """A goal of one person; ``column`` is its place among the goals that several have, None for one's own."""

    id: str
    title: str
    weight: str
    due: str
    strategy: tuple[str, ...]
    column: int | None


@dataclass(frozen=True, slots=True)
class Member:
    """A person with goals; ``total`` adds up the weights, ``is_full`` says whether they are 100."""

    name: str
    employee: str
    position: str
    goals: tuple[GoalShare, ...]
    kpis: int
    total: str
    is_full: bool
    score: str | None
    grade: str | None


@dataclass(frozen=True, slots=True)
class Served:
    """A goal of the person at the place ``member`` of the list of people."""

    member: int
    goal: str
    title: str
    weight: str


@dataclass(frozen=True, slots=True)
class Alignment:
    """An item of the strategy and the goals that serve it: none when nobody does."""

    id: str
    text: str
    served_by: tuple[Served, ...]


@dataclass(frozen=True, slots=True)
class TeamOverview:
    """A team at a glance, in the language of most of its documents; figures are exact digits.

    ``loose`` are goals that serve no item of the strategy. ``grades`` are pairs of grade and number of
    people, most first; empty before there are results. ``average`` is the mean of the scores. ``is_part`` says
    that the targets of the team are for more people than these.
    """

    team: str
    language: str
    stage: str
    members: tuple[Member, ...]
    columns: tuple[GoalColumn, ...]
    kpis: tuple[KpiSum, ...]
    alignment: tuple[Alignment, ...]
    loose: tuple[Served, ...]
    grades: tuple[tuple[str, int], ...]
    average: str | None
    is_part: bool = False


def main_language(briefs: Sequence[Brief]) -> str:
    """Return the language of most documents; Chinese when there are as many of either, or none."""
    counts = Counter(brief.language for brief in briefs)
    return max(_LANGUAGES, key=lambda language: counts[language])


def roll_up(
    team: str, briefs: Sequence[Brief], shared: RawSpec | None = None, *, is_part: bool = False
) -> TeamOverview:
    """Gather the documents of a team; ``shared`` is what everybody of it has, with the targets of the team.

    ``is_part`` says that others share it, too, so that the people need not reach its targets by themselves.
    """
    language = main_language(briefs)
    common = read_shared(shared.data if shared else {}, language)
    columns = _columns(briefs, common)
    places = {key: place for place, (key, _) in enumerate(columns)}
    members = tuple(_member(brief, common, places) for brief in briefs)
    scores = [Decimal(brief.score) for brief in briefs if brief.score is not None]
    return TeamOverview(
        team=team,
        language=language,
        stage=_most(brief.stage for brief in briefs),
        members=members,
        columns=tuple(column for _, column in columns),
        kpis=add_kpis(briefs, common, is_part=is_part),
        is_part=is_part,
        alignment=tuple(_align(briefs, common)),
        loose=tuple(_loose(briefs)),
        grades=tuple(Counter(brief.grade for brief in briefs if brief.grade).most_common()),
        average=write_figure(sum(scores, Decimal(0)) / len(scores), places=2) if scores else None,
    )


def _most(values: Iterator[str]) -> str:
    found = Counter(values).most_common(1)
    return found[0][0] if found else "plan"


def _columns(briefs: Sequence[Brief], shared: Shared) -> list[tuple[str, GoalColumn]]:
    """Find the goals that several people have: those of the team file first, then as they come."""
    people: Counter[str] = Counter()
    first: dict[str, GoalBrief] = {}
    for brief in briefs:
        own = {shared.goal_key(goal.title): goal for goal in brief.goals}
        people.update(own.keys())
        first = {**own, **first}
    order = [*shared.goals, *(key for key in _keys(briefs, shared) if key not in shared.goals)]
    least = max(2, -(-len(briefs) // _FEW))
    several = [key for key in dict.fromkeys(order) if people[key] >= least]
    kept = sorted(several, key=lambda key: -people[key])[:MAX_COLUMNS]
    return [
        (key, GoalColumn(first[key].id, shared.goals.get(key) or first[key].title, people[key]))
        for key in several
        if key in kept
    ]


def _keys(briefs: Sequence[Brief], shared: Shared) -> Iterator[str]:
    for brief in briefs:
        for goal in brief.goals:
            yield shared.goal_key(goal.title)


def _member(brief: Brief, shared: Shared, places: Mapping[str, int]) -> Member:
    goals = tuple(
        GoalShare(
            goal.id,
            goal.title,
            goal.weight,
            goal.due,
            goal.strategy,
            places.get(shared.goal_key(goal.title)),
        )
        for goal in brief.goals
    )
    total = sum((Decimal(goal.weight) for goal in brief.goals), Decimal(0))
    return Member(
        name=brief.name,
        employee=brief.employee,
        position=brief.position,
        goals=goals,
        kpis=len(brief.kpis),
        total=write_figure(total),
        is_full=total == _FULL,
        score=brief.score,
        grade=brief.grade,
    )


def _align(briefs: Sequence[Brief], shared: Shared) -> Iterator[Alignment]:
    """Go through the strategy: the items of the team file, then those that only documents have.

    Two documents may mean two things by one id; they are one item only when the words are the same.
    """
    served: dict[tuple[str, str], list[Served]] = {(id_, ""): [] for id_ in shared.strategy}
    texts = {(id_, ""): text for id_, text in shared.strategy.items()}
    for place, brief in enumerate(briefs):
        keys = {id_: (id_, "" if id_ in shared.strategy else fold(text)) for id_, text in brief.strategy}
        for id_, text in brief.strategy:
            served.setdefault(keys[id_], [])
            texts[keys[id_]] = texts.get(keys[id_]) or text
        for goal in brief.goals:
            for id_ in goal.strategy:
                if id_ in keys:
                    served[keys[id_]].append(Served(place, goal.id, goal.title, goal.weight))
    for key, goals in served.items():
        yield Alignment(key[0], texts[key], tuple(goals))


def _loose(briefs: Sequence[Brief]) -> Iterator[Served]:
    for place, brief in enumerate(briefs):
        for goal in brief.goals:
            if not goal.strategy:
                yield Served(place, goal.id, goal.title, goal.weight)
