"""One pack and one choice of formats for many specs, made in this process."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.diagnostics.steps import detail, step
from docgen.i18n.languages import LANGUAGES
from docgen.i18n.locale import Locale, find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import (
    LAYOUT_FIRST,
    Outcome,
    Press,
    WordTemplate,
    check_outputs,
    examine,
    inspect,
    make,
    prepare,
)
from docgen.pipeline.binding import Composed, Front, bind, compose, has_front
from docgen.sources.contract import Entry, Source
from docgen.sources.files import read_file
from docgen.spec.models.parties import Stage
from docgen.workshop.glances import Named, Parts
from docgen.workshop.naming import Namer

__all__ = ["Workshop"]

MAX_TEMPLATE = 64 << 20
"""Bytes of one Word template; a larger one is read so far only, and then is damaged."""


class Workshop:
    """One pack and one choice of formats for many specs: a Press a language, made when first needed."""

    def __init__(
        self,
        pack: str,
        to: Sequence[str],
        locale: str | None = None,
        *,
        review: bool = False,
        word_template: str | None = None,
        stage: Stage | None = None,
        carry: bool = True,
        verify: bool = False,
    ) -> None:
        """Load the pack and look up formats and locale; raises DocgenError.

        ``stage`` is the stage the documents are made for, instead of that of each spec. Without ``carry`` the
        files do not hold the spec they were made from. With ``verify`` its values are looked for in them.
        ``word_template`` is the path of a Word file with placeholders that makes the format ``docx``.
        """
        self._to = tuple(to)
        self._locale = find_locale(locale) if locale else None
        with step("load", pack=pack):
            self._pack = load_pack(pack)
        detail("fonts", families=",".join(dict.fromkeys(font.family for font in self._pack.fonts)))
        check_outputs(self._pack, self._to)
        self._word_template = _read_template(word_template) if word_template else None
        self._presses: dict[Locale, Press] = {}
        self._namers: dict[Locale, Namer | None] = {}
        self._review = review
        self._shared: dict[str, Any] = {"stage": stage, "carry": carry, "verify": verify}

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Tell once what is worth knowing of the pack, for the formats that were chosen."""
        return self._pack.remarks if LAYOUT_FIRST in self._to else ()

    def make(self, source: Source, entry: Entry, today: datetime.date) -> Outcome:
        """Turn one spec of a source into documents, in its own language unless a locale was named."""
        try:
            raw, checked, pictures = examine(source, entry, self._pack.library)
            press = self._press(self._locale or find_locale(checked.value.document.language))
            outcome = make(raw, checked, press, today, pictures, review=self._review)
        except DocgenError as failure:
            outcome = Outcome(diagnostics=failure.diagnostics)
        return outcome.about(entry.name)

    def inspect(self, source: Source, entry: Entry, today: datetime.date | None = None) -> Outcome:
        """Read, validate and review one spec by the rules of the pack, and make nothing."""
        return inspect(source, entry, self._pack, today=today)

    def name(self, glances: Sequence[Parts], today: datetime.date) -> tuple[Named | None, ...]:
        """Name the files of many documents from the first parts of their specs; None: read the whole one.

        What is said here is what ``make`` will say in its outcome (``stem`` and ``language``).
        """
        return tuple(self._name(parts, today) for parts in glances)

    def bind(self, source: Source, entries: Sequence[tuple[Entry, datetime.date]], front: Front) -> Outcome:
        """Bind the documents of many specs into one PDF, each as of its day; what one lacks keeps all back."""
        try:
            members = [self._compose(source, entry, today) for entry, today in entries]
            day = max(today for _, today in entries)
            return bind(members, front, self._front_press(find_locale(front.language)), day)
        except DocgenError as failure:
            return Outcome(diagnostics=failure.diagnostics)

    def _compose(self, source: Source, entry: Entry, today: datetime.date) -> Composed:
        try:
            raw, checked, pictures = examine(source, entry, self._pack.library)
            press = self._press(self._locale or find_locale(checked.value.document.language))
            return compose(raw, checked, press, today, pictures, review=self._review)
        except DocgenError as failure:
            raise DocgenError(found.about(entry.name) for found in failure.diagnostics) from None

    def _front_press(self, locale: Locale) -> Press:
        """Return who makes the front of a binder: the pack if it can, else the one every other begins with."""
        if self._locale is not None and self._locale.language == locale.language:
            locale = self._locale
        press = self._press(locale)
        return press if has_front(press) else prepare(load_pack("classic"), self._to, locale)

    def _name(self, parts: Parts, today: datetime.date) -> Named | None:
        document = parts.get("document")
        spoken = document.get("language") or "zh" if isinstance(document, dict) else None
        if spoken not in LANGUAGES:  # the spec is wrong, and has no name
            return "", None
        namer = self._namer(self._locale or find_locale(spoken))
        return namer.name(parts, today) if namer else ("", None)

    def _namer(self, locale: Locale) -> Namer | None:
        """Return who names documents in a language; None where the pack can make none, as ``make`` will say."""
        if locale not in self._namers:
            try:
                self._namers[locale] = Namer(self._press(locale))
            except DocgenError:
                self._namers[locale] = None
        return self._namers[locale]

    def _press(self, locale: Locale) -> Press:
        if locale not in self._presses:
            with step("prepare", outputs=",".join(self._to), language=locale.tag):
                press = prepare(self._pack, self._to, locale, self._word_template, **self._shared)
            self._presses[locale] = press
        return self._presses[locale]


def _read_template(path: str) -> WordTemplate:
    return WordTemplate(Path(path).name, read_file(path, MAX_TEMPLATE))
