"""What a child does and how long it takes, told to the log of its parent: names of steps we know, and numbers."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any

from docgen.diagnostics.steps import LOGGER, note_of_child
from docgen.workshop.messages import StrangeError

if TYPE_CHECKING:
    from logging import LogRecord

__all__ = ["STEPS_VARIABLE", "Heard", "listen", "pass_on", "take_steps"]

STEPS_VARIABLE = "DOCGEN_STEPS"
"""Tells a child that its parent keeps a log."""

Heard = tuple[str, float, str | None]
"""A step, its milliseconds, and the format that was made."""

_STEPS = frozenset(
    {
        *("load", "prepare", "read", "fill", "validate", "review", "present", "render"),
        *("write", "lay-out", "paint", "prove"),
    }
)
_OUTPUTS = frozenset({"pdf", "docx", "html"})
_MOST = 1000

_heard: list[Heard] = []


def listen() -> None:
    """Remember every step from now on, if the parent wants to know."""
    if STEPS_VARIABLE not in os.environ:
        return
    import logging  # noqa: PLC0415 - where nobody listens it is not loaded

    class _Ear(logging.Handler):
        def emit(self, record: LogRecord) -> None:
            facts: dict[str, Any] = getattr(record, "facts", {})
            name = getattr(record, "step", "")
            if name in _STEPS and len(_heard) < _MOST:
                output = facts.get("output")
                _heard.append((name, facts.get("ms", 0.0), output if output in _OUTPUTS else None))

    logger = logging.getLogger(LOGGER)
    logger.setLevel(logging.INFO)
    logger.propagate = False
    logger.addHandler(_Ear())


def take_steps() -> tuple[Heard, ...]:
    """Return what was remembered, and forget it."""
    heard = tuple(_heard)
    _heard.clear()
    return heard


def pass_on(heard: Any, child: int) -> None:
    """Write the steps of a child, a process id, into the log; raises StrangeError for anything that no child of ours would tell.

    The child is not trusted: a name that it could choose might carry what a spec says into the log.
    """
    if not isinstance(heard, tuple) or len(heard) > _MOST:
        raise StrangeError("steps")
    for each in heard:
        match each:
            case (str(name), float(passed), None | str() as output) if name in _STEPS:
                if output is not None and output not in _OUTPUTS:
                    raise StrangeError("steps")
                note_of_child(name, ms=round(passed, 1), output=output, child=child)
            case _:
                raise StrangeError("steps")
