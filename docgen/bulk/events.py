"""What a run tells while it goes on, beside ``Begun`` and the records of documents."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal, TypeAlias

from docgen.bulk.model import Begun, Plan, Record
from docgen.diagnostics import Diagnostic

__all__ = ["Event", "Looking", "Planned", "Step", "Tell"]


@dataclass(frozen=True, slots=True)
class Looking:
    """The plan is being made; so many specs have been looked at."""

    done: int


@dataclass(frozen=True, slots=True)
class Planned:
    """The plan stands; ``findings`` concern no single document."""

    plan: Plan
    workers: int
    findings: tuple[Diagnostic, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """What is made of all documents together is begun."""

    name: Literal["settle", "prune", "binders", "report"]


Event: TypeAlias = Looking | Planned | Begun | Record | Step
Tell: TypeAlias = Callable[[Event], None]
