"""The catalogue of codes: severity and both languages of every sentence.

A code is DG and three digits, or the id of a rule of the review (M7, DOC1). One file a room
(``messages/1xx-spec.yaml`` …) keeps the Chinese and the English of a code side by side. The files are opened
when the first finding is made, and of each only the codes that are said are read: parsing all of it would cost
more than checking a spec.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path

from docgen.diagnostics.model import Diagnostic, Fact, Location, Severity
from docgen.own_yaml import read_own_yaml

__all__ = ["Catalogue", "Entry", "Prose", "catalogue", "report"]

# A code begins at the margin, and everything below it is indented: each is a whole YAML text by itself.
_HEAD = re.compile(rb"\n([A-Z]+[0-9]+):")
_RULE = re.compile(rb"\n  rule: (\w+)")


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


class Catalogue(Mapping[str, Entry]):
    """Every code with its entry, sorted by code; an entry is read when it is asked for."""

    def __init__(self, texts: Mapping[str, bytes]) -> None:
        """Take the text of every code as it stands in its file."""
        self._texts = texts
        self._entries: dict[str, Entry] = {}

    def __getitem__(self, code: str) -> Entry:
        if code not in self._entries:
            self._entries[code] = _read(code, self._texts[code])
        return self._entries[code]

    def __iter__(self) -> Iterator[str]:
        return iter(self._texts)

    def __len__(self) -> int:
        return len(self._texts)

    @cached_property
    def rules(self) -> frozenset[str]:
        """The rules of the review that a code belongs to; no entry is read for it."""
        named = (found[1].decode() for text in self._texts.values() if (found := _RULE.search(text)))
        return frozenset((*named, *(code for code in self._texts if not _is_number(code))))


@cache
def catalogue() -> Catalogue:
    """Find every code in the message files; a run that says little reads little of them."""
    folder = Path(__file__).with_name("messages")
    text = b"\n".join((b"", *(path.read_bytes() for path in sorted(folder.glob("*.yaml")))))
    heads = list(_HEAD.finditer(text))
    ends = (*(head.start() + 1 for head in heads[1:]), len(text))  # with the end of the last line
    texts = {head[1].decode(): text[head.start() : end] for head, end in zip(heads, ends, strict=True)}
    return Catalogue(dict(sorted(texts.items())))


def _read(code: str, text: bytes) -> Entry:
    said = read_own_yaml(text)[code]
    rule = said.get("rule", None if _is_number(code) else code)
    return Entry(code, Severity(said["severity"]), Prose(**said["zh"]), Prose(**said["en"]), rule)


def _is_number(code: str) -> bool:
    return code.startswith("DG")


def report(code: str, where: Location = Location(), /, **facts: Fact) -> Diagnostic:  # noqa: B008 - frozen
    """Make a diagnostic; its severity comes from the catalogue. An unknown code is our bug."""
    return Diagnostic(code, catalogue()[code].severity, where, facts)
