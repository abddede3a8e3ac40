"""A Dockerfile as its instructions, and what Docker would take from the checkout."""

from __future__ import annotations

import fnmatch
import json
import re
from dataclasses import dataclass
from pathlib import Path, PurePosixPath


@dataclass(frozen=True)
class Instruction:
    """One instruction with its words; lines that go on are joined."""

    name: str
    rest: str

    @property
    def words(self) -> list[str]:
        return json.loads(self.rest) if self.rest.startswith("[") else self.rest.split()


def read_stages(path: Path) -> list[list[Instruction]]:
    """Return the instructions of each stage; a stage begins with FROM."""
    lines = [line for line in path.read_text(encoding="utf-8").splitlines() if not line.startswith("#")]
    joined = re.sub(r"\\\n\s*", "", "\n".join(lines))
    stages: list[list[Instruction]] = []
    for line in filter(None, joined.splitlines()):
        name, rest = line.split(maxsplit=1)
        if name == "FROM":
            stages.append([])
        stages[-1].append(Instruction(name, rest))
    return stages


def is_sent(name: str, ignored: list[str]) -> bool:
    """Tell whether a file of the checkout reaches Docker; the last rule of .dockerignore that fits decides."""
    sent = True
    path = PurePosixPath(name)
    steps = [path.as_posix(), *(parent.as_posix() for parent in path.parents)]
    for rule in ignored:
        pattern = rule.removeprefix("!")
        nested = pattern.startswith("**/")
        if any(_fits(step, pattern.removeprefix("**/"), nested=nested) for step in steps):
            sent = rule.startswith("!")
    return sent


def _fits(step: str, pattern: str, *, nested: bool) -> bool:
    return fnmatch.fnmatchcase(step.rsplit("/", 1)[-1] if nested else step, pattern) and (
        nested or "/" not in step
    )
