"""The one place where a Jinja environment is made, and the loader that knows a pack's ancestors.

Templates are programs, so they run in a sandbox: autoescape always, a missing value is an error and no
blank, only plain values can be touched, and only the filters listed here exist. Nothing else in the
project builds an environment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment

__all__ = ["FILTERS", "PARENT", "Sandbox", "SourceLoader", "make_environment"]

PARENT = "parent:"
"""Prefix by which a template names the file of its own name in the parent pack."""

FILTERS = frozenset(
    {
        *(
            "abs",
            "batch",
            "capitalize",
            "count",
            "d",
            "default",
            "dictsort",
            "e",
            "escape",
            "first",
            "groupby",
        ),
        *("int", "items", "join", "last", "length", "list", "lower", "map", "max", "min", "reject"),
        *("rejectattr", "replace", "reverse", "round", "select", "selectattr", "slice", "sort", "string"),
        *("sum", "title", "trim", "unique", "upper"),
    }
)
"""Filters a template may use. Absent on purpose: ``safe``, ``attr``, ``format``, ``xmlattr``, ``random`` …"""

_TEXT_METHODS = frozenset(
    {"endswith", "isdigit", "lower", "lstrip", "partition", "removeprefix"}
) | frozenset({"removesuffix", "rstrip", "split", "splitlines", "startswith", "strip", "upper"})


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, narrower still: arithmetic is for numbers, and keys win over methods."""

    intercepted_binops = frozenset({"*", "**", "%"})

    def join_path(self, template: str, parent: str) -> str:
        """Resolve ``parent:`` against the template that says it, so a chain climbs one pack a step."""
        if template.startswith(PARENT) and template.removeprefix(PARENT) == base_name(parent):
            return PARENT + parent
        return template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read ``obj.attribute``; in a mapping the key is meant, so ``plan.items`` is the data, not a method."""
        if isinstance(obj, dict) and attribute in obj:
            return obj[attribute]
        return super().getattr(obj, attribute)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow only harmless methods of text: ``format``, ``center`` and ``zfill`` can fill the memory."""
        if isinstance(obj, str):
            return attr in _TEXT_METHODS
        return super().is_safe_attribute(obj, attr, value)

    def wrap_str_format(self, value: Any) -> None:
        """Offer no ``format`` at all, not even a guarded one: its widths can fill the memory."""

    def call_binop(self, context: Context, operator: str, left: Any, right: Any) -> Any:
        """Calculate with numbers only: ``'x' * 10**9`` and ``'%9999999d' % 1`` are refused."""
        if operator == "**" or not (isinstance(left, int | float) and isinstance(right, int | float)):
            raise SecurityError(f"operator {operator} is for numbers")
        return super().call_binop(context, operator, left, right)


class SourceLoader(BaseLoader):
    """Give out template sources from memory: name → its sources from the child pack up to the oldest.

    ``parent:NAME`` is the second source of NAME, ``parent:parent:NAME`` the third, and so on.
    """

    def __init__(self, sources: Mapping[str, tuple[str, ...]]) -> None:
        """Keep the sources; nothing is read from a disk later."""
        self._sources = sources

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Return source and name; a name nobody has raises ``TemplateNotFound``."""
        steps = template.count(PARENT)
        found = self._sources.get(base_name(template), ())
        if steps >= len(found):
            raise TemplateNotFound(template)
        return found[steps], template, lambda: True

    def list_templates(self) -> list[str]:
        """Name every template that can be asked for without ``parent:``."""
        return sorted(self._sources)


def base_name(template: str) -> str:
    """Take every ``parent:`` off a template name."""
    while template.startswith(PARENT):
        template = template.removeprefix(PARENT)
    return template


def make_environment(loader: BaseLoader) -> Sandbox:
    """Make the environment for every template of a pack, HTML and Word alike."""
    environment = Sandbox(
        loader=loader,
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=False,
        auto_reload=False,
        cache_size=-1,
    )
    for name in ("cycler", "joiner", "lipsum", "namespace"):
        environment.globals.pop(name, None)
    environment.filters = {name: code for name, code in environment.filters.items() if name in FILTERS}
    return environment
