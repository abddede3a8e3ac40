"""Files of people who are in no plan any more: the ledger forgets who has gone, and only what a run made may be removed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.bulk.contract import Shelf
from docgen.bulk.records.codec import DamagedError, decode, encode

__all__ = ["LEFTOVERS", "read_leftovers", "remember_leftovers"]

LEFTOVERS = ".docgen/leftovers.jsonl"


def read_leftovers(shelf: Shelf) -> frozenset[str]:
    """Return the paths that were remembered; a line that cannot be read stands for a file that stays."""
    return frozenset(_read(shelf))


def _read(shelf: Shelf) -> Iterator[str]:
    for line in shelf.lines(LEFTOVERS):
        try:
            path = decode(line).get("path")
        except DamagedError:
            continue
        if isinstance(path, str):
            yield path


def remember_leftovers(shelf: Shelf, paths: Iterable[str]) -> None:
    """Remember these paths alone; nothing is written where nothing has changed. Raises DocgenError."""
    wanted, before = sorted(set(paths)), read_leftovers(shelf)
    if before == set(wanted):
        return
    if wanted:
        shelf.put_stream(LEFTOVERS, (encode({"path": path}) + b"\n" for path in wanted), force=True)
    else:
        shelf.remove(LEFTOVERS)
