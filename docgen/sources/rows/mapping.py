"""The mapping file: which table, which shared part, and what the columns mean."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, cast

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, Location, report
from docgen.sources.files import read_file
from docgen.sources.rows.kinds import Kind, kind_of_field
from docgen.sources.tables.csv_rows import is_encoding
from docgen.sources.team.model import LISTS, PERSON_SHARED, Given, Shared
from docgen.sources.team.paths import find_strange, split_path
from docgen.sources.team.places import spot_of
from docgen.sources.team.read_team import is_team, read_shared
from docgen.spec.fields import nearest
from docgen.spec.order import in_order
from docgen.spec.raw import Data, RawSpec
from docgen.spec.reader import read

__all__ = ["MAPPING_KEYS", "Column", "Mapping", "read_mapping"]

MAPPING_KEYS = (
    "rows", "sheet", "header", "encoding", "spec", "shared", "columns", "set", "required", "skip_empty",
)  # fmt: skip
_OF_ROWS = ("team", "goals", "drop")
"""What a column may say beside fields of a spec: the team, and lists of ids."""


@dataclass(frozen=True, slots=True)
class Column:
    """One meaning of a column; several columns may not have the same, but one may have several."""

    header: str
    path: FieldPath
    kind: Kind
    place: Location


@dataclass(frozen=True, slots=True)
class Mapping:
    """What a mapping file says; ``table`` is the path of the rows as it stands there."""

    path: str
    table: str
    shared: Shared
    columns: tuple[Column, ...]
    constants: tuple[Given, ...] = ()
    required: frozenset[str] = frozenset()
    sheet: str = ""
    header: int | None = None
    encoding: str = ""
    skip_empty: bool = True
    remarks: tuple[Diagnostic, ...] = ()
    places: dict[str, Location] = field(default_factory=dict)
    """Where the settings stand that a table may contradict."""

    @property
    def folder(self) -> Path:
        """The folder that paths in the file start from."""
        return Path(self.path).parent


def read_mapping(path: str) -> Mapping:
    """Read a mapping file and the shared part it names.

    Raises DocgenError: DG727 it is not written right, DG728 a column names an id that is not shared, or what
    is wrong with either file.
    """
    raw = read(read_file(path), path)
    found = [*raw.faults, *_judge(raw)]
    if found:
        raise DocgenError(in_order(found))
    base, shared = _shared(raw, path)
    reading = _Reading(raw, shared)
    columns = tuple(reading.columns())
    constants = tuple(reading.constants())
    required = frozenset(reading.required(columns))
    if reading.found:
        raise DocgenError(in_order(reading.found))
    data = cast("dict[str, Any]", raw.data)
    return Mapping(
        path,
        data.get("rows") or "",
        shared,
        columns,
        constants,
        required,
        data.get("sheet") or "",
        data.get("header"),
        data.get("encoding") or "",
        data.get("skip_empty") is not False,
        (*raw.remarks, *(base.remarks if base else ())),
        {key: raw.locate((key,)) for key in ("rows", "sheet", "header") if data.get(key) is not None},
    )


def _judge(raw: RawSpec) -> Iterator[Diagnostic]:
    """Find what is wrong with the outline of the file."""
    for key in raw.data:
        if key not in MAPPING_KEYS:
            where = raw.locate((key,), key=True)
            yield report("DG727", where, key=key, near=nearest(key, MAPPING_KEYS), known=MAPPING_KEYS)
    for key in ("rows", "sheet", "encoding", "spec"):
        if not isinstance(raw.data.get(key), str | None):
            yield _expect(raw, (key,), "一段文字", "a text")
    yield from _judge_values(raw)
    columns, has_base = raw.data.get("columns"), raw.data.get("spec") is not None
    if not isinstance(columns, dict) or not columns:
        yield _expect(
            raw,
            ("columns",),
            "列名与字段，如 {姓名: person.name}",
            "headers with fields, such as {Name: person.name}",
        )
    if has_base == (raw.data.get("shared") is not None):
        yield _expect(
            raw,
            ("spec",) if has_base else (),
            "spec（一份目标书）或 shared（公共部分）之一",
            "either spec (a spec file) or shared (the shared part)",
        )
    elif not has_base and not isinstance(raw.data["shared"], dict):
        yield _expect(raw, ("shared",), "一组“键: 值”", "a group of keys and values")


def _judge_values(raw: RawSpec) -> Iterator[Diagnostic]:
    header, encoding, skip = (raw.data.get(key) for key in ("header", "encoding", "skip_empty"))
    if header is not None and (isinstance(header, bool) or not isinstance(header, int) or header < 1):
        yield _expect(
            raw, ("header",), "列名所在的行号，如 1", "the number of the row with the headers, such as 1"
        )
    if isinstance(encoding, str) and not is_encoding(encoding):
        yield _expect(
            raw,
            ("encoding",),
            "编码名称，如 utf-8、gb18030 或 big5",
            "the name of an encoding, such as utf-8, gb18030 or big5",
        )
    if not isinstance(skip, bool | None):
        yield _expect(raw, ("skip_empty",), "true 或 false", "true or false")


def _shared(raw: RawSpec, path: str) -> tuple[RawSpec | None, Shared]:
    """Return the shared part: the one in the file, a spec beside it, or that of a team file."""
    if raw.data.get("shared") is not None:
        return None, _without_person(read_shared(raw, ("shared",)))
    name = str(raw.data["spec"])
    inside = _beside(path, name)
    if inside is None:
        raise DocgenError(
            [_expect(raw, ("spec",), "同一文件夹或下级文件夹里的文件", "a file in this folder or below it")]
        )
    content = read_file(inside)
    base = read(content, inside)
    if base.faults:
        raise DocgenError(base.faults)
    return base, _without_person(read_shared(base, ("shared",) if is_team(content) else ()))


def _without_person(shared: Shared) -> Shared:
    """Keep of a person only what people share: a base that was somebody's spec must give nothing of theirs away."""
    person = shared.data.get("person")
    if not isinstance(person, dict):
        return shared
    kept = {key: value for key, value in person.items() if key in PERSON_SHARED}
    return Shared({**shared.data, "person": kept}, shared.spot)


