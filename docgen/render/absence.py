"""A missing value of a template, which tells what was asked for and of whom."""

from __future__ import annotations

from functools import partial
from typing import Any

from jinja2 import StrictUndefined
from jinja2.exceptions import UndefinedError
from jinja2.utils import missing

__all__ = ["Absent", "AbsentError"]


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
