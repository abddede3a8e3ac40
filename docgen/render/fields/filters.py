"""What do filters make of a value?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import TYPE_CHECKING

from jinja2 import nodes

from docgen.render.fields.notes import spell_out
from docgen.render.fields.shapes import (
    NUMBER,
    TEXT,
    UNKNOWN,
    Group,
    Many,
    Shape,
    Unknown,
    entry_of,
    merge,
)

if TYPE_CHECKING:
    from docgen.render.fields.expressions import Expressions
    from docgen.render.fields.scope import Scope

__all__ = ["apply"]

_DIGITS = 9  # no list is longer
_SAME_LIST = frozenset({"list", "reject", "rejectattr", "reverse", "select", "selectattr", "sort", "unique"})
_ONE_OF = frozenset({"first", "last", "max", "min"})
_TEXTS = frozenset(
    {"capitalize", "e", "escape", "join", "lower", "replace", "string", "title", "trim", "upper"}
)
_ALWAYS: Mapping[str, Shape] = MappingProxyType(
    {
        **dict.fromkeys(_TEXTS, TEXT),
        **dict.fromkeys(("abs", "count", "int", "length", "round"), NUMBER),
        **dict.fromkeys(("dictsort", "items"), Many(Group((TEXT, UNKNOWN)))),
    }
)
_BY_ATTRIBUTE = frozenset(
    {"groupby", "map", "max", "min", "rejectattr", "selectattr", "sort", "sum", "unique", "join"}
)
_PLACE = {"groupby": 0, "rejectattr": 0, "selectattr": 0, "join": 1, "sum": 0}
"""Where the attribute stands when it is not named."""


def apply(reader: Expressions, node: nodes.Filter, scope: Scope) -> Shape:
    """Return what a filter makes of its value, once its value and its arguments have been read."""
    name = node.name
    if name in {"default", "d"} and node.node:
        tried = reader.try_value(node.node, scope)
        given = [reader.read(argument, scope) for argument in node.args]
        return merge(tried, *given) if tried != UNKNOWN and given else UNKNOWN
    value = reader.read(node.node, scope) if node.node else TEXT
    given = [reader.read(argument, scope) for argument in _arguments(node)]
    picked = _pick(reader, value, node, scope)
    if name == "map":
        return _mapped(reader, picked, node)
    if name == "groupby":
        return Many(Group((picked or UNKNOWN, Many(entry_of(value))), ("grouper", "list")))
    if name == "join" and picked is None:
        reader.check_shown(entry_of(value) if isinstance(value, Many) else value, node, scope)
    if name in _TEXTS and name != "join" and node.node:
        reader.check_shown(value, node.node, scope)
    return _result(name, value, given, picked)


def _arguments(node: nodes.Filter) -> Iterator[nodes.Node]:
    yield from node.args
    yield from (each.value for each in node.kwargs)


def _result(name: str, value: Shape, given: list[Shape], picked: Shape | None) -> Shape:
    """Return the shape of the result where it follows from the name alone."""
    if name in _ALWAYS:
        return _ALWAYS[name]
    if name in _ONE_OF:
        return entry_of(value)
    if name in _SAME_LIST:
        return value if isinstance(value, Many) else Many(entry_of(value))
    if name in {"batch", "slice"}:  # what fills the last one up is an entry too
        return Many(Many(merge(entry_of(value), *given[1:])))
    return picked if name == "sum" and picked else UNKNOWN


def _mapped(reader: Expressions, picked: Shape | None, node: nodes.Filter) -> Shape:
    if picked is not None:
        return Many(picked)
    match node.args:
        case [nodes.Const(value=str(name)), *_] if name not in reader.environment.filters:
            return Many(UNKNOWN)
        case [nodes.Const(value=str(name)), *_]:
            return Many(_result(name, UNKNOWN, [], None))
        case _:
            return Many(UNKNOWN)


def _pick(reader: Expressions, value: Shape, node: nodes.Filter, scope: Scope) -> Shape | None:
    """Follow the attribute that a filter is told; None when it is told none."""
    asked = _attribute(node)
    if asked is None or node.name not in _BY_ATTRIBUTE:
        return None
    if not isinstance(asked, nodes.Const) or isinstance(value, Unknown):
        return UNKNOWN
    shape: Shape = UNKNOWN
    for way in str(asked.value).split(",") if node.name == "sort" else (asked.value,):
        shape = entry_of(value)
        for step in str(way).split("."):
            place: str | int = int(step) if step.isdecimal() and len(step) < _DIGITS else step
            shape = reader.take(shape, place, node, scope, spell_out(node.node) if node.node else "")
    default = next((each.value for each in node.kwargs if each.key == "default"), None)
    return merge(shape, reader.read(default, scope)) if default else shape


def _attribute(node: nodes.Filter) -> nodes.Node | None:
    for each in node.kwargs:
        if each.key == "attribute":
            return each.value
    place = _PLACE.get(node.name)
    return node.args[place] if place is not None and place < len(node.args) else None
