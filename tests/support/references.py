"""Which names of other modules does a source file use? Read from its syntax tree, whatever they are called there."""

from __future__ import annotations

import ast
from collections.abc import Iterator

__all__ = ["references"]

_BUILT_IN = {"__import__", "compile", "eval", "exec", "open", "print"}
_WRITING = set("wax+")


def references(source: str) -> set[str]:
    """Return every name that is used, in full: ``lxml.etree.fromstring``, ``.write_text`` of any object.

    A name that was imported under another one is told by its own. ``open`` of a file to be written is
    ``open for writing``; a name of a module stands also for what is imported from it.
    """
    tree = ast.parse(source)
    known = dict(_imports(tree))
    return set(known.values()) | {name for node in ast.walk(tree) for name in _names(node, known)}


def _imports(tree: ast.AST) -> Iterator[tuple[str, str]]:
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            for each in node.names:
                yield (each.asname, each.name) if each.asname else (each.name.partition(".")[0],) * 2
                yield f"import {each.name}", each.name
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield from ((each.asname or each.name, f"{node.module}.{each.name}") for each in node.names)


def _names(node: ast.AST, known: dict[str, str]) -> Iterator[str]:
    if isinstance(node, ast.Attribute):
        yield f".{node.attr}"
        steps = []
        while isinstance(node, ast.Attribute):
            steps.append(node.attr)
            node = node.value
        if isinstance(node, ast.Name) and node.id in known:
            yield ".".join([known[node.id], *reversed(steps)])
    elif isinstance(node, ast.Name):
        if node.id in known:
            yield known[node.id]
        elif node.id in _BUILT_IN:
            yield node.id
    elif isinstance(node, ast.Call) and _opens_to_write(node):
        yield "open for writing"


def _opens_to_write(call: ast.Call) -> bool:
    """Tell whether this is ``open(…, "w")`` or ``path.open("w")``; a mode that is no constant counts as one."""
    match call.func:
        case ast.Name(id="open"):
            place = 1
        case ast.Attribute(attr="open", value=ast.Name(id="os")):
            return any(
                isinstance(each, ast.Attribute) and each.attr in {"O_WRONLY", "O_RDWR"}
                for each in ast.walk(call)
            )
        case ast.Attribute(attr="open"):
            place = 0
        case _:
            return False
    modes = [*call.args[place : place + 1], *(each.value for each in call.keywords if each.arg == "mode")]
    return any(
        isinstance(mode, ast.Constant) and isinstance(mode.value, str) and bool(_WRITING & set(mode.value)) and len(mode.value) < 4
        for mode in modes
    )  # fmt: skip
