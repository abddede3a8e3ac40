"""The little templates of ``pack.yaml``: clauses, the number of a document, the name of its files.

They are compiled with the pack, see the View and are told as plain text, which every template escapes where
it prints it. A mistake in one is shown at its line of ``pack.yaml``.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from jinja2 import Template, meta, nodes

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.packs.makeup import Makeup
from docgen.packs.sandbox import Sandbox, SourceLoader
from docgen.packs.wording import Phrase
from docgen.render.failure import Oversize, diagnose

__all__ = ["MAX_TEXT", "Phrases", "at_phrase"]

MAX_TEXT = 100_000
"""Characters that one clause may have."""
MAX_LINE = 300
"""Characters of a document number or a file name; what is longer is a slip of the pattern."""


class Phrases:
    """The phrases of a pack in one language, compiled once; raises ``DocgenError`` with all mistakes."""

    def __init__(self, makeup: Makeup, language: str, environment: Sandbox) -> None:
        """Compile every phrase in the sandbox of the pack's templates."""
        self._number, self._file_name = makeup.number, makeup.file_name
        self._clauses = [
            (clause, clause.title.choose(language), clause.text.choose(language))
            for clause in makeup.clauses.values()
        ]
        patterns = [phrase for phrase in (makeup.number, makeup.file_name) if phrase]
        every = [*patterns, *(phrase for _, title, text in self._clauses for phrase in (title, text))]
        self._environment = _plain(environment, every)
        self._compiled: dict[str, Template] = {}
        if mistakes := [found for phrase in every if (found := self._compile(phrase))]:
            raise DocgenError(mistakes)

    def _compile(self, phrase: Phrase) -> Diagnostic | None:
        try:
            self._compiled[phrase.name] = self._environment.get_template(phrase.name)
        except Exception as error:  # noqa: BLE001 - a template can raise anything
            return self._explain(phrase, error, ())
        return None

    def complete(self, view: dict[str, Any]) -> None:
        """Write the number, if the spec has none, and the clauses into a View; raises ``DocgenError``."""
        mistakes: list[Diagnostic] = []
        self._number_document(view, mistakes)
        clauses = []
        for clause, title, text in self._clauses:
            if clause.when and not clause.when.holds(view):
                continue
            try:
                paragraphs = [line.strip() for line in self._tell(text, view).split("\n")]
                told = {"id": clause.id, "title": self._line(title, view)}
            except DocgenError as failure:
                mistakes.extend(failure.diagnostics)
            else:
                clauses.append({**told, "text": [line for line in paragraphs if line]})
        if mistakes:
            raise DocgenError(mistakes)
        view["clauses"] = clauses

    def _number_document(self, view: dict[str, Any], mistakes: list[Diagnostic]) -> None:
        """Make a number by the pattern, which must be right even where the spec has a number of its own."""
        if not self._number:
            return
        try:
            number = self._line(self._number, view)
        except DocgenError as failure:
            mistakes.extend(failure.diagnostics)
        else:
            view["document"]["number"] = view["document"]["number"] or number

    def name_files(self, view: Mapping[str, Any]) -> str | None:
        """Return the stem of the files by the pattern of the pack, if it has one; raises ``DocgenError``."""
        return (self._line(self._file_name, view) or None) if self._file_name else None

    def look_ahead(self) -> tuple[frozenset[str], frozenset[str]] | None:
        """Tell what the patterns of number and file name ask for: names at the top, and fields of records.

        None when that cannot be told, because they call other templates.
        """
        tops, fields = set[str](), set[str]()
        for phrase in (self._number, self._file_name) if self._file_name else ():
            if phrase is None:
                continue
            tree = self._environment.parse(phrase.source)
            if any(meta.find_referenced_templates(tree)):
                return None
            tops |= meta.find_undeclared_variables(tree) - set(self._environment.globals)
            fields |= {each.attr for each in tree.find_all(nodes.Getattr)}
            fields |= {each.value for each in tree.find_all(nodes.Const) if isinstance(each.value, str)}
        return frozenset(tops), frozenset(fields)

    def name_early(self, view: Mapping[str, Any]) -> str | None:
        """Return what ``name_files`` will return, from a View that has no more than the patterns ask for."""
        if self._file_name is None:
            return None
        known = {**view, "document": {**view["document"]}}
        mistakes: list[Diagnostic] = []
        self._number_document(known, mistakes)
        if mistakes:
            raise DocgenError(mistakes)
        return self.name_files(known)

    def _line(self, phrase: Phrase, view: Mapping[str, Any]) -> str:
        return " ".join(self._tell(phrase, view).split())[:MAX_LINE]

    def _tell(self, phrase: Phrase, view: Mapping[str, Any]) -> str:
        pieces: list[str] = []
        room = MAX_TEXT
        try:
            for piece in self._compiled[phrase.name].generate(view):
                room -= len(piece)
                if room < 0:
                    raise Oversize(MAX_TEXT)  # noqa: TRY301 - told like all that a template does
                pieces.append(piece)
        except Exception as error:  # noqa: BLE001 - as above
            raise DocgenError([self._explain(phrase, error, tuple(view))]) from None
        return "".join(pieces)

    def _explain(self, phrase: Phrase, error: Exception, names: tuple[str, ...]) -> Diagnostic:
        return at_phrase(diagnose(error, self._environment, phrase.name, names), phrase)


def at_phrase(found: Diagnostic, phrase: Phrase) -> Diagnostic:
    """Put a finding about the text of a phrase at its line of ``pack.yaml``."""
    line = phrase.line(found.where.line)
    excerpt = found.where.excerpt if phrase.is_block else phrase.where.excerpt
    where = replace(phrase.where, line=line, column=None, excerpt=excerpt or phrase.where.excerpt)
    return replace(found, where=where)


def _plain(environment: Sandbox, phrases: Iterable[Phrase]) -> Sandbox:
    """Return the same sandbox for plain text; the templates that print it escape it."""
    plain: Sandbox = environment.overlay(autoescape=False)
    plain.loader = SourceLoader({phrase.name: (phrase.source,) for phrase in phrases})
    return plain
