"""One line of the table."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Row"]


@dataclass(frozen=True)
class Row:
    """A job done our way and the way of a peer; ``target`` is the ratio to stay below, if there is one."""

    name: str
    ours: str
    peer: str
    ratio: float
    spread: tuple[float, float] | None
    target: float | None
