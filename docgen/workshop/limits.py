"""What making one document may cost."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LEAST_MEMORY", "Limits"]

LEAST_MEMORY = 256
"""Megabytes below which not even an empty document can be made."""

_PATIENCE = 5  # a busy machine may need this many times the computing time


@dataclass(frozen=True, slots=True)
class Limits:
    """Seconds of computing time and megabytes of memory for one document of one pack.

    A full document of 500 KPIs, PDF and Word, takes 14 seconds and 600 megabytes on an old machine.
    """

    seconds: int = 120
    memory: int = 2048

    def __post_init__(self) -> None:
        """Refuse limits under which nothing could be made at all."""
        if self.seconds < 1 or self.memory < LEAST_MEMORY:
            raise ValueError(f"at least 1 second and {LEAST_MEMORY} megabytes are needed")

    @property
    def patience(self) -> int:
        """Seconds on the clock after which nobody waits any longer, busy or not."""
        return _PATIENCE * self.seconds
