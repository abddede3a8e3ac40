"""Words of a pack that are little templates: what they say in each language, and where it is written.

A clause, the pattern of a document number or of a file name may name fields of the View. Where one of
them is wrong, the mistake is shown in the very line of ``pack.yaml``.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from docgen.diagnostics import FieldPath, Location, show_path
from docgen.spec.raw import RawSpec

__all__ = ["Phrase", "Wording", "find_wordings"]

_BLOCK = re.compile(r"(?:^|[\s:])[|>][0-9+-]*\s*(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class Phrase:
    """One little template: ``name`` tells it from all others, ``where`` is the place of its text.

    In a block (``|`` or ``>``) the text begins on the line below ``where``.
    """

    name: str
    source: str
    where: Location
    is_block: bool = False

    def line(self, own: int | None) -> int | None:
        """Return the line of the file in which a line of the text stands."""
        if self.where.line is None or own is None:
            return self.where.line
        return self.where.line + own if self.is_block else self.where.line


@dataclass(frozen=True, slots=True)
class Wording:
    """The same words in the languages there are; ``plain`` is for all of them."""

    phrases: Mapping[str, Phrase]

    def choose(self, language: str) -> Phrase:
        """Return the words of a language, else those there are."""
        for known in ("plain", language, *self.phrases):
            if known in self.phrases:
                return self.phrases[known]
        raise AssertionError("words without any")


def find_wordings(settings: RawSpec, path: FieldPath) -> Wording:
    """Return the words at a place of ``pack.yaml`` that has been found right."""
    value: object = settings.data
    for step in path:
        value = value[step]  # type: ignore[index]  # the model has been built from it
    said = value if isinstance(value, dict) else {"plain": value}
    return Wording(
        {
            key: _phrase(settings, path if key == "plain" else (*path, key), str(words))
            for key, words in said.items()
            if words is not None
        }
    )


def _phrase(settings: RawSpec, path: FieldPath, source: str) -> Phrase:
    where = settings.locate(path)
    block = bool(_BLOCK.search(where.excerpt or "")) and "\n" in source
    return Phrase(f"{where.file}:{show_path(path)}", source, where, block)
