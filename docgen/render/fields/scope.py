"""Which names does a place of a template see?"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docgen.render.fields.shapes import Shape

__all__ = ["Scope"]


@dataclass(slots=True)
class Scope:
    """The names set at a place and around it; ``sees_view`` unless it is an imported file.

    ``granted`` are expressions that a condition around has found to be defined, ``replaced`` the blocks that
    a file further down has in the place of this one's.
    """

    file: str
    names: dict[str, Shape] = field(default_factory=dict)
    around: Scope | None = None
    sees_view: bool = True
    granted: frozenset[str] = frozenset()
    replaced: frozenset[str] = frozenset()

    def find(self, name: str) -> Shape | None:
        """Return what the template itself has set under a name."""
        if name in self.names:
            return self.names[name]
        return self.around.find(name) if self.around else None

    def inside(self, names: Mapping[str, Shape] | None = None, granted: Iterable[str] = ()) -> Scope:
        """Return a scope within this one."""
        wider = self.granted | set(granted)
        return Scope(self.file, dict(names or {}), self, self.sees_view, wider, self.replaced)

    def grants(self, written: str) -> bool:
        """Tell whether an expression, or the beginning of it, is known to be defined."""
        return any(written == each or written.startswith((f"{each}.", f"{each}[")) for each in self.granted)
