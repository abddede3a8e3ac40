"""From specs that exist to the rows of a workbook: everything is carried over, in the fewest rows."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import Any, cast

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, report
from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.sources.contract import Entry, Source
from docgen.sources.workbook.choices import LISTS, QUADRANTS, scoring_of
from docgen.sources.workbook.layout import TEAM, Sheet
from docgen.sources.workbook.sheets import (
    COMMUNICATION,
    GOALS,
    KPIS,
    MILESTONES,
    MORE,
    OVERVIEW,
    PEOPLE,
    STRATEGY,
    SWOT,
    TRACKING,
    TRAJECTORY,
)
from docgen.spec.raw import Data, RawSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.workbook.blank import MAX_PEOPLE
from docgen.workbook.content import Content, Row, label_of
from docgen.workbook.extras import is_too_long, tell_loss, write_extra
from docgen.workbook.layers import layer
from docgen.workbook.spread import Crowd, spread
from docgen.workbook.values import fits

__all__ = ["carry_over"]

_RECORDS = (STRATEGY, GOALS, KPIS, MILESTONES)
_LISTED = (COMMUNICATION, TRACKING)
_GROUPS = frozenset(
    {"document", "organization", "person", "period", "product", "market", "team", "swot", "tracking", "evaluation",
     "custom"}
)  # fmt: skip
"""Parts of a spec that are written field by field where they have no column."""


def carry_over(source: Source, language: str | None) -> Content:
    """Return the content of a workbook with everybody of a source; without ``language``, that of most of them.

    Raises DocgenError: what is wrong with the specs, DG748 there are too many people.
    """
    specs = _read_all(source)
    taken = [_take(entry, raw.data) for entry, raw in specs]
    crowd = Crowd(tuple(each.label for each in taken), _teams(taken))
    overview, uneven = _split_form([each.form for each in taken])
    for each in taken:
        each.more += [(path, each.form[path]) for path in uneven if path in each.form]
    rows: dict[str, Sequence[Row]] = {PEOPLE.key: [each.person for each in taken]}
    goals = [frozenset(row.get(("id",)) for row in each.rows[GOALS.key]) for each in taken]
    for sheet in _RECORDS:
        rows[sheet.key] = layer([each.rows[sheet.key] for each in taken], crowd, goals)
    for sheet in (TRAJECTORY, SWOT, *_LISTED):
        rows[sheet.key] = spread([each.rows[sheet.key] for each in taken], crowd)
    extras = [[write_extra(path, value) for path, value in each.more] for each in taken]
    more = spread(extras, crowd)
    rows[MORE.key] = [row for row in more if not is_too_long(row)]
    findings = tuple(tell_loss(row) for row in more if is_too_long(row))
    spoken = Counter(str(_inner(raw.data, ("document", "language")) or "zh") for _, raw in specs)
    most = language or max(sorted(spoken, reverse=True), key=lambda each: spoken[each])
    return Content(most, overview, rows, len(taken), findings)


def _read_all(source: Source) -> list[tuple[Entry, RawSpec]]:
    """Read every spec; all mistakes are told at once."""
    entries = list(islice(source.entries(), MAX_PEOPLE + 1))
    if len(entries) > MAX_PEOPLE:
        count = MAX_PEOPLE + 1 + sum(1 for _ in islice(source.entries(), MAX_PEOPLE + 1, None))
        raise DocgenError([report("DG748", count=count, limit=MAX_PEOPLE)])
    found: list[Diagnostic] = []
    specs = []
    for entry in entries:
        try:
            given = source.read(entry)
            raw = read(given, entry.name) if isinstance(given, bytes) else given
            validate(fill(raw, built_in()))
            specs.append((entry, raw))
        except DocgenError as failure:
            told = (each.about(entry.name) for each in failure.diagnostics)
            found += (each for each in told if each not in found)
    if found:
        raise DocgenError(found)
    return specs


@dataclass(slots=True)
class _Taken:
    """One spec, sorted into sheets; ``more`` is what has no column."""

    label: str
    person: dict[FieldPath, Data]
    form: dict[FieldPath, Data] = field(default_factory=dict)
    rows: dict[str, list[Row]] = field(default_factory=dict)
    more: list[tuple[FieldPath, Data]] = field(default_factory=list)


def _teams(taken: Sequence[_Taken]) -> dict[str, frozenset[int]]:
    """Return the people of each team and department."""
    teams: dict[str, set[int]] = {}
    for number, each in enumerate(taken):
        for path in (TEAM, ("person", "department")):
            if isinstance(name := each.person.get(path), str):
                teams.setdefault(name, set()).add(number)
    labels = {each.label for each in taken} | {str(each.person.get(("person", "name"))) for each in taken}
    return {name: frozenset(members) for name, members in teams.items() if name not in labels}


def _take(entry: Entry, data: Mapping[str, Data]) -> _Taken:
    rest = cast("dict[str, Any]", _copy(data))
    rest.pop("schema", None)
    person = _take_columns(PEOPLE, rest)
    if entry.team:
        person[TEAM] = entry.team
    said = person.get(("person", "name"))
    name = next(iter(said.values())) if isinstance(said, dict) else said
    taken = _Taken(label_of(" ".join(str(name).split()), str(person.get(("person", "id")) or "")), person)
    taken.form = _take_columns(OVERVIEW, rest)
    _leave_owner(rest, said)
    for sheet in _RECORDS:
        taken.rows[sheet.key] = []
    points: list[Row] = []
    for sheet in _RECORDS:
        for record in rest.pop(str(sheet.section[0]), None) or ():
            points += _take_points(record) if sheet is KPIS else ()
            taken.rows[sheet.key].append(_take_record(sheet, record, taken))
    taken.rows[TRAJECTORY.key] = points
    taken.rows[SWOT.key] = list(_take_swot(rest))
    for sheet in _LISTED:
        taken.rows[sheet.key] = _take_list(sheet, rest)
    taken.more += _flatten(rest)
    return taken


def _copy(value: Data | Mapping[str, Data]) -> Any:
    if isinstance(value, Mapping):
        return {key: _copy(each) for key, each in value.items() if each is not None}
    return [_copy(each) for each in value] if isinstance(value, list) else value


def _take_columns(sheet: Sheet, rest: dict[str, Any]) -> dict[FieldPath, Data]:
    """Take out of a record what the columns of a sheet can hold."""
    found: dict[FieldPath, Data] = {}
    for each in sheet.fields:
        value = _inner(rest, each.path)
        if value is not None and fits(each, value):
            found[each.path] = value
            _remove(rest, each.path)
    return found


def _leave_owner(rest: Mapping[str, Any], name: Data) -> None:
    """Leave out that people own their goals: a blank cell means just that."""
    for goal in rest.get("goals") or ():
        if goal.get("owner") == name:
            del goal["owner"]


def _take_record(sheet: Sheet, record: dict[str, Any], taken: _Taken) -> Row:
    rule = scoring_of(record) if sheet is KPIS else None
    if rule and rule != "other":
        del record["scoring"]
    other = record.pop("scoring", None) if rule == "other" else None
    row = _take_columns(sheet, record)
    if rule:
        row["scoring",] = LISTS["@scoring"][rule].zh
    base = (*sheet.section, str(row.get(("id",), "")))
    left = {**record, **({"scoring": other} if other is not None else {})}
    taken.more += [((*base, key), value) for key, value in left.items()]
    return row


def _take_points(record: dict[str, Any]) -> list[Row]:
    """Take the path to the target of a KPI, unless a point of it needs more than a row has."""
    rows: list[Row] = []
    for point in record.get("trajectory") or ():
        left = dict(point)
        rows.append({("@kpi",): record.get("id"), **_take_columns(TRAJECTORY, left)})
        if left:
            return []
    record.pop("trajectory", None)
    return rows


def _take_swot(rest: dict[str, Any]) -> Iterator[Row]:
    swot = rest.get("swot") or {}
    for quadrant in QUADRANTS:
        for row in _take_rows(SWOT, swot, quadrant):
            yield {("@quadrant",): quadrant, **row}
    strategies = swot.get("strategies") or []
    if all(isinstance(each.get("text"), str) for each in strategies):
        swot.pop("strategies", None)
        for each in strategies:
            yield {("@quadrant",): each["kind"], ("text",): each["text"]}


def _take_list(sheet: Sheet, rest: dict[str, Any]) -> list[Row]:
    parent: Any = rest
    for step in sheet.section[:-1]:
        parent = parent.get(step) or {}
    return _take_rows(sheet, parent, str(sheet.section[-1]))


def _take_rows(sheet: Sheet, parent: dict[str, Any], key: str) -> list[Row]:
    """Take a list that has no ids, unless an entry needs more than a row has."""
    listed = _copy(parent.get(key) or [])
    rows: list[Row] = [_take_columns(sheet, each) for each in listed]
    if any(listed):
        return []
    parent.pop(key, None)
    return rows


def _flatten(rest: Mapping[str, Any]) -> Iterator[tuple[FieldPath, Data]]:
    for key, value in rest.items():
        if key in _GROUPS and isinstance(value, dict):
            yield from (((key, inner), each) for inner, each in value.items())
        elif value not in ({}, []):
            yield (key,), value


def _inner(data: Any, path: FieldPath) -> Data:
    for step in path:
        data = data.get(step) if isinstance(data, dict) else None
    return cast("Data", data)


def _remove(data: dict[str, Any], path: FieldPath) -> None:
    """Remove a value, and what is empty then."""
    if len(path) > 1:
        _remove(data[str(path[0])], path[1:])
    if len(path) == 1 or not data[str(path[0])]:
        del data[str(path[0])]


def _split_form(forms: Sequence[Mapping[FieldPath, Data]]) -> tuple[Row, list[FieldPath]]:
    """Return what is the same for everybody, and the fields that are not."""
    same: dict[FieldPath, Data] = {}
    uneven: list[FieldPath] = []
    for path in dict.fromkeys(path for form in forms for path in form):
        values = [form.get(path) for form in forms]
        if all(value == values[0] for value in values):
            same[path] = values[0]
        else:
            uneven.append(path)
    return same, uneven
