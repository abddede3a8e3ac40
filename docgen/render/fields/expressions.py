"""Read the expressions of a template: what they hold, and what in them cannot be."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from jinja2 import nodes

from docgen.render.candidates import near_names
from docgen.render.fields import filters
from docgen.render.fields.notes import spell_out
from docgen.render.fields.scope import Scope
from docgen.render.fields.shapes import (
    NUMBER,
    TEXT,
    UNKNOWN,
    Group,
    Macro,
    Many,
    Method,
    Plain,
    Shape,
    Values,
    Words,
    entry_of,
    merge,
)
from docgen.render.fields.ways import Ways

__all__ = ["Expressions", "granted_by"]

_NUMBERS = (nodes.Sub, nodes.Mul, nodes.Div, nodes.FloorDiv, nodes.Mod, nodes.Pow, nodes.Neg, nodes.Pos)
_RESULTS: Mapping[type[nodes.Node], Shape] = MappingProxyType(
    {
        **dict.fromkeys(_NUMBERS, NUMBER),
        nodes.Compare: Plain("yes_no"),
        nodes.Not: Plain("yes_no"),
        nodes.TemplateData: TEXT,
    }
)
_CONSTANTS: Mapping[type, Shape] = MappingProxyType(
    {bool: Plain("yes_no"), str: TEXT, int: NUMBER, float: NUMBER}
)
_LISTS_OF_TEXT = frozenset({"keys", "partition", "split", "splitlines"})


class Expressions(Ways):
    """A reader of expressions; each kind of node has a method of its name."""

    def read(self, node: nodes.Node, scope: Scope) -> Shape:
        """Return the shape of an expression; report what is wrong in it."""
        reader = getattr(self, f"_on_{type(node).__name__.lower()}", None)
        if reader:
            shape: Shape = reader(node, scope)
            return shape
        for part in node.iter_child_nodes():
            self.read(part, scope)
        return _RESULTS.get(type(node), UNKNOWN)

    def run(self, macro: Macro, shapes: Mapping[str, Shape]) -> None:
        """Read the body of a macro for the arguments of one call; statements know how."""
        raise NotImplementedError

    def show(self, node: nodes.Node, scope: Scope) -> None:
        """Read an expression whose value goes into the document: it must be one value."""
        self.check_shown(self.read(node, scope), node, scope)

    def try_value(self, node: nodes.Node, scope: Scope) -> Shape:
        """Read what may be absent; what can never be there is worth a word (DG465)."""
        shape, missed = self.notes.attempt(lambda: self.read(node, scope))
        if missed:
            self.find("DG465", node, scope, name=spell_out(node))
            return UNKNOWN
        return shape

    def _on_name(self, node: nodes.Name, scope: Scope) -> Shape:
        return self.look_up(node, scope)

    def _on_getattr(self, node: nodes.Getattr, scope: Scope) -> Shape:
        return self.take(self.read(node.node, scope), node.attr, node, scope, spell_out(node.node))

    def _on_getitem(self, node: nodes.Getitem, scope: Scope) -> Shape:
        owner = self.read(node.node, scope)
        if isinstance(node.arg, nodes.Const) and isinstance(node.arg.value, str | int):
            return self.take(owner, node.arg.value, node, scope, spell_out(node.node))
        self.read(node.arg, scope)
        if isinstance(node.arg, nodes.Slice):
            return owner
        return entry_of(owner) if isinstance(owner, Many) else UNKNOWN

    def _on_filter(self, node: nodes.Filter, scope: Scope) -> Shape:
        if node.name not in self.environment.filters:
            self._unknown_word(node, node.name, scope)
        return filters.apply(self, node, scope)

    def _on_test(self, node: nodes.Test, scope: Scope) -> Shape:
        if node.name in {"defined", "undefined"}:
            self.try_value(node.node, scope)
        else:
            self.read(node.node, scope)
        if node.name not in self.environment.tests:
            self._unknown_word(node, node.name, scope)
        for argument in node.args:
            self.read(argument, scope)
        return Plain("yes_no")

    def _unknown_word(self, node: nodes.Node, name: str, scope: Scope) -> None:
        known = [*self.environment.filters, *self.environment.tests]
        self.notes.find("DG407", scope.file, node.lineno, **near_names(name, known))

    def _on_call(self, node: nodes.Call, scope: Scope) -> Shape:
        called = self.read(node.node, scope)
        placed = [self.read(each, scope) for each in node.args]
        named = {each.key: self.read(each.value, scope) for each in node.kwargs}
        for rest in filter(None, (node.dyn_args, node.dyn_kwargs)):
            self.read(rest, scope)
        if isinstance(called, Macro):
            names = [argument.name for argument in called.node.args]
            free = node.dyn_args or node.dyn_kwargs
            self.run(called, {} if free else {**dict(zip(names, placed, strict=False)), **named})
            return TEXT
        return self._called(called, node, scope)

    def _called(self, called: Shape, node: nodes.Call, scope: Scope) -> Shape:
        if not isinstance(called, Method):
            of_range = isinstance(node.node, nodes.Name) and node.node.name == "range"
            return Many(NUMBER) if of_range else UNKNOWN
        shape: Shape = UNKNOWN
        match called.name, called.owner:
            case "items", owner:
                shape = Many(Group((TEXT, _any_value(owner))))
            case "values", owner:
                shape = Many(_any_value(owner))
            case "get", owner if node.args and isinstance(node.args[0], nodes.Const):
                shape = self._got(owner, str(node.args[0].value), node, scope)
            case name, _ if name in _LISTS_OF_TEXT:
                shape = Many(TEXT)
            case _, Plain():
                shape = TEXT
        return shape

    def _got(self, owner: Shape, name: str, node: nodes.Call, scope: Scope) -> Shape:
        """Read ``owner.get("name")``, which is blank where there is no such name."""
        shape, missed = self.notes.attempt(lambda: self.take(owner, name, node, scope, ""))
        if missed:
            self.find("DG465", node, scope, name=f"{spell_out(node.node).removesuffix('.get')}.{name}")
        return UNKNOWN if missed or len(node.args) > 1 else shape

    def _on_condexpr(self, node: nodes.CondExpr, scope: Scope) -> Shape:
        self.read(node.test, scope)
        first = self.read(node.expr1, scope.inside(granted=granted_by(node.test)))
        return merge(first, self.read(node.expr2, scope)) if node.expr2 else first

    def _on_and(self, node: nodes.And, scope: Scope) -> Shape:
        left = self.read(node.left, scope)
        return merge(left, self.read(node.right, scope.inside(granted=granted_by(node.left))))

    def _on_or(self, node: nodes.Or, scope: Scope) -> Shape:
        return merge(self.read(node.left, scope), self.read(node.right, scope))

    def _on_concat(self, node: nodes.Concat, scope: Scope) -> Shape:
        for part in node.nodes:
            self.show(part, scope)
        return TEXT

    def _on_list(self, node: nodes.List | nodes.Tuple, scope: Scope) -> Shape:
        shapes = [self.read(each, scope) for each in node.items]
        return Many(merge(*shapes) if shapes else UNKNOWN)

    _on_tuple = _on_list

    def _on_const(self, node: nodes.Const, _scope: Scope) -> Shape:
        return _CONSTANTS.get(type(node.value), UNKNOWN)


def granted_by(test: nodes.Node) -> set[str]:
    """Return the expressions that are defined when a condition holds."""
    match test:
        case nodes.Test(name="defined", node=node):
            return {spell_out(node)}
        case nodes.Not(node=nodes.Test(name="undefined", node=node)):
            return {spell_out(node)}
        case nodes.And(left=left, right=right):
            return granted_by(left) | granted_by(right)
        case _:
            return set()


def _any_value(owner: Shape) -> Shape:
    match owner:
        case Values(known=known):
            return merge(*known.values())
        case Words(tables=tables) if all(isinstance(v, str) for _, table in tables for v in table.values()):
            return TEXT
        case _:
            return UNKNOWN
