"""One canonical form for everything that is signed, so that only a change of meaning changes a digest."""

from __future__ import annotations

import hashlib
import json
import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from functools import cache
from typing import TypeAlias

from docgen.i18n.languages import LANGUAGES
from docgen.spec.models import Model, Text

__all__ = ["digest"]

LENGTH = 16
"""Hex digits of a digest: enough to compare by eye, and too many to meet by chance."""

_CHINESE = "[\u2e80-\u9fff\uf900-\ufaff\uff00-\uffef]"

Canon: TypeAlias = "str | int | list[Canon] | dict[str, Canon] | None"


def digest(value: object) -> str:
    """Return the digest of a model of the spec, or of a text.

    Equal are 7 and 7.0, a field that is left out and one that says its default, and texts that differ in
    blanks and line breaks alone.
    """
    form = json.dumps(_canon(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(form.encode("utf-8", "surrogatepass")).hexdigest()[:LENGTH]


def _canon(value: object) -> Canon:
    form: Canon
    match value:
        case Text():
            form = [_words(value.say(language)) for language in LANGUAGES]
        case Model():
            form = {name: _canon(each) for name, each in _said(value)}
        case tuple():
            form = [_canon(each) for each in value]
        case Decimal():
            form = _figure(value)
        case str():
            form = _words(value)
        case None | int():
            form = value
        case _:
            form = str(value)
    return form


def _said(model: Model) -> Iterator[tuple[str, object]]:
    """Yield the fields that say something beyond their defaults; entries of a mapping count as fields."""
    for name, field in type(model).model_fields.items():
        value = getattr(model, name)
        if isinstance(value, dict):
            yield from ((f"{name}.{key}", each) for key, each in value.items())
        elif value != field.default:
            yield name, value


def _figure(value: Decimal) -> str:
    """Write a number in the one way that equal numbers share; ``normalize`` would round long ones."""
    if not value:
        return "0"
    text = f"{value:f}"
    return text.rstrip("0").rstrip(".") if "." in text else text


def _words(text: str) -> str:
    """Write words without what a line break in the file may add: Chinese has no blanks between words."""
    return _between_chinese().sub("", " ".join(unicodedata.normalize("NFC", text).split()))


@cache
def _between_chinese() -> re.Pattern[str]:
    """Make the pattern when something is signed: its sets of letters are dear."""
    return re.compile(f"(?<={_CHINESE}) (?={_CHINESE})")
