"""The front door for Python users: one spec file in, finished documents out."""

from __future__ import annotations

import datetime
import os
from collections.abc import Sequence
from dataclasses import replace

from docgen.diagnostics import DocgenError
from docgen.pipeline import Outcome, this_day
from docgen.sources.files import Files
from docgen.spec.models.parties import Stage
from docgen.workshop.limits import Limits
from docgen.workshop.open_workshop import open_workshop

__all__ = ["generate"]


def generate(
    path: str | os.PathLike[str],
    *,
    pack: str = "classic",
    to: Sequence[str] = ("pdf", "docx"),
    locale: str | None = None,
    today: datetime.date | None = None,
    review: bool = False,
    word_template: str | os.PathLike[str] | None = None,
    stage: Stage | None = None,
    verify: bool = False,
    limits: Limits | None = None,
) -> Outcome:
    """Turn one spec file into finished documents, in the spec's language unless another is named.

    ``pack`` is a name or a folder, ``to`` names formats, ``locale`` is a tag such as ``zh`` or ``en-GB``,
    ``today`` is the day of making, for documents that bear no date. ``stage`` makes the document of another
    stage from the same spec (plan, signed, check-in, mid-year, final). With ``review`` the findings of the
    check stand in the Word file as comments. ``word_template`` is a Word file with placeholders that makes
    the format ``docx``. With ``verify`` every value of the spec is looked for in the finished files. Nothing is
    written to disk.

    A pack that does not come with docgen, and any Word template, is rendered by a child process, which may
    cost what ``limits`` say.
    """
    source = Files([os.fspath(path)])
    template = os.fspath(word_template) if word_template else None
    try:
        with open_workshop(
            pack, to, locale, review=review, word_template=template, stage=stage, verify=verify, limits=limits
        ) as workshop:
            outcome = workshop.make(source, next(source.entries()), today or this_day())
            return replace(outcome, diagnostics=(*outcome.diagnostics, *workshop.remarks))
    except DocgenError as failure:
        return Outcome(diagnostics=failure.diagnostics)
