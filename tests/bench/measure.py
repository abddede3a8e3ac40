"""Two ways of doing one thing, measured turn by turn, so that a busy machine slows both alike."""

from __future__ import annotations

import gc
import statistics
import time
from collections.abc import Callable
from dataclasses import dataclass

__all__ = ["Pairs", "measure"]


@dataclass(frozen=True)
class Pairs:
    """Seconds of ours and of the peer, in the order they were taken."""

    ours: tuple[float, ...]
    peer: tuple[float, ...]

    @property
    def ratios(self) -> list[float]:
        """Ours divided by the peer's, pair by pair, smallest first."""
        return sorted(own / other for own, other in zip(self.ours, self.peer, strict=True))

    @property
    def ratio(self) -> float:
        """The median of the ratios."""
        return statistics.median(self.ratios)

    @property
    def spread(self) -> tuple[float, float]:
        """The lower and the upper quartile of the ratios (the ends, when there are few)."""
        ratios = self.ratios
        quarter = len(ratios) // 4
        return ratios[quarter], ratios[-1 - quarter]


def measure(ours: Callable[[], object], peer: Callable[[], object], times: int) -> Pairs:
    """Run both in turn; who goes first changes with every pair. Both have been run before, or start anew each time."""
    own: list[float] = []
    other: list[float] = []
    for turn in range(times):
        steps = [(ours, own), (peer, other)]
        for run, seconds in steps if turn % 2 else reversed(steps):
            gc.collect()
            start = time.perf_counter()
            run()
            seconds.append(time.perf_counter() - start)
    return Pairs(tuple(own), tuple(other))
