"""How many workers fit on this machine?"""

from __future__ import annotations

import os
from contextlib import suppress
from pathlib import Path

__all__ = ["usable_workers"]

_ROOM = 600 * 1024 * 1024
"""Bytes that one worker takes with an ordinary full document."""

_GROUP = Path("/sys/fs/cgroup")


def usable_workers() -> int:
    """Count the cores this process may use, but no more than the memory that is free has room for."""
    has_affinity = hasattr(os, "sched_getaffinity")
    cores = len(os.sched_getaffinity(0)) if has_affinity else os.cpu_count() or 1
    free = min(_free_of_machine(), _free_of_group())
    return max(1, int(min(cores, free // _ROOM)))


def _free_of_machine() -> float:
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text(encoding="ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1]) * 1024.0
    return float("inf")


def _free_of_group() -> float:
    """Return what a container is still allowed to use."""
    with suppress(OSError, ValueError):
        limit = (_GROUP / "memory.max").read_text(encoding="ascii").strip()
        if limit != "max":
            return int(limit) - int((_GROUP / "memory.current").read_text(encoding="ascii"))
    return float("inf")
