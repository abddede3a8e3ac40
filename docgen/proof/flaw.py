"""What may be wrong with a finished file."""

from __future__ import annotations

from dataclasses import dataclass

__all__ = ["Flaw"]


@dataclass(frozen=True, slots=True)
class Flaw:
    """One reason not to hand out a file, with the part of it and the thing that are meant.

    ``acts`` tells that something in it would run, open or fetch; otherwise the file is not whole. ``target``
    is the address it would lead to.
    """

    name: str
    part: str = ""
    target: str = ""
    acts: bool = False
