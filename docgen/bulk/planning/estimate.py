"""How long will a run take, and how much will it write? Told from one document that is made and thrown away."""

from __future__ import annotations

import math
import time
from contextlib import closing
from dataclasses import dataclass

from docgen.bulk.model import Job, Order, Plan
from docgen.diagnostics import Diagnostic
from docgen.pipeline import Outcome
from docgen.sources.contract import Source
from docgen.workshop.confined import ConfinedWorkshop

__all__ = ["Estimate", "estimate"]

_TRIES = 3
"""Documents that are tried when the first of them cannot be made."""


@dataclass(frozen=True, slots=True)
class Estimate:
    """What one document costs, and what all of them would at this rate.

    ``seconds`` and ``size`` (bytes) are those of the whole run with ``workers``, beginning with their start;
    ``each_seconds`` and ``each_size`` those of the one document that was made, of ``sample``.
    """

    sample: Job
    workers: int
    each_seconds: float
    each_size: int
    seconds: float
    size: int


def estimate(plan: Plan, source: Source, order: Order, workers: int) -> Estimate | tuple[Diagnostic, ...]:
    """Make one document of a plan twice, the second time with everything loaded, and reckon the rest from it.

    Nothing is saved. Returns findings when none of a few documents can be made, nothing when there is none
    to make. Raises DocgenError when the pack cannot be opened.
    """
    if not plan.jobs:
        return ()
    begun = time.monotonic()
    with closing(ConfinedWorkshop(order.settings, order.limits)) as workshop:
        started = time.monotonic() - begun
        found: tuple[Diagnostic, ...] = ()
        for job in _samples(plan.jobs):
            first, first_seconds = _time(workshop, source, job, order)
            if first.ok and first.artifacts:
                _, seconds = _time(workshop, source, job, order)
                size = sum(len(artifact.content) for artifact in first.artifacts.values())
                whole = started + first_seconds + (math.ceil(len(plan.jobs) / workers) - 1) * seconds
                return Estimate(job, workers, seconds, size, whole, len(plan.jobs) * size)
            found = first.diagnostics
        return found


def _samples(jobs: tuple[Job, ...]) -> tuple[Job, ...]:
    """Choose documents from the middle, which are as long as most are."""
    middle = len(jobs) // 2
    return jobs[middle : middle + _TRIES]


def _time(workshop: ConfinedWorkshop, source: Source, job: Job, order: Order) -> tuple[Outcome, float]:
    begun = time.monotonic()
    outcome = workshop.make(source, job.entry, order.day)
    return outcome, time.monotonic() - begun
