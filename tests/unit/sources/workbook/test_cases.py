"""Workbooks as they come back: what is read, and what is said with sheet and cell."""

import re
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from docgen.diagnostics import DocgenError
from docgen.diagnostics.sentences import say
from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.sources.workbook import GoalWorkbook
from docgen.spec.validate import validate
from tests.support.workbooks import BASE, hand_in

CASES = sorted((Path(__file__).parents[3].parent / "tests" / "cases" / "workbook").glob("*.yaml"))


def found_in(book):
    """Everything that is said, of the whole and of every person, by code, with the cells."""
    findings = [*book.faults, *book.remarks]
    for entry in book.everybody() if not book.faults else ():
        raw = book.read(entry)
        try:
            validate(fill(raw, built_in()))
        except DocgenError as failure:
            findings += failure.diagnostics
    told = {}
    for each in findings:
        assert each.where.file == book.path
        assert not re.search(r"\{\w+\}", say(each, "zh").reason + say(each, "en").reason)
        told.setdefault(each.code, set()).add(each.where.cell or "")
    return {code: sorted(cells) for code, cells in told.items()}


def value_at(data, path):
    for step in path.split("."):
        data = data[int(step)] if isinstance(data, list) else data[step]
    return data


def plain(value):
    """Figures as texts, so that 2 and 2.0 are told apart."""
    if isinstance(value, dict):
        return {key: plain(each) for key, each in value.items()}
    if isinstance(value, list):
        return [plain(each) for each in value]
    return str(value) if isinstance(value, int | Decimal) and not isinstance(value, bool) else value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_reads_what_is_meant_and_names_the_cell_of_what_is_not(path, tmp_path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    base = {**BASE}
    for title, rows in case.get("base", {}).items():
        base[title] = [*BASE.get(title, ()), *({k: str(v) if hasattr(v, "isoformat") else v for k, v in row.items()} for row in rows)]  # fmt: skip
    file = tmp_path / "book.xlsx"
    file.write_bytes(hand_in(case["changes"], base))
    book = GoalWorkbook(str(file))
    assert found_in(book) == case["expect"]
    if "data" in case:
        entry = next(each for each in book.everybody() if each.id == case.get("person", each.id))
        data = book.read(entry).data
        read = {where: plain(value_at(data, where)) for where in case["data"]}
        assert read == {where: plain(value) for where, value in case["data"].items()}
