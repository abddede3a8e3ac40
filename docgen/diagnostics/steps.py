"""What is being done and how long it takes, for whoever listens to the logger ``docgen``; nobody else pays for it.

A line tells names of files, formats and packs, numbers and kinds of failures; never what a spec says.
"""

from __future__ import annotations

import json
import re
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from logging import Logger

__all__ = ["CHILD", "LOGGER", "Said", "detail", "is_heard", "note", "note_of_child", "step"]

LOGGER = "docgen"
"""The name of the one logger; what listens to it is chosen by the program."""

CHILD = "docgen.child"
"""The name of the logger of what other processes of ours do."""

Said: TypeAlias = str | int | float | bool | None

_DEBUG, _INFO = 10, 20
_PLAIN = re.compile(r"[\w./:@+,~#*-]+")


@contextmanager
def step(name: str, /, **facts: Said) -> Iterator[None]:
    """Tell, once a step has ended, how many milliseconds it took; one that fails names the kind of failure."""
    logger = _listener(_INFO)
    if logger is None:
        yield
        return
    begun = time.perf_counter()
    failed: str | None = None
    try:
        yield
    except BaseException as problem:
        failed = type(problem).__name__
        raise
    finally:
        passed = round((time.perf_counter() - begun) * 1000, 1)
        _tell(logger, _INFO, name, {"ms": passed, **facts, "failed": failed})


def note(name: str, /, **facts: Said) -> None:
    """Tell what happened at one moment."""
    if logger := _listener(_INFO):
        _tell(logger, _INFO, name, facts)


def detail(name: str, /, **facts: Said) -> None:
    """Tell what only somebody wants to know who looks for the cause of something."""
    if logger := _listener(_DEBUG):
        _tell(logger, _DEBUG, name, facts)


def note_of_child(name: str, /, **facts: Said) -> None:
    """Tell what another process of ours did; a run of many documents may leave it out."""
    if logger := _listener(_INFO, CHILD):
        _tell(logger, _INFO, name, facts)


def is_heard() -> bool:
    """Tell whether anybody listens to what other processes of ours do."""
    return _listener(_INFO, CHILD) is not None


def _listener(level: int, name: str = LOGGER) -> Logger | None:
    """Return the logger when somebody listens; where nobody has loaded logging, nobody does."""
    logging = sys.modules.get("logging")
    logger: Logger | None = logging.getLogger(name) if logging else None
    return logger if logger and logger.isEnabledFor(level) else None


def _tell(logger: Logger, level: int, name: str, facts: Mapping[str, Said]) -> None:
    said = (f"{key}={_show(value)}" for key, value in facts.items() if value is not None)
    logger.log(level, "%s", " ".join([f"step={name}", *said]), extra={"step": name, "facts": dict(facts)})


def _show(value: Said) -> str:
    """Show a value so that a line stays one line, and its parts can be told from each other."""
    if not isinstance(value, str):
        return str(value).lower() if isinstance(value, bool) else str(value)
    return value if _PLAIN.fullmatch(value) else json.dumps(value, ensure_ascii=not value.isprintable())
