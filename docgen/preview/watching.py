"""Notice that files have changed, soon after the editor has finished saving them."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import Any

from watchfiles import awatch

from docgen.preview.prints import Places, folders_of, print_files, print_folders

__all__ = ["watch"]

_QUIET = 30
"""Milliseconds without another change after which a save counts as finished."""

_PATIENCE = 200
"""Milliseconds after which changes that never end are looked at all the same."""

_LOOK_AGAIN = 500
"""Milliseconds after which we look ourselves: some disks report nothing, and folders come and go."""


async def watch(find: Callable[[], Places], stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield whenever a file of the places has changed; ``find`` is asked again each time.

    Editors save in many ways: they write in place, or write another file and rename it. What counts is
    that a fingerprint is another one than before, so swap files and a save without a change are nothing.
    """
    before = _print(find())
    while not stop.is_set():
        folders = folders_of(find())
        async for _ in _ticks(folders, stop):
            now = _print(find())
            if now != before:
                before = now
                yield
            if folders_of(find()) != folders:
                break


def _print(places: Places) -> tuple[Any, ...]:
    return (print_folders(places.folders), print_files(places.files))


async def _ticks(folders: tuple[str, ...], stop: asyncio.Event) -> AsyncIterator[None]:
    """Yield at every change in folders, and twice a second when there is none."""
    if not folders:
        await asyncio.sleep(_LOOK_AGAIN / 1000)
        yield
        return
    watcher = awatch(
        *folders,
        watch_filter=None,
        debounce=_PATIENCE,
        step=_QUIET,
        stop_event=stop,
        rust_timeout=_LOOK_AGAIN,
        yield_on_timeout=True,
        recursive=False,
        ignore_permission_denied=True,
    )
    try:
        async for _changes in watcher:
            yield
    except (FileNotFoundError, OSError):  # a folder went away between looking and watching
        await asyncio.sleep(_LOOK_AGAIN / 1000)
        yield
