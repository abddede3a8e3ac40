"""From what somebody wrote on the command line to the source that is meant."""

from __future__ import annotations

import os
from collections.abc import Sequence
from pathlib import Path

from docgen.diagnostics import DocgenError, Location, report
from docgen.sources.contract import Source
from docgen.sources.files import Files, read_file
from docgen.sources.folder import SUFFIXES, Folder, Pattern, is_mapping, is_team_file

__all__ = ["open_source"]

_WILD = frozenset("*?[")
_TABLES = (".csv", ".tsv", ".txt", ".xlsx", ".xlsm")
_BOOKS = (".xlsx", ".xlsm")
_HEAD = 65_536
_MAX_BOOK = 64 << 20


def open_source(paths: Sequence[str], mapping: str | None = None, encoding: str | None = None) -> Source:
    """Return the source that is meant by some paths; it is read when its entries are listed.

    A folder; patterns or spec files; a team file; a mapping; a roster with its mapping, which is named or lies
    beside it; a goal workbook. Raises DocgenError: DG725 it is none of these, DG71x it cannot be read.
    """
    if mapping is None and len(paths) > 1:
        return _open_several(paths)
    if len(paths) != 1:
        raise _no_source(paths[0] if paths else "", "several")
    (path,) = paths
    if mapping is not None and mapping.lower().endswith(_TABLES):
        raise _no_source(mapping, "table")
    if is_mapping(path) and mapping is not None:
        raise _no_source(path, "two_mappings")
    if is_mapping(path):
        return _open_rows(path, None, encoding)
    if path.lower().endswith(_TABLES):
        return _open_table(path, mapping, encoding)
    if mapping is not None:
        raise _no_source(path, "mapping")
    return _open_specs(path)


def _open_several(paths: Sequence[str]) -> Source:
    wrong = [
        path
        for path in paths
        if is_mapping(path) or not path.lower().endswith(SUFFIXES) or _is_wild(path) or is_team_file(path)
    ]
    if wrong:
        raise _no_source(wrong[0], "several")
    return Files(paths)


def _open_specs(path: str) -> Source:
    if os.path.isdir(path):  # noqa: PTH112 - a text for people
        return Folder(path)
    if _is_wild(path) and not os.path.lexists(path):
        return Pattern(path)
    if not path.lower().endswith(SUFFIXES):
        read_file(path, 1)  # a file that is not there is the mistake
        raise _no_source(path, "kind")
    from docgen.sources.team.read_team import is_team  # noqa: PLC0415 - one of many kinds
    from docgen.sources.team.source import TeamFile  # noqa: PLC0415

    return TeamFile(path) if is_team(read_file(path, _HEAD)) else Files([path])


def _open_table(path: str, mapping: str | None, encoding: str | None) -> Source:
    is_book = path.lower().endswith(_BOOKS)
    if is_book and mapping is None:
        from docgen.sources.workbook import GoalWorkbook, is_goal_workbook  # noqa: PLC0415 - one of many kinds

        if is_goal_workbook(read_file(path, _MAX_BOOK)):
            return GoalWorkbook(path)
    stem = path.rpartition(".")[0]
    beside = next((each for each in (f"{stem}.map.yaml", f"{stem}.map.yml") if Path(each).is_file()), None)
    if mapping is None and beside is None:
        read_file(path, 1)
        raise _no_source(path, "no_mapping", name_of_mapping=f"{Path(stem).name}.map.yaml")
    return _open_rows(mapping or beside or "", path, encoding)


def _open_rows(mapping: str, table: str | None, encoding: str | None) -> Source:
    from docgen.sources.rows.source import Rows  # noqa: PLC0415 - one of many kinds

    return Rows(mapping, table, encoding)


def _is_wild(path: str) -> bool:
    return bool(_WILD & set(path))


_WHY = {
    "several": (
        "几个来源不能一起用，只有目标书文件可以写多份。",
        "Several sources cannot be used together; only spec files may be many.",
    ),
    "mapping": (
        "对应文件只用于 CSV 或 Excel 花名册。",
        "A mapping belongs to a CSV or Excel roster.",
    ),
    "table": (
        "--map 后面应当是对应文件（*.map.yaml），这却是一份表格；表格直接写在命令里。",
        "After --map comes a mapping (*.map.yaml), and this is a table; name the table itself as the source.",
    ),
    "two_mappings": (
        "它是对应文件，又用 --map 写了一份；前面请写表格，或者去掉 --map。",
        "It is a mapping, and --map names another; name the table in its place, or leave --map out.",
    ),
    "kind": ("不认识这种文件。", "This kind of file is not known."),
    "no_mapping": (
        "这是一份表格，但旁边没有对应文件 {}，也没有用 --map 指定。",
        "This is a table, but there is no mapping {} beside it, and none was named with --map.",
    ),
}


def _no_source(path: str, reason: str, name_of_mapping: str = "") -> DocgenError:
    zh, en = (said.format(name_of_mapping) for said in _WHY[reason])
    return DocgenError([report("DG725", Location(file=path or None), name=path, why_zh=zh, why_en=en)])
