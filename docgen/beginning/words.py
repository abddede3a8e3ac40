"""What is said beside the values of a new spec, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from docgen.diagnostics import FieldPath
from docgen.packs.settings import read_settings

__all__ = ["FILL", "Note", "label", "note_at", "preface"]

FILL = "fill"
"""The kind of note that stands behind a value which must be written."""

_FILE = "words.yaml"
_KINDS = (FILL, "advise", "may")
Pair = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Note:
    """What is said at one place: above it, behind a value or the lack of one, and how it is laid out."""

    heading: Pair | None = None
    about: Pair | None = None
    offer: Pair | None = None
    kind: str | None = None
    blank: Pair | None = None
    note: Pair | None = None
    flow: bool = False
    apart: bool = False


def note_at(path: FieldPath) -> Note:
    """Return what is said at a place; a language of a text says what the text says."""
    steps = path[:-1] if path and path[-1] in {"zh", "en"} else path
    return _notes().get(".".join("*" if isinstance(step, int) else step for step in steps), Note())


def label(name: str, language: str) -> str:
    """Return one of the words that recur."""
    return _choose(_said()["labels"][name], language)


def preface(language: str) -> list[str]:
    """Return the lines at the head of a new spec; ``{file}`` and ``{style}`` are to be filled in."""
    return [_choose(line, language) for line in _said()["head"]]


def _choose(pair: Any, language: str) -> str:
    return str(pair[0] if language == "zh" else pair[1])


@cache
def _notes() -> Mapping[str, Note]:
    return {path: _note(said) for path, said in _said()["paths"].items()}


def _note(said: Mapping[str, Any]) -> Note:
    kind = next((each for each in _KINDS if each in said), None)
    pairs = {
        key: (said[key][0], said[key][1]) for key in ("heading", "about", "offer", "note") if key in said
    }
    blank = (said[kind][0], said[kind][1]) if kind else None
    return Note(kind=kind, blank=blank, flow=said.get("flow", False), apart=said.get("apart", False), **pairs)


@cache
def _said() -> dict[str, Any]:
    content = files(__package__).joinpath(_FILE).read_bytes()
    return dict(read_settings(content, _FILE).data)
