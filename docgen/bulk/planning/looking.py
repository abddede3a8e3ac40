"""One look at every spec of a source: whom it is about, how it wants to be called, what its key is."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from dataclasses import dataclass
from itertools import islice
from pathlib import PurePath

from docgen.bulk.model import Order, Who
from docgen.bulk.planning.asking import Asking
from docgen.bulk.planning.glance import Glance, describe, glance
from docgen.bulk.planning.keys import Keys, digest_places
from docgen.bulk.planning.naming import Wish
from docgen.bulk.records.ledger import Known
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.i18n.fold import fold
from docgen.i18n.locale import find_locale
from docgen.sources.contract import Entry, Source
from docgen.workshop.glances import Named

__all__ = ["BATCH", "Looker", "Row"]


BATCH = 250
"""Specs whose names are asked in one go."""
_SUMS = frozenset({"合计", "总计", "小计", "汇总", "平均", "total", "totals", "subtotal", "sum", "average"})
"""What stands in the place of a name in a row below a table."""
_NOTHING_ASKED: Future[tuple[Named | None, ...]] = Future()
_NOTHING_ASKED.set_result(())


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
    called: str | None = None
    is_named: bool = True


@dataclass(frozen=True, slots=True)
class _Seen:
    """One entry with what was seen of it, or why nothing was; ``named`` is what a former run was told."""

    entry: Entry
    look: Glance | None = None
    key: str = ""
    named: Named | None = None
    faults: tuple[Diagnostic, ...] = ()

    @property
    def is_nameless(self) -> bool:
        """Tell whether the pack has to be asked for the name."""
        return self.look is not None and self.named is None


class Looker:
    """Looks at the specs of a source, a batch after the other."""

    def __init__(self, source: Source, order: Order, known: Mapping[str, Known], naming: Asking) -> None:
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
            for batch, names in self._names(helper):
                for seen in batch:
                    yield self._row(seen, next(names) if seen.is_nameless else seen.named)
                done += len(batch)
                if tell:
                    tell(done)
        finally:
            helper.shutdown(wait=False, cancel_futures=True)

    def _names(self, helper: Executor) -> Iterator[tuple[list[_Seen], Iterator[Named]]]:
        """Yield every batch with the names asked for; at most one question is under way at a time."""
        before: tuple[list[_Seen], Future[tuple[Named | None, ...]]] | None = None
        for batch in self._batches():
            answered = self._answer(*before) if before else None
            parts = [seen.look.parts for seen in batch if seen.look and seen.is_nameless]
            asked = helper.submit(self._naming.name, parts, self._order.day) if parts else _NOTHING_ASKED
            if before and answered is not None:
                yield before[0], answered
            before = batch, asked
        if before:
            yield before[0], self._answer(*before)

    def _batches(self) -> Iterator[list[_Seen]]:
        entries = self._source.entries()
        while batch := list(islice(entries, BATCH)):
            yield [self._see(entry) for entry in batch]

    def _see(self, entry: Entry) -> _Seen:
        """Look at one spec; one that is as it was has the name it had."""
        try:
            look = glance(self._source, entry)
        except DocgenError as failure:
            return _Seen(entry, faults=tuple(each.about(entry.name) for each in failure.diagnostics))
        key = self._keys.make(look, entry)
        former = self._known.get(entry.id)
        named = (former.called, former.language) if former and former.key == key else None
        return _Seen(entry, look, key, named)

    def _answer(self, batch: list[_Seen], asked: Future[tuple[Named | None, ...]]) -> Iterator[Named]:
        """Wait for the names of a batch; those that take the whole spec are asked one by one."""
        nameless = [seen.entry for seen in batch if seen.is_nameless]
        return iter(
            [
                self._ask(entry) if named is None else named
                for entry, named in zip(nameless, asked.result(), strict=True)
            ]
        )

    def _row(self, seen: _Seen, named: Named | None) -> Row:
        entry, look = seen.entry, seen.look
        if look is None or named is None:
            wish = Wish(entry.team, "", _own_stem(entry))
            return Row(entry, wish, Who(), faults=seen.faults, is_named=False)
        who, which = describe(look.parts, self._language)
        if fold(who.name) in _SUMS:
            wish = Wish(entry.team, who.department, _own_stem(entry), who.employee)
            found = report("DG857", Location(file=entry.name), name=who.name)
            return Row(entry, wish, who, faults=(found,), is_named=False)
        called, language = named
        former = self._known.get(entry.id)
        places = digest_places(look.given, entry) if former and former.has_findings else ""
        wish = Wish(entry.team, who.department, called or _own_stem(entry), who.employee, language)
        return Row(entry, wish, who, which, seen.key, places, called=called, is_named=called != "")

    def _ask(self, entry: Entry) -> Named:
        """Have a document made to the point where its name is known: the pattern asks for all of the spec."""
        outcome = self._naming.make(self._source, entry, self._order.day)
        return outcome.stem if outcome.ok else outcome.stem or "", outcome.language


def _own_stem(entry: Entry) -> str:
    return entry.stem or PurePath(entry.name).stem
