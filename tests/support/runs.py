"""A run of a few small people in this process: the real course, with one worker that needs no child."""

from __future__ import annotations

import datetime
from contextlib import contextmanager
from pathlib import Path

from docgen.bulk.events import Event
from docgen.bulk.making import make_one
from docgen.bulk.model import Begun, Order
from docgen.bulk.run import Request, Wishes, run
from docgen.bulk.shelves.folder import FolderShelf
from docgen.bulk.stopping import Stop
from docgen.registry import Registry
from docgen.sources.opening import open_source
from docgen.workshop.workshop import Workshop
from tests.support.company import make_company

__all__ = ["DAY", "SETTINGS", "Here", "contents", "few_people", "make_request", "run_here"]

DAY = datetime.date(2027, 1, 4)
SETTINGS = {"pack": "onepage", "to": ("html",), "locale": None, "review": False, "stage": None}


class Here:
    """An engine that makes documents in this process, one after the other."""

    workshop: Workshop | None = None

    def __init__(self, _workers, _address):
        if Here.workshop is None:
            Here.workshop = Workshop(**SETTINGS)

    def run(self, jobs, work):
        for job in jobs:
            if work.stop.is_set():
                return
            yield Begun("1", job)
            yield make_one(Here.workshop, job, work)


@contextmanager
def name_here(_order):
    """Name documents in this process."""
    if Here.workshop is None:
        Here.workshop = Workshop(**SETTINGS)
    yield Here.workshop


def few_people(folder: Path, count: int = 3) -> Path:
    """Write the specs of a few people."""
    return make_company(folder, count, form="folder")


def make_request(specs: Path, out: Path, **wishes) -> Request:
    """Ask for them as small pages."""
    order = Order(settings=SETTINGS, day=DAY)
    return Request(open_source([str(specs)]), order, FolderShelf(str(out)), Wishes(**wishes))


def run_here(monkeypatch, request: Request, tell=lambda _event: None, stop: Stop | None = None):
    """Run in this process; return the summary."""
    monkeypatch.setattr("docgen.bulk.run.open_naming", name_here)
    here = Registry("docgen.engines", {"processes": f"{__name__}:Here"})
    monkeypatch.setattr("docgen.bulk.run.ENGINES", here)
    return run(request, tell=tell, stop=stop or Stop(), confide=_raise)


def _raise(bug: Exception) -> None:
    raise bug


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, hidden ones and folders too."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() if path.is_file() else b"<folder>"
        for path in sorted(folder.rglob("*"))
    }


def told(events: list[Event], kind: type) -> list[Event]:
    """Return the events of a kind."""
    return [event for event in events if isinstance(event, kind)]
