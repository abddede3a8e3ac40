"""How much one spec file may hold; every figure is far above a real document."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["LIMITS", "Limits"]


@dataclass(frozen=True, slots=True)
class Limits:
    """The bounds a reader keeps while it reads, before anything is built."""

    size: int = 2 * 1024 * 1024
    """Bytes of the file."""
    depth: int = 20
    """Lists and mappings inside each other."""
    values: int = 100_000
    """Keys and values of the whole file."""
    scalar: int = 100_000
    """Characters of one key or value."""
    findings: int = 100
    """Findings after which reading stops: a file this broken is no spec."""


LIMITS = Limits()
"""The limits of every command."""
