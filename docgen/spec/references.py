"""Who names whom in a spec: every reference, with the ids it may name."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.spec.draft import Draft

__all__ = ["Names", "references"]

Reference = tuple[Draft, "Names"]


@dataclass(frozen=True, slots=True)
class Names:
    """The ids of some lists; when one of them is not known, no reference can be said to fail."""

    ids: frozenset[str]
    complete: bool

    def __or__(self, other: Names) -> Names:
        """Take both together."""
        return Names(self.ids | other.ids, self.complete and other.complete)


def references(spec: Draft) -> Iterator[Reference]:
    """Yield every place that names an id, with the ids there are."""
    goals, kpis, milestones = (_names(spec, kind) for kind in ("goals", "kpis", "milestones"))
    strategy = _names(spec, "strategy")
    for goal in spec.items("goals"):
        yield from ((each, strategy) for each in goal.items("strategy"))
    yield from _field(spec, "strategy", "parent", strategy)
    yield from _field(spec, "kpis", "goal", goals)
    yield from _field(spec, "milestones", "goal", goals)
    for milestone in spec.items("milestones"):
        yield from ((each, milestones) for each in milestone.items("depends_on"))
    yield from _field(spec, "milestones", "parent", milestones)
    yield from _field(spec, "contingencies", "milestone", milestones)
    every = strategy | goals | kpis | milestones
    yield from _field(spec, "changes", "ref", every | _signed(spec))
    yield from _field(spec, "waivers", "ref", every)
    for checkin in spec.items("checkins"):
        yield from _field(checkin, "actuals", "kpi", kpis)
        yield from _field(checkin, "milestones", "milestone", milestones)
    yield from _field(spec.part("evaluation"), "actuals", "kpi", kpis)


def _names(spec: Draft, kind: str) -> Names:
    ids = [entry.text("id") for entry in spec.items(kind)]
    return Names(frozenset(name for name in ids if name), spec.is_sure(kind) and None not in ids)


def _signed(spec: Draft) -> Names:
    """Return the ids that were signed: a change may be that an entry is gone."""
    terms = spec.part("signed").part("terms")
    kinds = [terms.part(kind) for kind in ("goals", "kpis", "milestones")]
    ids = (name for kind in kinds if isinstance(kind.value, dict) for name in kind.value)
    return Names(frozenset(ids), not any(kind.lost for kind in kinds))


def _field(part: Draft, kind: str, field: str, names: Names) -> Iterator[Reference]:
    yield from ((entry.part(field), names) for entry in part.items(kind))
