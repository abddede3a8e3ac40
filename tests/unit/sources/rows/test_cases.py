"""Rosters: what each row becomes, and what is wrong with which cell."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import yaml

from docgen.sources.opening import open_source
from tests.support.people import find, value_at

FOLDER = Path(__file__).parents[3] / "cases" / "rows"
CASES = sorted(FOLDER.glob("*.yaml"))
BASE = FOLDER.parent / "team" / "shared.part"


def write_book(case, path):
    book = openpyxl.Workbook()
    for row, cells in enumerate(case["cells"], 1):
        for column, said in enumerate(cells, 1):
            cell = book.active.cell(row, column, said["v"] if isinstance(said, dict) else said)
            if isinstance(said, dict):
                cell.number_format = said["format"]
    for area in case.get("merged", ()):
        book.active.merge_cells(area)
    for row in case.get("hidden", ()):
        book.active.row_dimensions[row].hidden = True
    book.save(path)


def write_roster(case, folder):
    (folder / "base.yaml").write_text("schema: 1\n" + BASE.read_text(encoding="utf-8"), encoding="utf-8")
    (folder / "people.map.yaml").write_text(case["mapping"], encoding="utf-8")
    if "cells" in case:
        write_book(case, folder / "people.xlsx")
        return folder / "people.xlsx"
    (folder / "people.csv").write_text(case["csv"], encoding="utf-8")
    return folder / "people.csv"


def same(value, expected):
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return Decimal(value) == Decimal(str(expected))
    return value == (str(expected) if isinstance(value, str) else expected)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_makes_of_a_roster_what_the_case_says(path, tmp_path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    table = write_roster(case, tmp_path)
    specs, found = find(open_source([str(table)]))
    assert found == {str(name): each for name, each in case.get("found", {}).items()}
    for name, values in case.get("expect", {}).items():
        for dotted, expected in values.items():
            value = value_at(specs[str(name)].data, dotted)
            assert same(value, expected), (name, dotted, value)
