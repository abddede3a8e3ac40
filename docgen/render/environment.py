"""The sandbox for documents: a missing value tells what was asked for, and only words are printed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import BaseLoader

from docgen.packs.sandbox import Aliases, Sandbox, make_environment
from docgen.render.absence import Absent, AbsentError
from docgen.render.compiled import Compiled
from docgen.render.filters import BY_ATTRIBUTE, see_attributes
from docgen.view.names import find_key, find_top

__all__ = ["Absent", "AbsentError", "UnprintableError", "document_environment"]

_COMPILED = Compiled(keeps=True)


class UnprintableError(TypeError):
    """A template prints something that has no words: a whole list, a record, nothing at all."""

    def __init__(self, kind: str) -> None:
        """Keep what it is, for the sentence."""
        super().__init__(kind)
        self.kind = kind


def _insist_on_words(value: Any) -> Any:
    """Let through what reads as text; Python's own form of a list or a record is for nobody's eyes."""
    if isinstance(value, str):  # nearly everything: the view holds finished words
        return value
    if value is None:
        raise UnprintableError("nothing")
    if isinstance(value, bool):
        raise UnprintableError("yes_no")
    if isinstance(value, Mapping):
        raise UnprintableError("mapping")
    if isinstance(value, list | tuple | set | Iterator):
        raise UnprintableError("list")
    return value


def document_environment(loader: BaseLoader, *, lasting: bool = False) -> Sandbox:
    """Make the sandbox for the templates of a document; its fields answer to their Chinese names too.

    The code of ``lasting`` templates is kept on the disk, for the next process.
    """
    environment = make_environment(loader)
    environment.lasting = lasting
    environment.aliases = Aliases(top=find_top, key=find_key)
    environment.undefined = Absent
    environment.bytecode_cache = _COMPILED
    environment.finalize = _insist_on_words
    environment.filters |= {
        name: see_attributes(environment.filters[name], place) for name, place in BY_ATTRIBUTE.items()
    }
    return environment
