"""What was looked at on a machine, and how it was found."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum

from docgen.diagnostics import Diagnostic

__all__ = ["Kind", "Result", "State"]


class Kind(StrEnum):
    """What was looked at."""

    LIBRARY = "library"
    PACKAGE = "package"
    TEMPLATES = "templates"
    RENDERING = "rendering"
    FONT = "font"
    CONSOLE = "console"
    FOLDER = "folder"


class State(StrEnum):
    """How it is: as it should be, not there, there and not right, or right with something to know about it."""

    FINE = "fine"
    MISSING = "missing"
    WRONG = "wrong"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Result:
    """One thing that was looked at; ``mend`` holds the lines of which one mends it."""

    kind: Kind
    name: str
    state: State
    detail: str = ""
    mend: tuple[str, ...] = ()
    findings: tuple[Diagnostic, ...] = ()

    @property
    def is_well(self) -> bool:
        """Tell whether docgen can work with it as it is."""
        return self.state in {State.FINE, State.NOTE}
