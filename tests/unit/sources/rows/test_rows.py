"""What a roster must not do: give somebody's data to others, leave its folder, mix up columns, grow."""

import pickle
import tracemalloc

import pytest

from docgen.diagnostics import DocgenError
from docgen.sources.opening import open_source
from docgen.sources.rows.person import Packed
from tests.support.company import make_company
from tests.support.people import place

BASE = """schema: 1
document: {title: 目标书}
organization: {name: 某公司}
person: {name: 林知遥, id: LY-2217, position: 产品经理, grade: P7, department: 产品部, manager: {name: 顾明川}}
period: {start: 2027-01-01, end: 2027-12-31}
goals: [{id: G1, weight: 100, title: 增长, outcome: 完成, due: 2027-12-31, owner: 本人}]
"""
MAPPING = "rows: people.csv\nspec: base.yaml\ncolumns: {姓名: person.name, 工号: person.id, 部门: team}\n"


def write(folder, table, mapping=MAPPING):
    (folder / "base.yaml").write_text(BASE, encoding="utf-8")
    (folder / "people.map.yaml").write_text(mapping, encoding="utf-8")
    (folder / "people.csv").write_text(table, encoding="utf-8")
    return open_source([str(folder / "people.map.yaml")])


def test_it_gives_nothing_of_the_person_of_a_base_away(tmp_path):
    source = write(tmp_path, "姓名,工号,部门\n周以宁,E1,东区\n")
    (entry,) = source.entries()
    raw = source.read(entry)
    assert raw.data["person"] == {
        "department": "产品部", "manager": {"name": "顾明川"}, "name": "周以宁", "id": "E1",
    }  # fmt: skip
    told = pickle.dumps(raw).decode("utf-8", "ignore") + str(source.shared("东区").data)
    assert not any(word in told for word in ("LY-2217", "P7", "产品经理"))
    assert (entry.id, entry.name, entry.team, entry.stem) == ("E1", "周以宁 (E1)", "东区", "E1_周以宁")


def test_it_places_values_in_the_row_and_in_the_base(tmp_path):
    source = write(tmp_path, "姓名,工号,部门\n\n周以宁,E1,东区\n")
    (entry,) = source.entries()
    raw = source.read(entry)
    name, owner = raw.locate(("person", "name")), raw.locate(("goals", 0, "owner"))
    assert (name.file, name.line, name.excerpt) == (str(tmp_path / "people.csv"), 3, "姓名: 周以宁")
    assert (owner.file, owner.line) == (str(tmp_path / "base.yaml"), 6)


def test_it_keeps_cells_apart_whatever_they_hold(tmp_path):
    source = write(tmp_path, '姓名,工号,部门\n"周\x1ft以宁",E1,../../x\n=cmd(),"E\n2",<b>\n')
    first, second = source.entries()
    assert (first.id, first.team) == ("E1", "../../x")
    assert "\x1f" not in source.read(first).data["person"]["name"]
    assert (second.id, second.name) == ("E 2", "=cmd() (E 2)")


@pytest.mark.parametrize("table", ["../people.csv", "/etc/hostname", "x\0"])
def test_it_reads_no_table_outside_of_its_folder(tmp_path, table):
    source = write(tmp_path, "姓名\n甲\n", MAPPING.replace("people.csv", f'"{table}"'.replace("\0", "\\0")))
    with pytest.raises(DocgenError) as failure:
        list(source.entries())
    assert {each.code for each in failure.value.diagnostics} <= {"DG727", "DG105"}


def test_it_finds_twins_after_thousands_of_rows(tmp_path):
    rows = "".join(f"人{number},E{number},a\n" for number in range(3000))
    source = write(tmp_path, f"姓名,工号,部门\n{rows}人,E7,a\n")
    listed = []
    with pytest.raises(DocgenError) as failure:
        listed.extend(source.entries())
    assert [place(each) for each in failure.value.diagnostics] == ["DG733 3002"]
    assert failure.value.diagnostics[0].facts["line"] == 9


def test_it_holds_little_of_a_row_that_waits(tmp_path):
    source = open_source([str(make_company(tmp_path, 3000, "rows"))])
    tracemalloc.start()
    entries = list(source.entries())
    size = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    assert all(type(entry.origin) is Packed for entry in entries)
    assert size / len(entries) < 2500
