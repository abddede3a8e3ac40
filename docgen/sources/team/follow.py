"""What must go along when goals, KPIs and milestones are taken out of a spec: whatever speaks of them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Any

from docgen.sources.team.entries import Entries, Item
from docgen.sources.team.model import Shared
from docgen.spec.raw import Data

__all__ = ["follow"]

_REFERRING = (("contingencies", "milestone"), ("waivers", "ref"), ("changes", "ref"))


def follow(
    data: dict[str, Data], lists: dict[str, Entries], shared: Shared, removed: Collection[str]
) -> None:
    """Take out of ``data`` and ``lists`` what refers to removed ids: entries whole, links between milestones alone."""
    _unlink(lists, removed)
    for part, key in _REFERRING:
        entries = lists.get(part) or Entries(shared, part)
        kept = [each for each in entries.items if each.text(key) not in removed]
        if len(kept) < len(entries.items):
            entries.keep(kept)
            lists[part] = entries
    evaluation = data.get("evaluation")
    if isinstance(evaluation, dict):
        data["evaluation"] = _without(evaluation, (("actuals", "kpi"),), removed)
    checkins = data.get("checkins")
    if isinstance(checkins, list):
        keys = (("actuals", "kpi"), ("milestones", "milestone"))
        data["checkins"] = [_without(each, keys, removed) for each in checkins]


def _unlink(lists: Mapping[str, Entries], removed: Collection[str]) -> None:
    """Let milestones wait for none, and belong to none, that is gone."""
    entries = lists.get("milestones")
    for item in entries.items if entries else ():
        if not isinstance(item.data, dict):
            continue
        if item.text("parent") in removed:
            item.data = {key: value for key, value in item.data.items() if key != "parent"}
        _unlink_waits(item, removed)


def _unlink_waits(item: Item, removed: Collection[str]) -> None:
    waits = item.data.get("depends_on") if isinstance(item.data, dict) else None
    if (
        isinstance(item.data, dict)
        and isinstance(waits, list)
        and any(_is_in(each, removed) for each in waits)
    ):
        item.data = {**item.data, "depends_on": [each for each in waits if not _is_in(each, removed)]}


def _without(owner: Any, keys: tuple[tuple[str, str], ...], removed: Collection[str]) -> Any:
    """Leave out entries of lists that refer to what is gone; the same value comes back when there are none."""
    if not isinstance(owner, dict):
        return owner
    for part, key in keys:
        listed = owner.get(part)
        if not isinstance(listed, list):
            continue
        kept = [each for each in listed if not isinstance(each, dict) or not _is_in(each.get(key), removed)]
        if len(kept) < len(listed):
            owner = {**owner, part: kept}
    return owner


def _is_in(value: Any, removed: Collection[str]) -> bool:
    """Tell whether a value names what is gone; whatever is no id names nothing, and is found by the reader."""
    return isinstance(value, str) and value in removed
