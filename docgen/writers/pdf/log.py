"""Turn what the engine says to its log into diagnostics."""

from __future__ import annotations

import contextlib
import logging
from collections.abc import Callable, Iterable, Iterator, Mapping
from itertools import islice

from docgen.diagnostics import Diagnostic, Fact, FieldPath, report, show_path
from docgen.document.source import Plain

__all__ = ["Notes", "explain", "listen"]

Notes = list[logging.LogRecord]

_LOGGERS = ("weasyprint", "fontTools")
_SAID_ALREADY = "Using fontTools instead of HarfBuzz"  # DG608, once for all fonts

_ENOUGH = 3
"""Fields a warning names."""


class _Listener(logging.Handler):
    def __init__(self, notes: Notes) -> None:
        super().__init__(logging.INFO)
        self._notes = notes

    def emit(self, record: logging.LogRecord) -> None:
        self._notes.append(record)


@contextlib.contextmanager
def listen() -> Iterator[Notes]:
    """Gather what the engine notes while the block runs; nothing is printed."""
    notes: Notes = []
    listener = _Listener(notes)
    loggers = [logging.getLogger(name) for name in _LOGGERS]
    before = [logger.propagate for logger in loggers]
    for logger in loggers:
        logger.addHandler(listener)
        logger.propagate = False
    try:
        yield notes
    finally:
        for logger, propagate in zip(loggers, before, strict=True):
            logger.removeHandler(listener)
            logger.propagate = propagate


def explain(
    notes: Notes, refused: Iterable[str], source: Mapping[str, Plain] | None = None
) -> tuple[Diagnostic, ...]:
    """Return one warning for each thing that went wrong: refused addresses first, then the notes.

    ``source`` is the spec, in which characters that no font has are looked for.
    """
    addresses = tuple(refused)
    found = [_refusal(address) for address in addresses]
    unsaid = [
        note
        for note in notes
        if note.levelno >= logging.WARNING and not _is_about(note, addresses) and not _is(note, _SAID_ALREADY)
    ]
    characters = dict.fromkeys(_first(note) for note in unsaid if _is(note, ".notdef"))
    found.extend(_missing(character, source or {}) for character in characters)
    found.extend(_translate(note) for note in unsaid if not _is(note, ".notdef"))
    return tuple({(d.code, tuple(d.facts.items())): d for d in found}.values())


def _missing(character: str, source: Mapping[str, Plain]) -> Diagnostic:
    """Say where the spec has a character that no font has; if nowhere, a template wrote it."""
    code = f"U+{ord(character):04X}"
    fields = tuple(show_path(path) for path in islice(_places(source, character, ()), _ENOUGH))
    if not fields:
        return report("DG613", character=character, code=code)
    return report("DG606", character=character, code=code, fields=fields)


def _places(value: Plain, character: str, path: FieldPath) -> Iterator[FieldPath]:
    """Yield the paths of fields with a character in them."""
    if isinstance(value, Mapping):
        for key, each in value.items():
            yield from _places(each, character, (*path, key))
    elif isinstance(value, list):
        for index, each in enumerate(value):
            yield from _places(each, character, (*path, index))
    elif isinstance(value, str) and character in value:
        yield path


def _refusal(address: str) -> Diagnostic:
    if ":" in address.split("/", maxsplit=1)[0]:
        return report("DG605", address=address)
    return report("DG603", name=address)


def _is(note: logging.LogRecord, start: str) -> bool:
    return str(note.msg).startswith(start)


def _first(note: logging.LogRecord) -> str:
    """Return the first thing a note names: an address, or a character."""
    return str(note.args[0]) if isinstance(note.args, tuple) and note.args else ""


def _is_about(note: logging.LogRecord, addresses: tuple[str, ...]) -> bool:
    """Tell whether a note only repeats that an address was refused."""
    return isinstance(note.args, tuple) and any(argument in addresses for argument in note.args)


def _translate(note: logging.LogRecord) -> Diagnostic:
    maker = next((maker for start, maker in _MAKERS.items() if _is(note, start)), None)
    if maker is None:
        return report("DG609", note=note.getMessage())
    code, facts = maker(note)
    return report(code, **facts)


def _picture(note: logging.LogRecord) -> tuple[str, dict[str, Fact]]:
    return "DG604", {"name": _first(note)}


def _style(note: logging.LogRecord) -> tuple[str, dict[str, Fact]]:
    return "DG607", {"note": note.getMessage()}


_MAKERS: dict[str, Callable[[logging.LogRecord], tuple[str, dict[str, Fact]]]] = {
    "Failed to load image": _picture,
    "Failed to render SVG": _picture,
    "Ignored `": _style,
    "Parse error": _style,
    "Unknown": _style,
    "Invalid": _style,
    "Unsupported": _style,
    "Missing": _style,
}
