"""The catalogue of codes: severity and both languages of every sentence.

A code is DG and three digits, or the id of a rule of the review (M7, DOC1). One file a room (``messages/1xx-spec.yaml`` …) keeps the Chinese and the English of a code side by
side. The files are read when the first finding is made, so a clean run never pays for them.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

import yaml

from docgen.diagnostics.model import Diagnostic, Fact, Location, Severity

__all__ = ["Entry", "Prose", "catalogue", "report"]


@dataclass(frozen=True, slots=True)
class Prose:
    """The words of one code in one language; ``reason`` and ``hint`` are format strings over facts."""

    title: str
    reason: str
    hint: str
    more: str


@dataclass(frozen=True, slots=True)
class Entry:
    """One code: how much it weighs and how it is said.

    ``rule`` is the rule of the review that it belongs to: itself for a rule, and for a few mistakes that
    are found before the review the rule they break.
    """

    code: str
    severity: Severity
    zh: Prose
    en: Prose
    rule: str | None = None


@cache
def catalogue() -> dict[str, Entry]:
    """Read every message file, sorted by code."""
    entries: dict[str, Entry] = {}
    for source in sorted(files(__package__).joinpath("messages").iterdir(), key=lambda f: f.name):
        loaded = yaml.load(source.read_bytes(), Loader=yaml.CSafeLoader)
        for code, said in loaded.items():
            rule = said.get("rule", None if code.startswith("DG") else code)
            prose = Prose(**said["zh"]), Prose(**said["en"])
            entries[code] = Entry(code, Severity(said["severity"]), *prose, rule)
    return dict(sorted(entries.items()))


def report(code: str, where: Location = Location(), /, **facts: Fact) -> Diagnostic:  # noqa: B008 - frozen
    """Make a diagnostic; its severity comes from the catalogue. An unknown code is our bug."""
    return Diagnostic(code, catalogue()[code].severity, where, facts)
