"""One look at every spec of a source: whom it is about, how it wants to be called, what its key is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath
from typing import TypeAlias

from docgen.bulk.model import Order, Who
from docgen.bulk.planning.glance import Glance, describe, glance
from docgen.bulk.planning.keys import Keys, digest_places
from docgen.bulk.planning.naming import Wish
from docgen.bulk.records.ledger import Known
from docgen.diagnostics import Diagnostic, DocgenError
from docgen.i18n.locale import find_locale
from docgen.sources.contract import Entry, Source
from docgen.workshop.glances import Named
from docgen.workshop.open_workshop import Making

__all__ = ["BATCH", "Looker", "Row"]

_Seen: TypeAlias = "list[tuple[Entry, Glance | tuple[Diagnostic, ...]]]"
"""Entries, each with what was seen of it or why nothing was."""

BATCH = 250
"""Specs whose names are asked in one go."""


@dataclass(frozen=True, slots=True)
class Row:
    """What is known of one entry; ``faults`` say why nothing else is.

    ``which`` tells the documents of one person apart: language and days of the period. ``places`` is there
    where a former run had findings. Without a name a document cannot be made, which its making will explain.
    """

    entry: Entry
    wish: Wish
    who: Who
    which: str = ""
    key: str = ""
    places: str = ""
    faults: tuple[Diagnostic, ...] = ()
    is_named: bool = True


class Looker:
    """Looks at the specs of a source, a batch after the other."""

    def __init__(self, source: Source, order: Order, known: Mapping[str, Known], naming: Making) -> None:
        """Read what all documents share; raises DocgenError when there is no such pack."""
        self._source, self._order, self._known, self._naming = source, order, known, naming
        self._keys = Keys(order, source)
        locale = order.settings.get("locale")
        self._language = find_locale(locale).language if locale else None

    def look(self, tell: Callable[[int], None] | None = None) -> Iterator[Row]:
        """Yield what is known of every entry, in their order; raises DocgenError.

        While the patterns of the pack name one batch, the next is read.
        """
        done = 0
        helper = ThreadPoolExecutor(1)
        try:
            for seen, names in self._names(helper):
                for entry, look in seen:
                    yield (
                        self._row(entry, look, next(names))
                        if isinstance(look, Glance)
                        else _fail(entry, look)
                    )
                done += len(seen)
                if tell:
                    tell(done)
        finally:
            helper.shutdown(wait=False, cancel_futures=True)

    def _names(self, helper: Executor) -> Iterator[tuple[_Seen, Iterator[Named]]]:
        """Yield every batch with its names; at most one question is under way at a time."""
        before: tuple[_Seen, Future[tuple[Named | None, ...]]] | None = None
        for seen in self._batches():
            answered = self._answer(*before) if before else None
            parts = [look.parts for _, look in seen if isinstance(look, Glance)]
            asked = helper.submit(self._naming.name, parts, self._order.day)
            if before and answered is not None:
                yield before[0], answered
            before = seen, asked
        if before:
            yield before[0], self._answer(*before)

    def _batches(self) -> Iterator[_Seen]:
        entries = self._source.entries()
        while batch := list(islice(entries, BATCH)):
            yield [(entry, self._glance(entry)) for entry in batch]

    def _answer(self, seen: _Seen, asked: Future[tuple[Named | None, ...]]) -> Iterator[Named]:
        """Wait for the names of a batch; those that take the whole spec are asked one by one."""
        readable = [entry for entry, look in seen if isinstance(look, Glance)]
        return iter(
            [
                self._ask(entry) if named is None else named
                for entry, named in zip(readable, asked.result(), strict=True)
            ]
        )

    def _glance(self, entry: Entry) -> Glance | tuple[Diagnostic, ...]:
        try:
            return glance(self._source, entry)
        except DocgenError as failure:
            return tuple(each.about(entry.name) for each in failure.diagnostics)

    def _row(self, entry: Entry, look: Glance, named: Named) -> Row:
        who, which = describe(look.parts, self._language)
        stem, language = named
        former = self._known.get(entry.id)
        places = digest_places(look.given, entry) if former and former.has_findings else ""
        wish = Wish(entry.team, who.department, stem or _own_stem(entry), who.employee, language)
        return Row(entry, wish, who, which, self._keys.make(look, entry), places, is_named=stem != "")

    def _ask(self, entry: Entry) -> Named:
        """Have a document made to the point where its name is known: the pattern asks for all of the spec."""
        outcome = self._naming.make(self._source, entry, self._order.day)
        return outcome.stem if outcome.ok else outcome.stem or "", outcome.language


def _fail(entry: Entry, faults: tuple[Diagnostic, ...]) -> Row:
    return Row(entry, Wish(entry.team, "", _own_stem(entry)), Who(), faults=faults, is_named=False)


def _own_stem(entry: Entry) -> str:
    return entry.stem or PurePath(entry.name).stem
