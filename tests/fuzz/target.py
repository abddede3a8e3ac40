"""What is fuzzed: a reader of bytes, samples it reads well, and what may come of any other bytes."""

from __future__ import annotations

import logging
import pickle
import re
import warnings
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.diagnostics.sentences import say

__all__ = ["CORPUS", "Target", "UnfitError", "read", "samples"]

CORPUS = Path(__file__).parent / "corpus"
"""What was once a finding: folders by target, one small file each."""

_MOST = 60
_INSIDE = re.compile(r"Traceback|object at 0x|<class '|\bdocgen\.[a-z]+\.")
"""What only programmers say."""


class UnfitError(Exception):
    """A finding that says what nobody should see."""


@dataclass(frozen=True, slots=True)
class Target:
    """A reader, by a name that is also the folder of its corpus; ``shape`` says how its samples are changed."""

    name: str
    shape: str
    seeds: Callable[[], Iterable[bytes]]
    run: Callable[[bytes], Iterable[Diagnostic]]
    """Reads; raises DocgenError, and nothing else."""
    examples: int = 40
    """How many changed samples every test run reads; fewer where reading is slow."""


def samples(target: Target) -> tuple[bytes, ...]:
    """Return what a target is known to read, and what it once could not."""
    kept = sorted((CORPUS / target.name).glob("*")) if (CORPUS / target.name).is_dir() else ()
    return (*target.seeds(), *(path.read_bytes() for path in kept))


def read(target: Target, content: bytes) -> None:
    """Let a target read; raises whatever is no answer to a user."""
    with _overheard() as remarks:
        try:
            found = tuple(target.run(content))
        except DocgenError as failure:
            found = failure.diagnostics
            if not found:
                raise UnfitError("an error without a word") from failure
    if remarks:
        raise UnfitError(f"on the terminal: {remarks[0]}")
    for each in found[:_MOST]:
        _judge(each)


def _judge(found: Diagnostic) -> None:
    """Ask that a finding has words in both languages and travels to another process."""
    for language in ("zh", "en"):
        prose = say(found, language)
        text = f"{prose.title}\n{prose.reason}\n{prose.hint}"
        if _INSIDE.search(text) or not prose.title:
            raise UnfitError(f"{found.code}: {text}")
    pickle.loads(pickle.dumps(found))  # noqa: S301 - our own


class _Ear(logging.Handler):
    def __init__(self, remarks: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.remarks = remarks

    def emit(self, record: logging.LogRecord) -> None:
        self.remarks.append(f"{record.name}: {record.getMessage()}")


@contextmanager
def _overheard() -> Iterator[list[str]]:
    """Hear what libraries would say on the terminal: it is in nobody's language, and about nobody's file."""
    remarks: list[str] = []
    root = logging.getLogger()
    before = root.handlers, logging.lastResort
    root.handlers, logging.lastResort = [], _Ear(remarks)
    try:
        with warnings.catch_warnings(record=True) as warned:
            warnings.simplefilter("default")
            yield remarks
        remarks += [str(each.message) for each in warned if not issubclass(each.category, ResourceWarning)]
    finally:
        root.handlers, logging.lastResort = before
