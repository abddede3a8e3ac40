"""Saved pages of PingCode: work items, projects, sprints, ideas, counts of a project, and objectives.

The shapes are those of its public documentation; objectives have none there, and only the shape that an
exporter is known to write is read.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from types import MappingProxyType

from docgen.diagnostics import report
from docgen.i18n.fold import fold
from docgen.sources.progress.model import STATES, Item, State, Tally
from docgen.sources.progress.record import Record
from docgen.sources.tables.values import tidy

__all__ = ["TOOL", "is_page_of_pingcode", "read_pingcode"]

TOOL = "pingcode"
_PROJECTS = "/projects/"
_WHOLE = Decimal(100)


def is_page_of_pingcode(page: Record) -> bool:
    """Tell by the keys of a page."""
    return (
        page.has("values", "page_index")
        or page.has("values", "page_size")
        or page.at("work_item").has("total")
        or _is_objectives(page)
        or _is_thing(page)
    )


def read_pingcode(page: Record, project: str = "") -> Iterator[Item]:
    """Yield the items of a page; ``project`` is whose counts these are, where the page does not say it."""
    if page.at("work_item").has("total"):
        yield _counts(page, project)
    elif _is_objectives(page):
        yield from _objectives(page)
    else:
        if page.has("values"):
            page.insist_on_list("values")
        for thing in page.items("values") if page.has("values") else (page,):
            if isinstance(thing.data, dict):
                yield _thing(thing)


def _is_thing(page: Record) -> bool:
    return page.has("id") and (page.has("identifier") or page.has("total_story_points") or page.has("status"))


def _is_objectives(page: Record) -> bool:
    return any(each.has("key_results") for each in page.items("data.value"))


def _thing(thing: Record) -> Item:
    """Read a work item, an idea, a project or a sprint; they share most of their fields."""
    ref = thing.text("identifier", "name", "id")
    return Item(
        ref=ref,
        tool=TOOL,
        where=thing.where,
        names=frozenset(map(fold, thing.words("identifier", "id", "short_id", *_own_name(thing)))),
        kind=thing.text("type.name", "type"),
        title=thing.text("title", "name"),
        status=thing.text("state.name", "status"),
        state=_state(thing.text("state.type", "status")),
        planned_start=thing.day("start_at") or thing.day("plan_at.from"),
        planned_end=thing.day("end_at") or thing.day("plan_at.to"),
        completed=thing.day("completed_at"),
        progress=_progress(thing),
        assignee=thing.text("assignee.display_name", "assignee.name"),
        url=thing.text("html_url"),
        points=thing.number("story_points"),
        tally=_points(thing),
        words=MappingProxyType(_words(thing)),
    )


def _own_name(thing: Record) -> tuple[str, ...]:
    """Let a project and a sprint be called by their names; a work item never by its title."""
    return () if thing.has("title") else ("name",)


def _words(thing: Record) -> dict[str, tuple[str, ...]]:
    versions = (word for each in thing.items("versions") for word in each.words("name", "id"))
    tags = (word for each in thing.items("tags") for word in each.words("name"))
    return {
        "project": thing.words("project.identifier", "project.name", "project.id"),
        "sprint": thing.words("sprint.name", "sprint.id"),
        "version": (*thing.words("version.name", "version.id"), *versions),
        "parent": thing.words("parent.identifier", "parent_id"),
        "priority": thing.words("priority.name"),
        "tag": tuple(tags),
    }


def _points(thing: Record) -> Tally | None:
    done, total = thing.number("completed_story_points"), thing.number("total_story_points")
    return None if total is None or done is None else Tally(done, total)


def _counts(page: Record, project: str) -> Item:
    """Read the counts of a project; which project it is, its address or our own note of it says."""
    address = page.text("url")
    of_address = address.partition(_PROJECTS)[2].partition("/")[0]
    names = [
        *page.words("project.identifier", "project.name", "project.id", "identifier"),
        of_address,
        project,
    ]
    known = [name for name in names if name]
    done, total = page.number("work_item.completed_count"), page.number("work_item.total")
    return Item(
        ref=known[0] if known else "",
        tool=TOOL,
        where=page.where,
        names=frozenset(map(fold, known)),
        tally=None if done is None or total is None else Tally(done, total),
        is_counts=True,
    )


def _objectives(page: Record) -> Iterator[Item]:
    """Read objectives: a key result has a rate, an objective the sum of rate times weight."""
    for objective in page.items("data.value"):
        results = list(objective.items("key_results"))
        yield _result(objective, "objective", _weighed(results), "")
        for result in results:
            yield _result(result, "key_result", _share(result, "rate"), objective.text("name"))


def _result(record: Record, kind: str, progress: Decimal | None, parent: str) -> Item:
    """Name a key result with its objective too: two objectives may have one of the same name."""
    name = record.text("name")
    ref = f"{parent}/{name}" if parent else name
    return Item(
        ref=ref,
        tool=TOOL,
        where=record.where,
        names=frozenset(map(fold, (*record.words("id", "_id", "name"), ref))),
        kind=kind,
        title=name,
        progress=progress,
        words=MappingProxyType({"parent": (parent,) if parent else ()}),
    )


def _weighed(results: list[Record]) -> Decimal | None:
    total = Decimal(0)
    for each in results:
        rate, weight = each.number("rate"), each.number("weight")
        if rate is None or weight is None:
            return None
        total += rate * weight
    return tidy(total * 100) if results else None


def _progress(thing: Record) -> Decimal | None:
    """Take a progress; beyond 1 it is no fraction, and nobody knows whether it is percent."""
    progress = None if isinstance(thing.at("progress").data, dict) else _share(thing, "progress")
    if progress is None or progress <= _WHOLE:
        return progress
    where, said = thing.at("progress").where, thing.text("progress")
    thing.findings.append(report("DG771", where, field="progress", value=said))
    return None


def _share(record: Record, path: str) -> Decimal | None:
    """Turn a fraction, which is what PingCode writes, into percent."""
    number = record.number(path)
    return None if number is None else tidy(number * 100)


def _state(said: str) -> State | None:
    return next((state for state in STATES if fold(said) == state), None)
