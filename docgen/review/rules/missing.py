"""What is missing, as facts of a sentence."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.diagnostics import Fact
from docgen.i18n.languages import Words

__all__ = ["tell_missing"]


def tell_missing(names: Iterable[Words]) -> dict[str, Fact]:
    """Return names of fields in both languages, as the fact ``missing``."""
    named = tuple(names)
    return {"missing_zh": tuple(each.zh for each in named), "missing_en": tuple(each.en for each in named)}
