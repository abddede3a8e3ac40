"""What is said beside the values of a new spec, in both languages."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

from docgen.diagnostics import FieldPath
from docgen.i18n.languages import LANGUAGES, Words
from docgen.packs.settings import read_settings

__all__ = ["FILL", "Note", "label", "note_at", "preface"]

FILL = "fill"
"""The kind of note that stands behind a value which must be written."""

_FILE = "words.yaml"
_KINDS = (FILL, "advise", "may")


@dataclass(frozen=True, slots=True)
class Note:
    """What is said at one place: above it, behind a value or the lack of one, and how it is laid out."""

    heading: Words | None = None
    about: Words | None = None
    offer: Words | None = None
    kind: str | None = None
    blank: Words | None = None
    note: Words | None = None
    flow: bool = False
    apart: bool = False


def note_at(path: FieldPath) -> Note:
    """Return what is said at a place; a language of a text says what the text says."""
    steps = path[:-1] if path and path[-1] in LANGUAGES else path
    return _notes().get(".".join("*" if isinstance(step, int) else step for step in steps), Note())


def label(name: str, language: str) -> str:
    """Return one of the words that recur."""
    return Words(*_said()["labels"][name]).say(language)


def preface(language: str) -> list[str]:
    """Return the lines at the head of a new spec; ``{file}`` and ``{style}`` are to be filled in."""
    return [Words(*line).say(language) for line in _said()["head"]]


@cache
def _notes() -> Mapping[str, Note]:
    return {path: _note(said) for path, said in _said()["paths"].items()}


def _note(said: Mapping[str, Any]) -> Note:
    kind = next((each for each in _KINDS if each in said), None)
    pairs = {key: Words(*said[key]) for key in ("heading", "about", "offer", "note") if key in said}
    blank = Words(*said[kind]) if kind else None
    return Note(kind=kind, blank=blank, flow=said.get("flow", False), apart=said.get("apart", False), **pairs)


@cache
def _said() -> dict[str, Any]:
    content = files(__package__).joinpath(_FILE).read_bytes()
    return dict(read_settings(content, _FILE).data)
