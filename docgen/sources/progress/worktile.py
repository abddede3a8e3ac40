"""Saved pages of Worktile: tasks in the two forms that its open interface is known to give."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from types import MappingProxyType

from docgen.i18n.fold import fold
from docgen.sources.progress.model import STATES, Item, State
from docgen.sources.progress.record import Record

__all__ = ["TOOL", "is_page_of_worktile", "read_worktile"]

TOOL = "worktile"

_FINISHED = "3"
"""The type of a finished state: seen in the field, not documented."""


def is_page_of_worktile(page: Record) -> bool:
    """Tell by the keys of a page."""
    return any(
        part.has("items", "has_more")
        or part.has("items", "total")
        or part.has("value", "references")
        or _is_task(part)
        for part in (page, page.at("data"))
    ) or any(_is_task(each) for part in (page, page.at("data")) for each in part.items("value"))


def read_worktile(page: Record) -> Iterator[Item]:
    """Yield the tasks of a page, whichever of the two forms it has."""
    body = page.at("data") if page.has("data") else page
    people = {
        each.text("uid", "_id", "id"): each.text("display_name", "name")
        for each in body.items("references.users")
    }
    for name in ("items", "value"):
        if body.has(name):
            body.insist_on_list(name)
    tasks = [*body.items("items"), *body.items("value")] or ([body] if _is_task(body) else [])
    yield from (_task(task, people) for task in tasks if isinstance(task.data, dict))


def _is_task(part: Record) -> bool:
    return part.has("_id") and (part.has("task_state") or part.has("properties") or part.has("state_type"))


def _task(task: Record, people: dict[str, str]) -> Item:
    assignee = task.text(
        "properties.assignee.value", "properties.assignee", "properties.assignee.display_name"
    )
    return Item(
        ref=task.text("identifier", "_id"),
        tool=TOOL,
        where=task.where,
        names=frozenset(map(fold, task.words("identifier", "whole_identifier", "_id"))),
        kind=task.text("task_type.name", "task_type"),
        title=task.text("title"),
        status=task.text("task_state.name"),
        state=_state(task),
        planned_start=_date(task, "start"),
        planned_end=_date(task, "due"),
        completed=task.day("completed_at"),
        assignee=people.get(assignee, assignee),
        words=MappingProxyType(_words(task)),
    )


def _words(task: Record) -> dict[str, tuple[str, ...]]:
    tags = tuple(word for each in task.items("properties.tag") for word in each.words("name"))
    return {
        "project": task.words("project.name", "project_id", "project.identifier"),
        "parent": task.words("parent_id"),
        "priority": task.words("properties.priority.name", "properties.priority"),
        "tag": tags or task.words("properties.tag"),
    }


def _date(task: Record, name: str) -> datetime.date | None:
    return task.day(f"properties.{name}.date") or task.day(f"properties.{name}.value.date")


def _state(task: Record) -> State | None:
    kind = task.text("task_state.type", "state_type")
    if kind == _FINISHED:
        return "completed"
    return next((state for state in STATES if kind == state), None)
