"""The language of the command line: words in both, and the choice between them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from docgen.i18n.languages import LANGUAGES, Words

__all__ = ["LANGUAGES", "Words", "choose_language"]


def choose_language(arguments: Sequence[str], environment: Mapping[str, str]) -> str:
    """Choose before anything is parsed: ``--lang``, DOCGEN_LANG, the system's locale, else Chinese.

    Help and complaints about the command line need the language too, so ``--lang`` counts wherever it
    stands.
    """
    asked = _option(arguments) or environment.get("DOCGEN_LANG", "")
    if asked in LANGUAGES:
        return asked
    for variable in ("LC_ALL", "LC_MESSAGES", "LANG"):  # the order of POSIX
        if locale := environment.get(variable):
            return _language_of(locale)
    return "zh"


def _option(arguments: Sequence[str]) -> str | None:
    for place, argument in enumerate(arguments):
        if argument.startswith("--lang="):
            return argument.removeprefix("--lang=")
        if argument == "--lang" and place + 1 < len(arguments):
            return arguments[place + 1]
    return None


def _language_of(locale: str) -> str:
    """Read a POSIX locale: C and POSIX name no language."""
    name = re.split("[.@]", locale.casefold(), maxsplit=1)[0]
    return "zh" if name in {"c", "posix"} or name.startswith("zh") else "en"
