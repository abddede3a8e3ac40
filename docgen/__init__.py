"""Performance-goal documents from one structured spec.

Everything public is loaded when it is first used, so ``import docgen`` costs next to nothing.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from docgen.diagnostics import DocgenError
    from docgen.pipeline import Outcome, check
    from docgen.workshop.generate import generate

    __version__: str

__all__ = ["DocgenError", "Outcome", "__version__", "check", "generate"]

_HOMES = {
    "DocgenError": "docgen.diagnostics",
    "Outcome": "docgen.pipeline",
    "check": "docgen.pipeline",
    "generate": "docgen.workshop.generate",
}


def __getattr__(name: str) -> Any:
    """Load a public name from its room (PEP 562)."""
    if name == "__version__":
        return import_module("importlib.metadata").version("docgen")
    if name not in _HOMES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    return getattr(import_module(_HOMES[name]), name)


def __dir__() -> list[str]:
    """Show what is public, loaded or not."""
    return sorted({*globals(), *__all__})
