"""Follow a name or a step from one value to the next, and say when there is no way on."""

from __future__ import annotations

from collections.abc import Mapping

from jinja2 import nodes

from docgen.diagnostics import Fact
from docgen.packs.sandbox import TEXT_METHODS, Sandbox
from docgen.render.candidates import near_fields, near_names
from docgen.render.fields.notes import Notes, entry_name, how_to_show, spell_out
from docgen.render.fields.scope import Scope
from docgen.render.fields.shapes import (
    TEXT,
    UNKNOWN,
    Group,
    Many,
    Method,
    Plain,
    Rec,
    Shape,
    Unknown,
    Values,
    Words,
    shape_of,
)
from docgen.view.catalogue import SURROUNDINGS, catalogue
from docgen.view.names import field_named

__all__ = ["Ways"]

_OF_MAPPINGS = frozenset({"copy", "get", "items", "keys", "values"})
_OF_LISTS = frozenset({"copy", "count", "index"})
_GIVEN = frozenset({"caller", "kwargs", "self", "super", "varargs"})
_NOT_ONE_VALUE = (Many, Rec, Words, Values, Group)
_MISSING_FROM = {"brand": "DG464", "own": "DG466"}


class Ways:
    """Who knows what a name means at a place; ``top`` are names that are there besides the View's."""

    def __init__(self, environment: Sandbox, notes: Notes, top: Mapping[str, Shape]) -> None:
        """Take the environment for the names it gives to every template."""
        self.environment = environment
        self.notes = notes
        self.top = top

    def find(self, code: str, node: nodes.Node, scope: Scope, **facts: Fact) -> None:
        """Report a mistake, unless a condition around makes sure of the value."""
        if not scope.grants(spell_out(node)):
            self.notes.find(code, scope.file, node.lineno, **facts)

    def check_shown(self, shape: Shape, node: nodes.Node, scope: Scope) -> None:
        """Report what has no words of its own: a list, a record, a yes or no."""
        if isinstance(shape, _NOT_ONE_VALUE) or (isinstance(shape, Plain) and shape.kind == "yes_no"):
            written = spell_out(node)
            self.find("DG409", node, scope, name=written, **how_to_show(shape, written))

    def look_up(self, node: nodes.Name, scope: Scope) -> Shape:
        """Return what a name means: what the template has set, what is there for all, or a field of the View."""
        name = node.name
        found = scope.find(name)
        if found is None and name in self.environment.globals:
            found = self.top.get(name, UNKNOWN)
        if found is None and scope.sees_view:
            found = self._of_view(name)
        if found is None and name in _GIVEN:
            found = UNKNOWN
        if found is None:
            fields = catalogue().root.fields.values() if scope.sees_view else ()
            # A file that is imported sees nothing of the View: its own names are all there is.
            facts = near_fields(name, fields) if fields else near_names(name, self.environment.globals)
            self.find("DG403", node, scope, **facts)
            found = Unknown((name,))
        self.notes.use(found)
        return found

    def _of_view(self, name: str) -> Shape | None:
        if name in self.top:
            return self.top[name]
        if field := field_named(catalogue().root.fields, name):
            return self.top.get(field.key) or shape_of(field, (field.key,))
        besides = field_named(catalogue().records[SURROUNDINGS].fields, name)
        return self.top.get(besides.key) if besides else None

    def take(self, owner: Shape, name: str | int, node: nodes.Node, scope: Scope, written: str) -> Shape:
        """Return what ``owner.name`` is; ``written`` is the owner as the author spelled it."""
        match owner:
            case Rec():
                found = self._of_record(owner, str(name), node, scope)
            case Many():
                found = self._of_list(owner, name, node, scope, written)
            case Group():
                found = _of_group(owner, name)
            case Words():
                found = self._of_words(owner, str(name), node, scope)
            case Values():
                found = self._of_values(owner, str(name), node, scope)
            case Plain() if isinstance(name, str):
                found = self._of_text(owner, name, node, scope, written)
            case Unknown(path=path) if path:
                found = Unknown((*path, str(name)))
            case _:
                found = UNKNOWN
        self.notes.use(found)
        return found

    def _of_record(self, owner: Rec, name: str, node: nodes.Node, scope: Scope) -> Shape:
        record = catalogue().records[owner.record]
        if field := field_named(record.fields, name):
            return shape_of(field, (*owner.path, field.key) if owner.path else ())
        if name in _OF_MAPPINGS:
            return Method(name, owner)
        self.find("DG403", node, scope, **near_fields(name, record.fields.values(), record))
        return UNKNOWN

    def _of_text(self, owner: Plain, name: str, node: nodes.Node, scope: Scope, written: str) -> Shape:
        if name in TEXT_METHODS:
            return Method(name, owner)
        self.find("DG460", node, scope, name=name, owner=written)
        return UNKNOWN

    def _of_list(self, owner: Many, name: str | int, node: nodes.Node, scope: Scope, written: str) -> Shape:
        if isinstance(name, int):
            return owner.entry
        if name not in _OF_LISTS:
            facts = {"name": name, "owner": written, "entry": entry_name(owner, written)}
            self.find("DG461", node, scope, **facts)
        return UNKNOWN

    def _of_words(self, owner: Words, name: str, node: nodes.Node, scope: Scope) -> Shape:
        steps = (*owner.steps, name)
        there = {language: table[name] for language, table in owner.tables if name in table}
        if name in _OF_MAPPINGS and not there:
            return Method(name, owner)
        if lacking := tuple(language for language, _ in owner.tables if language not in there):
            known = (each for _, table in owner.tables for each in table)
            facts = {**near_names(name, known), "label": ".".join(steps), "languages": lacking}
            self.find("DG463", node, scope, **facts)
        tables = tuple((language, each) for language, each in there.items() if isinstance(each, Mapping))
        path = (*owner.path, name) if owner.path else ()
        return Words(tables, steps, path) if tables else Plain("text", path) if there else UNKNOWN

    def _of_values(self, owner: Values, name: str, node: nodes.Node, scope: Scope) -> Shape:
        if name in owner.known:
            found = owner.known[name]
            return Plain("text", (*owner.path, name)) if owner.path and found == TEXT else found
        if name in _OF_MAPPINGS:
            return Method(name, owner)
        facts = {**near_names(name, owner.known), "owner": ".".join((owner.title, *owner.steps))}
        self.find(_MISSING_FROM.get(owner.title, "DG403"), node, scope, **facts)
        return UNKNOWN


def _of_group(owner: Group, name: str | int) -> Shape:
    place = owner.names.index(name) if name in owner.names else name
    if isinstance(place, int) and -len(owner.parts) <= place < len(owner.parts):
        return owner.parts[place]
    return UNKNOWN
