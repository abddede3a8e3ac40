"""Hold templates against the catalogue of fields, without any data and without running them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any

from jinja2 import TemplateError

from docgen.diagnostics import Diagnostic
from docgen.packs.sandbox import Sandbox
from docgen.render.failure import diagnose, show_file
from docgen.render.fields.notes import Notes
from docgen.render.fields.scope import Scope
from docgen.render.fields.shapes import TEXT, Shape, Unknown, Values, Words, shape_of, shape_of_value
from docgen.render.fields.statements import Statements
from docgen.render.fields.tree import Used, grow
from docgen.view.catalogue import SURROUNDINGS, catalogue

__all__ = ["Known", "check_fields", "check_templates", "find_fields"]

_FRAME = "document.html.j2"
_CONTENTS = "sections/contents.html.j2"


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What a pack says, as far as it is known; what is left out is not checked.

    ``labels`` are the words of the pack by language, ``own`` the names (and labels) of the company's own
    fields, ``top`` further names of the top level that are there, such as ``chapters`` in the contents.
    """

    labels: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    own: Iterable[str] | None = None
    top: frozenset[str] = frozenset()


def check_fields(source: str, name: str, environment: Sandbox, known: Known = Known()) -> list[Diagnostic]:
    """Return what is wrong with the fields that one text uses; ``name`` is its name in the findings.

    Files that it brings in are read too, if the environment can load them. A text that is not well formed
    gives the one finding that says so.
    """
    notes = _notes(environment)
    try:
        _reader(environment, notes, known).read_source(source, name, Scope(name))
    except (TemplateError, RecursionError) as error:  # nested deeper than Python goes
        return [diagnose(error, environment, name)]
    return list(notes.findings.values())


def check_templates(
    environment: Sandbox,
    sections: Iterable[str],
    known: Known = Known(),
) -> list[Diagnostic]:
    """Return what is wrong in the frame and the sections of a pack and in whatever they use.

    A template that cannot be parsed is left out: that is found when templates are compiled.
    """
    notes = _notes(environment)
    for name in (_FRAME, *(f"sections/{section}.html.j2" for section in sections)):
        more = {_FRAME: {"sections"}, _CONTENTS: {"chapters"}}.get(name, set())
        here = Known(labels=known.labels, own=known.own, top=known.top | more)
        try:
            source = environment.loader.get_source(environment, name)[0] if environment.loader else ""
            _reader(environment, notes, here).read_source(source, name, Scope(name))
        except (TemplateError, RecursionError):
            continue
    return list(notes.findings.values())


def find_fields(sources: Mapping[str, str], environment: Sandbox, known: Known = Known()) -> Used:
    """Return the fields of the View that texts use, as one tree; texts that are not well formed are left out."""
    notes = _notes(environment)
    for name, source in sources.items():
        try:
            _reader(environment, notes, known).read_source(source, name, Scope(name))
        except (TemplateError, RecursionError):
            continue
    return grow(notes.uses)


def _notes(environment: Sandbox) -> Notes:
    return Notes(show=partial(show_file, environment))


def _reader(environment: Sandbox, notes: Notes, known: Known) -> Statements:
    top = {name: shape_of_value(value, name) for name, value in environment.globals.items()}
    if isinstance(brand := top.get("brand"), Values):
        names = catalogue().records["Brand"].keys_by_name
        also = {name: brand.known[key] for name, key in names.items() if key in brand.known}
        top["brand"] = Values("brand", MappingProxyType({**brand.known, **also}))
    for name in known.top:
        besides = catalogue().records[SURROUNDINGS].fields.get(name)
        top[name] = shape_of(besides, (name,)) if besides else Unknown((name,))
    if known.labels:
        top["labels"] = Words(tuple(known.labels.items()), path=("labels",))
    if known.own is not None:
        own: dict[str, Shape] = dict.fromkeys(known.own, TEXT)
        top["own"] = Values("own", MappingProxyType(own), path=("own",))
    return Statements(environment, notes, top)
