"""What the person commits to: goals with their SMART rationale."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from docgen.spec.models.base import MAX_ITEMS, Date, Id, Model, Text, Weight

__all__ = ["Goal", "Significance", "Smart"]


class Significance(Model):
    """Why the outcome matters, to the company and to the team."""

    text: Text | None = None
    company: Text | None = None
    team: Text | None = None


class Smart(Model):
    """The author's own rationale for each letter."""

    specific: Text | None = None
    measurable: Text | None = None
    achievable: Text | None = None
    relevant: Text | None = None
    time_bound: Text | None = None


class Goal(Model):
    """One goal: title, final outcome, meaning, owner, due day, weight."""

    id: Id
    title: Text
    outcome: Text
    weight: Weight
    due: Date
    owner: Text
    significance: Significance | None = None
    strategy: Annotated[tuple[Id, ...], Field(max_length=MAX_ITEMS)] = ()
    smart: Smart | None = None
    collaborators: Annotated[tuple[Text, ...], Field(max_length=MAX_ITEMS)] = ()
    scope: Text | None = None
    notes: Text | None = None