def _beside(path: str, name: str) -> str | None:
    """Return the path of a file beside another or below it, None for any other."""
    folder = Path(path).parent
    try:
        return str(folder / name) if (folder / name).resolve().is_relative_to(folder.resolve()) else None
    except (OSError, RuntimeError, ValueError):
        return None


def _expect(raw: RawSpec, path: FieldPath, zh: str, en: str) -> Diagnostic:
    return report("DG727", raw.locate(path, key=True), expected_zh=zh, expected_en=en)


@dataclass(slots=True)
class _Reading:
    """Reads what columns and constants mean."""

    raw: RawSpec
    shared: Shared
    found: list[Diagnostic] = field(default_factory=list)

    def columns(self) -> Iterator[Column]:
        seen: dict[FieldPath, str] = {}
        for header, said in cast("dict[str, Data]", self.raw.data["columns"]).items():
            where = self.raw.locate(("columns", header))
            for dotted in said if isinstance(said, list) else [said]:
                column = self._column(header, dotted, where)
                if column is None:
                    continue
                if column.path in seen:
                    self.found.append(
                        report("DG735", where, headers=(seen[column.path], header), field=str(dotted))
                    )
                seen[column.path] = header
                yield column

    def _column(self, header: str, dotted: Data, where: Location) -> Column | None:
        if not isinstance(dotted, str) or not dotted.strip():
            self.found.append(
                report(
                    "DG727",
                    where,
                    expected_zh="字段路径，如 person.name",
                    expected_en="a path such as person.name",
                )
            )
            return None
        if dotted in _OF_ROWS:
            return Column(header, (dotted,), "text" if dotted == "team" else "list", where)
        path = split_path(dotted.strip(), self.shared.parts)
        if not self._is_known(path, where):
            return None
        kind = kind_of_field(path)
        if kind == "group":
            self.found.append(
                report(
                    "DG727",
                    where,
                    expected_zh="能放进一格的字段",
                    expected_en="a field that one cell can hold",
                )
            )
            return None
        return Column(header, path, kind, where)

    def _is_known(self, path: FieldPath, where: Location) -> bool:
        """Report ids that are not shared and fields that no spec has."""
        if path[0] in LISTS and len(path) > 1:
            known = tuple(self.shared.by_id(str(path[0])))
            if path[1] not in known:
                name = str(path[1])
                self.found.append(
                    report("DG728", where, id=name, near=nearest(name, known), known=known[:12] or None)
                )
                return False
            if path[0] == "kpis" and path[2:] == ("share",):
                return True
        strange = find_strange(path, self.shared.data)
        if strange is not None:
            key, near, known = strange
            extra = _OF_ROWS if len(path) == 1 else ()
            self.found.append(report("DG727", where, key=key, near=near, known=(*extra, *known[:20]) or None))
        return strange is None

    def constants(self) -> Iterator[Given]:
        said, whole = self.raw.data.get("set"), spot_of(self.raw)
        if said is not None and not isinstance(said, dict):
            self.found.append(
                _expect(
                    self.raw,
                    ("set",),
                    "字段与值，如 {document.version: V1.0}",
                    "fields with values, such as {document.version: V1.0}",
                )
            )
        for dotted, value in said.items() if isinstance(said, dict) else ():
            path = split_path(dotted, self.shared.parts)
            if self._is_known(path, self.raw.locate(("set", dotted), key=True)):
                yield Given(path, value, whole.below("set", dotted))

    def required(self, columns: tuple[Column, ...]) -> Iterator[str]:
        said = self.raw.data.get("required")
        if said is not None and not isinstance(said, list):
            self.found.append(
                _expect(
                    self.raw,
                    ("required",),
                    "列名的列表，如 [姓名, 工号]",
                    "a list of headers, such as [Name, ID]",
                )
            )
        headers = tuple(dict.fromkeys(each.header for each in columns))
        for number, name in enumerate(said if isinstance(said, list) else ()):
            if name in headers:
                yield str(name)
            else:
                where = self.raw.locate(("required", number))
                self.found.append(
                    report(
                        "DG727", where, key=str(name), near=nearest(str(name), headers), known=headers[:20]
                    )
                )
