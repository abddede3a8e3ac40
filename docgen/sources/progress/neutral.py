"""The neutral file ``progress: 1``: what any other tool, or a person, can write."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.diagnostics import report
from docgen.i18n.fold import fold
from docgen.sources.progress.headers import Headers
from docgen.sources.progress.model import STATES, Item
from docgen.sources.progress.record import Record
from docgen.sources.tables.values import is_share

__all__ = ["VERSION", "fetched_day", "is_neutral", "read_neutral"]

VERSION = "1"
_FIELDS = (
    "ref", "kind", "title", "status", "planned_start", "planned_end", "completed_at", "progress", "value", "as_of",
    "assignee", "url", "points", "project", "sprint", "version", "parent", "priority", "tag",
)  # fmt: skip
_SHOWN = 20
_WORDS = ("project", "sprint", "version", "parent", "priority", "tag")


def is_neutral(page: Record) -> bool:
    """Tell by the version that the file names."""
    return page.text("progress") == VERSION and page.has("items")


def fetched_day(page: Record) -> datetime.date | None:
    """Return the day on which the data were true."""
    return page.day("fetched_at")


def read_neutral(page: Record, tool: str, headers: Headers) -> Iterator[Item]:
    """Yield the items; an unknown field is reported, for it may be a misspelt one.

    A status may be one of our own words or one that ``headers`` explain.
    """
    page.insist_on_list("items")
    strange: dict[str, Record] = {}
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
        item = _item(each, tool, headers)
        if item.status and item.state is None:
            strange.setdefault(item.status, each)
        yield item
    if strange:
        first = next(iter(strange.values()))
        page.findings.append(report("DG786", first.where, words=tuple(strange)[:_SHOWN]))


def _item(each: Record, tool: str, headers: Headers) -> Item:
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
        state=next((state for state in STATES if state == fold(status)), headers.states.get(fold(status))),
        planned_start=each.day("planned_start"),
        planned_end=each.day("planned_end"),
        completed=each.day("completed_at"),
        progress=each.percent("progress"),
        value=each.number("value"),
        is_share=is_share(each.text("value")),
        as_of=each.day("as_of"),
        assignee=each.text("assignee"),
        url=each.text("url"),
        points=each.number("points"),
        words={name: each.words(name) for name in _WORDS},
    )
