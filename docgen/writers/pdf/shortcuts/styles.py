"""The value of a property: most are the initial one or the parent's, and need no thinking."""

from __future__ import annotations

from typing import Any

from weasyprint.css import AnonymousStyle, ComputedStyle
from weasyprint.css.computed_values import PHYSICAL_FUNCTIONS
from weasyprint.css.properties import INHERITED, INITIAL_NOT_COMPUTED, INITIAL_VALUES

__all__ = ["QuickAnonymousStyle", "QuickStyle"]

_ENTANGLED = frozenset({"display", "float", "page", "position"})
"""Properties whose values depend on those of others."""


def _stands_alone(name: str) -> bool:
    return name not in _ENTANGLED and not name.startswith("text_decoration_")


def _logical(name: str) -> tuple[str, ...]:
    """Return the names under which a style sheet may set a property, from left to right or from right to left."""
    function = PHYSICAL_FUNCTIONS.get(name)
    return tuple({function(block="ttb", inline=way) for way in ("ltr", "rtl")}) if function else ()


_INITIAL = {
    name: (value, _logical(name))
    for name, value in INITIAL_VALUES.items()
    if name not in INHERITED and name not in INITIAL_NOT_COMPUTED and _stands_alone(name)
}
_INHERITED = frozenset(filter(_stands_alone, INHERITED))
_BORDERS = {
    f"border_{side}_width": (f"border_{side}_style", _logical(f"border_{side}_width"))
    for side in ("top", "right", "bottom", "left")
}


class QuickStyle(ComputedStyle):  # type: ignore[misc]  # the engine has no types
    """The style of an element; a property that no style sheet says anything of is found at once."""

    def __missing__(self, name: str) -> Any:
        """Find the value of a property that nobody asked for so far."""
        given = self.cascaded
        if name not in given:
            if name in _INITIAL:
                value, others = _INITIAL[name]
                if not others or given.keys().isdisjoint(others):
                    self[name] = value
                    return value
            elif name in _INHERITED:
                if self.parent_style is not None:
                    value = self[name] = self.parent_style[name]
                    return value
            elif name in _BORDERS:
                line, others = _BORDERS[name]
                if self[line] == "none" and given.keys().isdisjoint(others):
                    self[name] = 0
                    return 0
        return super().__missing__(name)


class QuickAnonymousStyle(AnonymousStyle):  # type: ignore[misc]  # the engine has no types
    """The style of a box that no element has."""

    def __missing__(self, name: str) -> Any:
        """Find the value of a property that nobody asked for so far."""
        if name in _INITIAL:
            value = self[name] = _INITIAL[name][0]
        elif name in _INHERITED:
            value = self[name] = self.parent_style[name]
        else:
            value = super().__missing__(name)
        return value
