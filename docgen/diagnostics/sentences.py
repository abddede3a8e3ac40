"""From a diagnostic to sentences, and from anybody's text to something a terminal may show."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from docgen.diagnostics.catalogue import Prose, catalogue
from docgen.diagnostics.kinds import KINDS
from docgen.diagnostics.model import Diagnostic, Fact
from docgen.diagnostics.places import say_place

__all__ = ["MAX_WHOLE", "say", "show", "show_line"]

MAX_SHOWN = 80
"""Characters of one fact in a sentence."""

WHOLE = frozenset({"file", "folder", "target", "note"})
"""Facts that name a place on disk, which somebody has to find, or that repeat what another program said."""

PLACES = frozenset({"place", "other_place"})
"""Facts that say where something stands in a Word file."""

MAX_LINE = 400
"""Characters of somebody's text on a line of its own."""

MAX_WHOLE = 4096
"""The longest path that common systems know."""

# A clause ends with its stop; what follows a Latin stop must be a blank, so 1.5 stays whole.
_CLAUSE = re.compile(r"(?<=[。；！？])|(?<=[.;!?])(?= )")
_FIELD = re.compile(r"(?<!\{)\{(\w+)\}")
_UNSHOWABLE = {"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"}


def say(diagnostic: Diagnostic, language: str) -> Prose:
    """Fill the sentences of a code with the facts of a finding.

    A clause about a fact that is not there (``None``, no names) is left out: "Did you mean {near}?"
    needs no second wording for the case that nothing is near. A fact that is told in both languages
    (``help_zh``, ``help_en``) fills ``{help}``.
    """
    entry = catalogue()[diagnostic.code]
    prose = entry.zh if language == "zh" else entry.en
    told = {name.removesuffix(f"_{language}"): fact for name, fact in diagnostic.facts.items()}
    facts = {name: _named(name, fact, language) for name, fact in told.items()}
    return Prose(prose.title, _fill(prose.reason, facts), _fill(prose.hint, facts), prose.more.strip())


def show(text: str, limit: int = MAX_SHOWN) -> str:
    """Make foreign text harmless: control, invisible and direction signs become visible escapes (T32)."""
    shown = text[: limit + 1]
    if not shown.isprintable():  # printable text, which nearly all is, has nothing to escape
        shown = "".join(map(_escape, shown))
    return f"{shown[:limit]}…" if len(text) > limit else shown


def show_line(text: str) -> str:
    """Make one harmless line of a text that may have several."""
    return show(" ".join(text.split()), MAX_LINE)


def _fill(template: str, facts: dict[str, str]) -> str:
    clauses = (clause for clause, names in _clauses(template) if all(facts.get(name) for name in names))
    return "".join(clauses).format(**facts).strip()


@lru_cache(maxsize=2048)
def _clauses(template: str) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """Return the clauses of a template, each with the facts it is about.

    What follows a semicolon and names no fact goes on about those before it: alone it would be half a sentence.
    """
    clauses: list[tuple[str, tuple[str, ...]]] = []
    for clause in _CLAUSE.split(template):
        names = tuple(_FIELD.findall(clause))
        if not names and clauses and clauses[-1][0].endswith((";", "；")):
            names = clauses[-1][1]
        clauses.append((clause, names))
    return tuple(clauses)


def _named(name: str, fact: Fact, language: str) -> str:
    """Say a fact; the kinds of things have words of their own in each language."""
    if name in {"found", "expected", "kind", "signs"} and isinstance(fact, str) and fact in KINDS:
        return KINDS[fact][0 if language == "zh" else 1]
    if name in PLACES and isinstance(fact, str):
        return show(say_place(fact, language), MAX_WHOLE)
    if name in WHOLE and isinstance(fact, str):
        return show(fact, MAX_WHOLE)
    return _word(fact, language)


def _word(fact: Fact, language: str) -> str:
    match fact:
        case None:
            return ""
        case tuple():
            return ("、" if language == "zh" else ", ").join(show(name) for name in fact)
        case _:
            return show(str(fact))


def _escape(sign: str) -> str:
    if unicodedata.category(sign) in _UNSHOWABLE:
        return sign.encode("unicode_escape", "surrogatepass").decode()
    return sign
