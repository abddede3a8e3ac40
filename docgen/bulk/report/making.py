"""All the reports of a run, from its records."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Callable, Iterable, Iterator
from typing import BinaryIO

from docgen import __version__
from docgen.bulk.contract import Shelf
from docgen.bulk.model import File, Record
from docgen.bulk.report.archives import collect, key_of, stream_zip
from docgen.bulk.report.book import Book, is_small, seal_book
from docgen.bulk.report.counting import Tally, count
from docgen.bulk.report.model import About, Reported
from docgen.bulk.report.pages import Pages
from docgen.bulk.report.places import INDEX, SUMMARY, name_zip
from docgen.bulk.report.state import State
from docgen.diagnostics import Diagnostic

__all__ = ["make_report"]

_FORMAT = 1
"""Goes up when the same records are to look otherwise."""

_PIECE = 1 << 20
Records = Callable[[], Iterable[Record]]


def make_report(records: Records, shelf: Shelf, about: About) -> Reported:
    """Bring the reports of a finished run up to date: index page, workbook, and archives if they are wanted.

    ``records`` gives all records in the order of the plan, as often as it is called; only a few figures a team stay
    in memory, and in a large company a short row a person. Reports whose records have not changed are not made
    again. What somebody has changed stays as it is, with a warning (DG870). Raises DocgenError when the shelf
    cannot be written.
    """
    state = State(shelf, force=about.force)
    missing = _make_archives(records, shelf, about, state) if about.zips else []
    key = _key(about)
    if not _are_fresh(state, key):
        _make_tables(records, about, state, key)
    state.finish(prune=about.prune)
    return Reported(tuple(state.files), (*state.findings, *missing))


def _key(about: About) -> str:
    """Return a digest of everything the pages and the workbook say."""
    binders = sorted((team, *paths) for team, paths in about.binders.items())
    told = [_FORMAT, __version__, about.key, about.shared_key, about.zips, binders]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _are_fresh(state: State, key: str) -> bool:
    """Tell whether all pages and the workbook are there as they were made from the same."""
    paths = (*state.pages, SUMMARY)
    return INDEX in paths and state.are_fresh(paths, key)


def _make_tables(records: Records, about: About, state: State, key: str) -> None:
    """Make pages and workbook in one pass, after one that counts."""
    tally = count(records())
    with Book(tally, about) as book, Pages(tally, about) as pages:
        for record in records():
            book.add(record)
            pages.add(record)
        state.announce(pages.names)
        for path, content in pages.make():
            state.put(path, content, key)
        _put_book(book.finish(), tally, state, key)


def _put_book(file: BinaryIO, tally: Tally, state: State, key: str) -> None:
    if is_small(tally):
        state.put(SUMMARY, seal_book(file.read()), key)
        return
    digest = hashlib.sha256()
    for piece in _pieces(file):
        digest.update(piece)
    state.put_unsealed(SUMMARY, _pieces(file), key, digest.hexdigest())


def _pieces(file: BinaryIO) -> Iterator[bytes]:
    file.seek(0)
    while piece := file.read(_PIECE):
        yield piece


def _make_archives(records: Records, shelf: Shelf, about: About, state: State) -> list[Diagnostic]:
    missing: list[Diagnostic] = []
    teams = collect(records(), _binders(shelf, about))
    state.announce(name_zip(team) for team in teams)
    for team, contents in teams.items():
        path, key = name_zip(team), key_of(contents)
        if not state.are_fresh((path,), key):
            state.put_stream(path, stream_zip(team, contents, shelf, missing), key)
    return missing


def _binders(shelf: Shelf, about: About) -> Iterator[tuple[str, File]]:
    for team, paths in about.binders.items():
        yield from ((team, found) for path in paths if (found := shelf.find(path)))
