"""Rosters: what each row becomes, and what is wrong with which cell."""

from decimal import Decimal
from pathlib import Path

import openpyxl
import pytest
import yaml

from docgen.diagnostics import DocgenError
from docgen.sources.opening import open_source
from tests.support.people import found_in, place, value_at

FOLDER = Path(__file__).parents[3] / "cases" / "rows"
CASES = sorted(FOLDER.glob("*.yaml"))
BASE = FOLDER.parent / "team" / "shared.part"
WEIGHTS = {"DG203", "DG204"}


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


def find(source):
    """Return the specs by the ids of people, and all that is wrong, by person."""
    specs, found = {}, {}
    try:
        for entry in source.entries():
            specs[entry.id] = source.read(entry)
    except DocgenError as failure:
        return {}, {"source": [place(each) for each in failure.diagnostics]}
    if remarks := [place(each) for each in source.remarks]:
        found["remarks"] = remarks
    for name, raw in specs.items():
        wrong = [each for each in found_in(raw) if each.split()[0] not in WEIGHTS]
        if wrong:
            found[name] = wrong
    return specs, found


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
