"""A guide as something that can be done: files it says to write, commands it says to run, in order.

A fence says what it is by what stands behind its three ticks: ``sh`` is run, ``yaml acme/pack.yaml`` is
the content of that file, ``yaml +acme/pack.yaml`` is added at its end; a fence with a language alone (``yaml``, ``text``) is only shown.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

__all__ = ["Command", "File", "Step", "read_steps", "write"]

FENCE = re.compile(r"^```(\w+)(?: (\S+))?\n(.*?)^```$", re.DOTALL | re.MULTILINE)
PROMPT = "$ "


@dataclass(frozen=True)
class File:
    """A file that the reader writes."""

    name: str
    content: str


@dataclass(frozen=True)
class Command:
    """A line that the reader types."""

    line: str


Step = File | Command


def read_steps(page: Path) -> Iterator[Step]:
    """Yield what a page asks its reader to do."""
    for kind, name, content in FENCE.findall(page.read_text(encoding="utf-8")):
        if kind == "sh":
            yield from (Command(line.removeprefix(PROMPT)) for line in _lines(content))
        elif name:
            yield File(name, content)


def write(folder: Path, file: File) -> None:
    """Write a file, or the end of one, as the reader would."""
    path = folder / file.name.removeprefix("+")
    path.parent.mkdir(parents=True, exist_ok=True)
    before = path.read_text(encoding="utf-8") if file.name.startswith("+") else ""
    path.write_text(before + file.content, encoding="utf-8")


def _lines(content: str) -> Iterator[str]:
    """Yield whole lines: those that end with a backslash go on, comments and blanks do nothing."""
    for line in content.replace("\\\n", " ").splitlines():
        bare = line.strip()
        if bare and not bare.startswith("#"):
            yield bare
