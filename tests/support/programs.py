"""A page as a program: its Python fences one after the other, each with what the page says it prints."""

from __future__ import annotations

import re
from dataclasses import dataclass

__all__ = ["Example", "read_examples"]

FENCE = re.compile(r"^```python\n(.*?)^```\n(?:\n```text\n(.*?)^```\n)?", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Example:
    """A program, and what it prints; None where the page does not say."""

    program: str
    prints: str | None


def read_examples(page: str) -> list[Example]:
    """Return the examples of a page in their order; each goes on from where the one before ended."""
    return [Example(program, prints or None) for program, prints in FENCE.findall(page)]
