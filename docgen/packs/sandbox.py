"""The one place where a Jinja environment is made, and the loader that knows a pack's ancestors.

Templates are programs, so they run in a sandbox: autoescape always, a missing value is an error and no
blank, only plain values can be touched, and only the filters listed here exist. Nothing else in the
project builds an environment.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from jinja2 import BaseLoader, Environment, StrictUndefined, TemplateNotFound
from jinja2.exceptions import SecurityError
from jinja2.runtime import Context
from jinja2.sandbox import ImmutableSandboxedEnvironment
from jinja2.utils import missing

__all__ = [
    "FILTERS",
    "PARENT",
    "TEXT_METHODS",
    "Aliases",
    "Sandbox",
    "SourceLoader",
    "base_name",
    "make_environment",
]

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

TEXT_METHODS = frozenset({"endswith", "isdigit", "lower", "lstrip", "partition", "removeprefix"}) | frozenset(
    {"removesuffix", "rstrip", "split", "splitlines", "startswith", "strip", "upper"}
)


class Aliases(NamedTuple):
    """Who knows the other names of fields: ``top`` a top-level one, ``key`` one of a record.

    They are asked for names that are not plain Latin, and only when there is no value of that very name.
    """

    top: Callable[[str], str | None] = lambda _name: None
    key: Callable[[Mapping[str, Any], str], str | None] = lambda _record, _name: None


class NamingContext(Context):
    """The values of one rendering, which answer to their other names as well."""

    environment: Sandbox

    def resolve_or_missing(self, key: str) -> Any:
        """Look a name up; what the template itself has set comes first, then the values, then other names."""
        found = super().resolve_or_missing(key)
        if found is missing and not key.isascii() and (meant := self.environment.aliases.top(key)):
            return super().resolve_or_missing(meant)
        return found


class Sandbox(ImmutableSandboxedEnvironment):
    """Jinja's immutable sandbox, narrower still: arithmetic is for numbers, and keys win over methods."""

    intercepted_binops = frozenset({"*", "**", "%"})
    context_class = NamingContext
    aliases = Aliases()
    lasting = False
    """Whether the code of its templates may be kept for the next process: that of our own packs alone."""

    def join_path(self, template: str, parent: str) -> str:
        """Resolve ``parent:`` against the template that says it, so a chain climbs one pack a step."""
        if template.startswith(PARENT) and template.removeprefix(PARENT) == base_name(parent):
            return PARENT + parent
        return template

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Read ``obj.attribute``; in a mapping the key is meant, so ``plan.items`` is the data, not a method."""
        if isinstance(obj, dict):
            if attribute in obj:
                return obj[attribute]
            if not attribute.isascii() and (key := self.aliases.key(obj, attribute)):
                return obj[key]
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Read ``obj[argument]``, as filters do that are told an attribute."""
        if isinstance(obj, dict) and isinstance(argument, str):
            if argument in obj:
                return obj[argument]
            if not argument.isascii() and (key := self.aliases.key(obj, argument)):
                return obj[key]
        return super().getitem(obj, argument)

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow only harmless methods of text: ``format``, ``center`` and ``zfill`` can fill the memory."""
        if isinstance(obj, str):
            return attr in TEXT_METHODS
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

    def __init__(
        self,
        sources: Mapping[str, tuple[str, ...]],
        homes: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    ) -> None:
        """Keep the sources; nothing is read from a disk later. ``homes`` are the folders they come from."""
        self._sources = sources
        self._homes = homes

    def get_source(self, environment: Environment, template: str) -> tuple[str, str, Callable[[], bool]]:  # noqa: ARG002
        """Return source and name; a name nobody has raises ``TemplateNotFound``."""
        steps = template.count(PARENT)
        found = self._sources.get(base_name(template), ())
        if steps >= len(found):
            raise TemplateNotFound(template)
        return found[steps], template, lambda: True

    def show(self, template: str) -> str:
        """Name a template for people: with the folder of the pack whose file it is."""
        name, steps = base_name(template), template.count(PARENT)
        homes = self._homes.get(name, ())
        if steps < len(homes):
            return f"{homes[steps]}/{name}"
        return f"{name} (parent {steps})" if steps else name

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
