"""The languages a document can be made in."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import get_close_matches

from docgen.diagnostics.catalogue import report
from docgen.diagnostics.model import DocgenError

__all__ = ["LOCALES", "Locale", "find_locale"]


@dataclass(frozen=True, slots=True)
class Locale:
    """A language as it is written somewhere: ``tag`` zh-CN, en-US or en-GB, ``language`` zh or en."""

    tag: str
    language: str


LOCALES = (Locale("zh-CN", "zh"), Locale("en-US", "en"), Locale("en-GB", "en"))
"""Every locale; the first of a language is the one meant by the language alone."""

_CODES = {locale.tag: locale for locale in LOCALES} | {
    "zh": LOCALES[0],
    "zh-Hans": LOCALES[0],
    "zh-Hans-CN": LOCALES[0],
    "en": LOCALES[1],
}


def find_locale(text: str) -> Locale:
    """Find a locale by its code, whatever the case and the hyphen; an unknown code is DG412."""
    codes = {code.lower(): code for code in _CODES}
    asked = text.strip().replace("_", "-").lower()
    if asked in codes:
        return _CODES[codes[asked]]
    near = tuple(codes[code] for code in get_close_matches(asked, codes, n=1, cutoff=0.5))
    facts = {"near": near or tuple(locale.tag for locale in LOCALES), "known": tuple(_CODES)}
    raise DocgenError([report("DG412", given=text, **facts)])
