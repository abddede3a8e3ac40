"""One line of the table, and what has to be done for it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from tests.bench.measure import Pairs

__all__ = ["Row", "Task", "in_pairs", "once"]

_MANY_MS = 10_000


@dataclass(frozen=True)
class Row:
    """A job done our way and the way of a peer; ``target`` is the ratio to stay below, if there is one."""

    name: str
    ours: str
    peer: str
    ratio: float
    spread: tuple[float, float] | None
    target: float | None


@dataclass(frozen=True)
class Task:
    """The names of some rows, in their order, and the work that measures them.

    ``lacking`` says what this machine does not have for it, if anything.
    """

    names: tuple[str, ...]
    measure: Callable[[], Iterable[Row]]
    lacking: str = ""


def in_pairs(name: str, pairs: Pairs, target: float | None = None) -> Row:
    """Say how long both took, as medians, and their ratio with its spread."""
    ours, peer = (_said(sorted(seconds)[len(seconds) // 2]) for seconds in (pairs.ours, pairs.peer))
    spread = pairs.spread if len(pairs.ours) > 1 else None
    return Row(name, ours, peer, pairs.ratio, spread, target)


def once(name: str, ours: float, peer: float, target: float | None = None) -> Row:
    """Say how many seconds both took when each was done once."""
    return Row(name, _said(ours), _said(peer), ours / peer, None, target)


def _said(seconds: float) -> str:
    """Write seconds of less than ten as milliseconds."""
    return f"{seconds * 1000:.0f} ms" if seconds * 1000 < _MANY_MS else f"{seconds:.1f} s"
