"""What the spec follows in which tool: the ``ext`` entries of KPIs and milestones, and nothing guessed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from docgen.diagnostics import FieldPath
from docgen.i18n.fold import fold
from docgen.spec.models import GoalSpec
from docgen.spec.models.kpis import Kpi, ToolRef
from docgen.spec.models.plan import Milestone

__all__ = ["TITLES", "Link", "find_links", "title_of"]

TITLES = {"pingcode": "PingCode", "worktile": "Worktile"}
"""How tools write their own names."""


@dataclass(frozen=True, slots=True)
class Link:
    """One ``ext`` entry with the KPI or milestone it belongs to, and its place."""

    entry: Kpi | Milestone
    ext: ToolRef
    path: FieldPath

    @property
    def source(self) -> str:
        """The name of the tool as it is printed."""
        return title_of(self.ext.tool)


def title_of(tool: str) -> str:
    """Return the name of a tool as the tool writes it, or as it was given."""
    return TITLES.get(fold(tool), tool)


def find_links(spec: GoalSpec) -> Iterator[Link]:
    """Yield every ``ext`` entry, milestones first, in the order of the spec."""
    for part in ("milestones", "kpis"):
        entries: tuple[Kpi | Milestone, ...] = getattr(spec, part)
        for number, entry in enumerate(entries):
            for place, ext in enumerate(entry.ext):
                yield Link(entry, ext, (part, number, "ext", place))
