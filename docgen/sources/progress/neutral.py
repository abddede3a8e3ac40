"""The neutral file ``progress: 1``: what any other tool, or a person, can write."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.diagnostics import report
from docgen.sources.progress.model import STATES, Item
from docgen.sources.progress.record import Record
from docgen.sources.progress.values import fold

__all__ = ["VERSION", "fetched_day", "is_neutral", "read_neutral"]

VERSION = "1"
_FIELDS = (
    "ref", "kind", "title", "status", "planned_start", "planned_end", "completed_at", "progress", "value", "as_of",
    "assignee", "url", "points", "project", "sprint", "version", "parent", "priority", "tag",
)  # fmt: skip
_WORDS = ("project", "sprint", "version", "parent", "priority", "tag")


def is_neutral(page: Record) -> bool:
    """Tell by the version that the file names."""
    return page.text("progress") == VERSION and page.has("items")


def fetched_day(page: Record) -> datetime.date | None:
    """Return the day on which the data were true."""
    return page.day("fetched_at")


def read_neutral(page: Record, tool: str) -> Iterator[Item]:
    """Yield the items; an unknown field is reported, for it may be a misspelt one."""
    for each in page.items("items"):
        if isinstance(each.data, dict):
            page.findings.extend(
                report(
                    "DG767",
                    each.raw.locate((*each.path, name), key=True),
                    headers=(str(name),),
                    known=_FIELDS,
                )
                for name in each.data
                if name not in _FIELDS
            )
        yield _item(each, tool)


def _item(each: Record, tool: str) -> Item:
    ref, status = each.text("ref"), each.text("status")
    if not ref:
        each.findings.append(report("DG766", each.where, column="ref"))
    return Item(
        ref=ref,
        tool=tool,
        where=each.where,
        names=frozenset({fold(ref)}),
        kind=each.text("kind"),
        title=each.text("title"),
        status=status,
        state=next((state for state in STATES if state == status), None),
        planned_start=each.day("planned_start"),
        planned_end=each.day("planned_end"),
        completed=each.day("completed_at"),
        progress=each.percent("progress"),
        value=each.number("value"),
        as_of=each.day("as_of"),
        assignee=each.text("assignee"),
        url=each.text("url"),
        points=each.number("points"),
        words={name: each.words(name) for name in _WORDS},
    )
