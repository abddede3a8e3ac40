"""Choose who makes the documents of a pack: this process for our own packs, a limited child for others."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import Any, Protocol

from docgen.diagnostics import Diagnostic
from docgen.packs.locate import is_built_in, locate
from docgen.pipeline import Outcome
from docgen.sources.contract import Entry, Source
from docgen.spec.models.parties import Stage
from docgen.workshop.glances import Named, Parts
from docgen.workshop.limits import Limits

__all__ = ["Making", "open_workshop"]


class Making(Protocol):
    """What both kinds of workshop can do."""

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Tell once what is worth knowing of the pack, for the formats that were chosen."""
        ...

    def make(self, source: Source, entry: Entry, today: datetime.date) -> Outcome:
        """Turn one spec of a source into documents."""
        ...

    def inspect(self, source: Source, entry: Entry, today: datetime.date | None = None) -> Outcome:
        """Read, validate and review one spec by the rules of the pack, and make nothing."""
        ...

    def name(self, glances: Sequence[Parts], today: datetime.date) -> tuple[Named | None, ...]:
        """Name the files of many documents from the first parts of their specs; None: read the whole one."""
        ...


@contextmanager
def open_workshop(
    pack: str,
    to: Sequence[str],
    locale: str | None = None,
    *,
    review: bool = False,
    word_template: str | None = None,
    stage: Stage | None = None,
    carry: bool = True,
    verify: bool = False,
    limits: Limits | None = None,
) -> Iterator[Making]:
    """Open a workshop for one pack and one choice of formats; raises DocgenError.

    A pack that comes with docgen is rendered here. Any other pack, and any Word template, is somebody's
    program, and is rendered by a child process within ``limits``.
    """
    settings: dict[str, Any] = {
        "pack": pack, "to": tuple(to), "locale": locale, "review": review, "carry": carry,
    }  # fmt: skip
    if verify:
        settings["verify"] = True
    if stage is not None:
        settings["stage"] = stage
    if word_template is not None:
        settings["word_template"] = word_template
    ours = is_built_in(locate(pack))  # said here, in the words of the caller, if there is no such pack
    if ours and word_template is None:
        from docgen.workshop.workshop import Workshop  # noqa: PLC0415 - a child loads what it needs itself

        yield Workshop(**settings)
        return
    from docgen.workshop.confined import ConfinedWorkshop  # noqa: PLC0415 - as above

    confined = ConfinedWorkshop(settings, limits or Limits())
    try:
        yield confined
    finally:
        confined.close()
