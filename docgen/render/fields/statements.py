"""Read the statements of a template: loops, conditions, macros, and the files they bring in."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from types import MappingProxyType
from typing import Any

from jinja2 import TemplateError, nodes

from docgen.packs.sandbox import Sandbox
from docgen.render.fields import filters
from docgen.render.fields.expressions import Expressions, granted_by
from docgen.render.fields.notes import Notes, spell_out
from docgen.render.fields.scope import Scope
from docgen.render.fields.shapes import (
    NUMBER,
    TEXT,
    UNKNOWN,
    Group,
    Macro,
    Many,
    Plain,
    Rec,
    Shape,
    Values,
    entry_of,
    merge,
)

__all__ = ["Statements"]

_MAX_DEPTH = 40
"""Files and macros within each other; deeper than any real pack."""
_MAX_READS = 3000
"""Files and macros read in all for one text: a pack that brings itself in again and again stops here."""


class Statements(Expressions):
    """A reader of whole templates, and of the files and macros they use."""

    def __init__(self, environment: Sandbox, notes: Notes, top: Mapping[str, Shape]) -> None:
        """Begin with nothing read."""
        super().__init__(environment, notes, top)
        self._modules: dict[tuple[str, bool], Scope | None] = {}
        self._blocks: dict[str, frozenset[str]] = {}
        self._runs: set[tuple[Any, ...]] = set()
        self._depth = self._reads = 0

    def read_source(self, source: str, name: str, scope: Scope) -> None:
        """Read a template; the names it sets are in the scope afterwards."""
        tree = self._parse(source, name)
        self._blocks[name] = frozenset(b.name for b in tree.find_all(nodes.Block) if not _asks_above(b))
        self.walk(tree.body, scope)

    def _parse(self, source: str, name: str) -> nodes.Template:
        """Parse a file once, however many others bring it in."""
        if self.notes.sources.get(name) != source or name not in self.notes.trees:
            self.notes.sources[name] = source
            self.notes.trees[name] = self.environment.parse(source, name)
        return self.notes.trees[name]

    def walk(self, statements: Iterable[nodes.Node], scope: Scope) -> None:
        """Read statements one after the other."""
        for node in statements:
            reader = getattr(self, f"_do_{type(node).__name__.lower()}", None)
            if reader:
                reader(node, scope)
            elif isinstance(node, nodes.Expr):
                self.read(node, scope)
            else:
                for part in node.iter_child_nodes():
                    self.walk([part], scope)

    def run(self, macro: Macro, shapes: Mapping[str, Shape]) -> None:
        """Read the body of a macro for the arguments of one call, each combination once."""
        key = (id(macro.node), tuple(sorted(shapes.items(), key=lambda pair: pair[0])))
        if key in self._runs or not self._may_read():
            return
        self._runs.add(key)
        names: dict[str, Shape] = dict.fromkeys((argument.name for argument in macro.node.args), UNKNOWN)
        defaults = macro.node.defaults
        for argument, default in zip(macro.node.args[len(names) - len(defaults) :], defaults, strict=True):
            names[argument.name] = self.read(default, macro.scope)
        names |= {name: shape for name, shape in shapes.items() if name in names}
        self._depth += 1
        self.walk(macro.node.body, macro.scope.inside(names))
        self._depth -= 1

    def _may_read(self) -> bool:
        """Tell whether another file or macro may be read, and count it."""
        self._reads += 1
        return self._depth <= _MAX_DEPTH and self._reads <= _MAX_READS

    def _do_output(self, node: nodes.Output, scope: Scope) -> None:
        for part in node.nodes:
            self.show(part, scope)

    def _do_for(self, node: nodes.For, scope: Scope) -> None:
        shape = self.read(node.iter, scope)
        if isinstance(shape, Rec | Plain):
            self.find("DG468", node.iter, scope, name=spell_out(node.iter))
            shape = UNKNOWN
        entry = entry_of(shape)
        inner = scope.inside({"loop": _loop(entry)})
        self._assign(node.target, entry, inner)
        if node.test:
            self.read(node.test, inner)
        self.walk(node.body, inner.inside(granted=granted_by(node.test) if node.test else ()))
        self.walk(node.else_, scope.inside())

    def _do_if(self, node: nodes.If, scope: Scope) -> None:
        self.read(node.test, scope)
        branches = [scope.inside(granted=granted_by(node.test)), scope.inside()]
        self.walk(node.body, branches[0])
        for other in node.elif_:
            self._do_if(other, scope)
        self.walk(node.else_, branches[1])
        self._keep(branches, scope)

    def _keep(self, branches: Iterable[Scope], scope: Scope) -> None:
        """Keep the names that a branch has set; it may be this branch or another."""
        for branch in branches:
            for name, shape in branch.names.items():
                known = scope.find(name)
                scope.names[name] = shape if known is None else merge(known, shape)

    def _do_assign(self, node: nodes.Assign, scope: Scope) -> None:
        self._assign(node.target, self.read(node.node, scope), scope)

    def _do_assignblock(self, node: nodes.AssignBlock, scope: Scope) -> None:
        self.walk(node.body, scope.inside())
        self._assign(node.target, TEXT, scope)

    def _do_with(self, node: nodes.With, scope: Scope) -> None:
        inner = scope.inside()
        for target, value in zip(node.targets, node.values, strict=True):
            self._assign(target, self.read(value, scope), inner)
        self.walk(node.body, inner)

    def _assign(self, target: nodes.Node, shape: Shape, scope: Scope) -> None:
        match target:
            case nodes.Name(name=name):
                scope.names[name] = shape
            case nodes.Tuple(items=items):
                parts = shape.parts if isinstance(shape, Group) else ()
                same = shape.entry if isinstance(shape, Many) else UNKNOWN
                for place, item in enumerate(items):
                    self._assign(item, parts[place] if place < len(parts) else same, scope)
            case _:
                pass

    def _do_macro(self, node: nodes.Macro, scope: Scope) -> None:
        macro = Macro(node, scope, scope.file)
        scope.names[node.name] = macro
        self.run(macro, {})

    def _do_callblock(self, node: nodes.CallBlock, scope: Scope) -> None:
        self.read(node.call, scope)
        self.walk(node.body, scope.inside(dict.fromkeys((each.name for each in node.args), UNKNOWN)))

    def _do_filterblock(self, node: nodes.FilterBlock, scope: Scope) -> None:
        filters.apply(self, node.filter, scope)
        self.walk(node.body, scope.inside())

    def _do_block(self, node: nodes.Block, scope: Scope) -> None:
        if node.name in scope.replaced:
            return
        outer = scope
        while outer.around and outer.around.file == scope.file and not node.scoped:
            outer = outer.around  # a block sees what its file sets, not the loop it stands in
        self.walk(node.body, outer.inside())

    def _do_extends(self, node: nodes.Extends, scope: Scope) -> None:
        inner = scope.inside()
        inner.replaced |= self._blocks.get(scope.file, frozenset())
        self._bring(node.template, scope, inner)

    def _do_include(self, node: nodes.Include, scope: Scope) -> None:
        self._bring(node.template, scope, scope.inside() if node.with_context else Scope("", sees_view=False))

    def _bring(self, template: nodes.Node, scope: Scope, inner: Scope) -> None:
        """Read another file at this place."""
        found = self._source(template, scope)
        if not found or not self._may_read():
            return
        inner.file, source = found
        self._depth += 1
        self.read_source(source, inner.file, inner)
        self._depth -= 1

    def _do_import(self, node: nodes.Import, scope: Scope) -> None:
        module = self._module(node, scope)
        known = MappingProxyType(module.names) if module else None
        scope.names[node.target] = Values(node.target, known) if known is not None else UNKNOWN

    def _do_fromimport(self, node: nodes.FromImport, scope: Scope) -> None:
        module = self._module(node, scope)
        for each in node.names:
            name, known_as = each if isinstance(each, tuple) else (each, each)
            scope.names[known_as] = module.names.get(name, UNKNOWN) if module else UNKNOWN

    def _module(self, node: nodes.Import | nodes.FromImport, scope: Scope) -> Scope | None:
        """Read a file of macros once; None when it cannot be read."""
        found = self._source(node.template, scope)
        if not found:
            return None
        file, source = found
        key = (file, node.with_context)
        if key not in self._modules:
            self._modules[key] = None  # a file that imports itself
            sees_view = node.with_context and scope.sees_view
            module = Scope(file, around=scope if node.with_context else None, sees_view=sees_view)
            self.read_source(source, file, module)
            self._modules[key] = module
        return self._modules[key]

    def _source(self, template: nodes.Node, scope: Scope) -> tuple[str, str] | None:
        """Return name and text of a file that a template names; what is not there is told elsewhere (DG401)."""
        if not isinstance(template, nodes.Const) or not self.environment.loader:
            self.read(template, scope)
            return None
        name = self.environment.join_path(str(template.value), scope.file)
        try:
            source = self.environment.loader.get_source(self.environment, name)[0]
            self._parse(source, name)
        except TemplateError:
            return None
        return name, source


def _asks_above(block: nodes.Block) -> bool:
    """Tell whether a block shows that of its ancestor too."""
    return any(name.name == "super" for name in block.find_all(nodes.Name))


def _loop(entry: Shape) -> Shape:
    """Return what ``loop`` offers."""
    numbers = ("index", "index0", "revindex", "revindex0", "length", "depth", "depth0")
    known: dict[str, Shape] = {
        **dict.fromkeys(numbers, NUMBER),
        **dict.fromkeys(("first", "last"), Plain("yes_no")),
        **dict.fromkeys(("previtem", "nextitem"), entry),
        **dict.fromkeys(("cycle", "changed"), UNKNOWN),
    }
    return Values("loop", MappingProxyType(known))
