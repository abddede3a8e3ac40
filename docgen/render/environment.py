"""The sandbox for documents, with a missing value that tells what was asked for."""

from __future__ import annotations

from functools import partial
from typing import Any

from jinja2 import BaseLoader, StrictUndefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

from docgen.packs.sandbox import Sandbox, make_environment

__all__ = ["Absent", "AbsentError", "document_environment"]


class AbsentError(UndefinedError):
    """A template asked for a name that is not there; ``owner`` is the mapping it looked in, if any."""

    def __init__(self, message: str | None = None, *, name: str, owner: Any) -> None:
        """Keep what was asked for and of whom, so a near name can be proposed."""
        super().__init__(message)
        self.name = name
        self.owner = owner


class Absent(StrictUndefined):
    """A missing value; every use of it raises ``AbsentError`` instead of printing a blank."""

    __slots__ = ()

    def __init__(
        self,
        hint: str | None = None,
        obj: Any = missing,
        name: str | None = None,
        exc: Any = UndefinedError,
    ) -> None:
        """Remember owner and name in the exception, where the translation of errors finds them."""
        if exc is UndefinedError and name is not None:
            exc = partial(AbsentError, name=name, owner=None if obj is missing else obj)
        super().__init__(hint, obj, name, exc)


def document_environment(loader: BaseLoader) -> Sandbox:
    """Make the sandbox for the templates of a document."""
    environment = make_environment(loader)
    environment.undefined = Absent
    return environment
