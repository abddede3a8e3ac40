"""The guide to fields: whatever it offers to paste must be right, in both languages."""

import re
import zipfile
from io import BytesIO
from pathlib import Path

import openpyxl
import pytest

from docgen.checkup.guide import Row, Spelled, make_guide
from docgen.checkup.guide_sheet import make_sheet
from docgen.delivery import save
from docgen.packs.load import load_pack
from docgen.packs.sandbox import SourceLoader
from docgen.render.environment import document_environment
from docgen.render.fields import check_fields, find_fields, known_of
from docgen.view.catalogue import Kind, catalogue

PACK = Path(__file__).parents[2] / "cases" / "packs" / "names-chinese"
LOOP = re.compile(r"\{% for (\S+) in (\S+) %\}")


@pytest.fixture(scope="module")
def pack():
    return load_pack(str(PACK))


@pytest.fixture(scope="module")
def guide(pack):
    return make_guide(pack, "zh")


def spelled(told, language):
    return getattr(told, language)


def loops_to(group, guide, language):
    """Open every loop that leads to a group, the outermost first."""
    written = spelled(group, language).written
    if not written:
        first = next(spelled(row, language).written for row in group.rows)
        way = re.search(r"([^\s{(]+?)\.", first)
        return loops_of(way[1], guide, language) if way else []
    _, way = LOOP.match(written).groups()
    return [*loops_of(way.split(".")[0] if "." in way else "", guide, language), LOOP.match(written)[0]]


def loops_of(name, guide, language):
    """Find the loop whose entry has a name, if it is one."""
    for group in guide:
        found = LOOP.match(spelled(group, language).written)
        if found and found[1] == name:
            return loops_to(group, guide, language)
    return []


def pages(guide, language):
    """Put every field of every group into the loops around it."""
    for group in guide:
        loops = loops_to(group, guide, language)
        fields = [spelled(row, language).written for row in group.rows]
        body = "\n".join(each for each in fields if not each.endswith(".…"))
        yield group.record, "\n".join([*loops, body, *("{% endfor %}" for _ in loops)])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_offers_only_what_is_right(pack, guide, language):
    environment = document_environment(SourceLoader({}))
    environment.globals["brand"] = {"colors": dict(pack.brand.colors), "fonts": {"latin": "", "cjk": ""}}
    environment.globals["brand"] |= {"logo": "", "tables": ""}
    used = {}
    for record, page in pages(guide, language):
        assert check_fields(page, record, environment, known_of(pack)) == [], record
        used[record] = find_fields({record: page}, environment, known_of(pack)).ways()
    assert any(way.startswith("goals[].kpis[]") for way in used["Goal"])
    assert {"kpis[].chart.points[].text"} <= set(used["ChartMark"])


def test_it_leaves_no_field_out(guide):
    told = {(row.record, row.key) for group in guide for row in group.rows}
    known = {(r.name, key) for r in catalogue().records.values() for key in r.fields}
    elsewhere = {(name, key) for name, key in known if name in {"Section", "Chapter"}}
    assert known - told == elsewhere | {("Surroundings", "sections"), ("Surroundings", "chapters")}


def test_it_says_the_same_in_chinese_and_in_english(pack, guide):
    environment = document_environment(SourceLoader({}))
    environment.globals["brand"] = {"colors": dict(pack.brand.colors)}
    both = [
        [
            find_fields({r: page}, environment, known_of(pack)).ways()
            for r, page in pages(guide, language)
            if r != "Brand"
        ]
        for language in ("zh", "en")
    ]
    own = ["own.成本中心", "own.cost_center"]  # the only ones with a name of their own in each language
    assert [[way for way in ways if way not in own] for ways in both[0]] == [
        [way for way in ways if way not in own] for ways in both[1]
    ]


def test_it_shows_examples_of_the_sample_in_the_language_asked_for(pack, guide):
    def example(groups, record, key):
        return next(
            row.example for group in groups for row in group.rows if (row.record, row.key) == (record, key)
        )

    assert example(guide, "Person", "name") == "林知遥"
    assert example(guide, "Document", "stage_text") == "制定"
    assert example(guide, "Clause", "title") == "保密"
    assert example(make_guide(pack, "en"), "Clause", "title") == "Confidentiality"
    shown = [
        row.example for group in guide for row in group.rows if row.kind.name in {"text", "day", "number"}
    ]
    assert sum(map(bool, shown)) > 0.6 * len(shown)


def test_it_lists_the_fields_and_colors_of_the_pack(guide):
    rows = {row.key: row for group in guide for row in group.rows}
    own = rows["own.cost_center"]
    assert (own.zh.written, own.en.written) == ("{{ 自定义字段.成本中心 }}", "{{ own.cost_center }}")
    assert (own.zh.name, own.en.name, own.example) == ("成本中心", "Cost center", "示例 Example")
    assert rows["colors.primary"].zh.written == "{{ 品牌.颜色.primary }}"
    assert rows["colors.primary"].example.startswith("#")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_makes_a_workbook_that_opens_and_is_the_same_each_time(guide, language):
    content = make_sheet(guide, language)
    assert content == make_sheet(guide, language)
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    rows = list(sheet.iter_rows(values_only=True))
    assert len(rows) == 1 + sum(len(group.rows) for group in guide)
    assert (sheet.freeze_panes, sheet.auto_filter.ref) == ("C2", f"A1:J{len(rows)}")
    assert all(sheet.column_dimensions[letter].width > 10 for letter in "ABCDEFGHIJ")
    forms = {row[2] for row in rows} | {row[7] for row in rows}
    assert {"{{ 员工.姓名 }}", "{{ person.name }}"} <= forms
    assert any(cell and cell.startswith("{%tr for") for cell in (row[3] for row in rows))


def test_it_writes_nothing_that_a_spreadsheet_would_run(guide):
    risky = [Row("Goal", f"k{place}", Kind("text"), *[Spelled(sign + "A1", sign, "", "")] * 2, sign + "1+1")
             for place, sign in enumerate("=+-@\t")]  # fmt: skip
    group = type(guide[0])("Goal", guide[0].zh, guide[0].en, tuple(risky))
    content = make_sheet([group], "zh")
    sheet = openpyxl.load_workbook(BytesIO(content)).active
    for cell in (cell for row in sheet.iter_rows(min_row=2) for cell in row if cell.value):
        assert cell.data_type == "s"
        assert bool(cell.quotePrefix) == cell.value.startswith(tuple("=+-@\t"))
    with zipfile.ZipFile(BytesIO(content)) as package:
        assert b"<f>" not in package.read("xl/worksheets/sheet1.xml")


def test_it_seals_the_workbook_so_that_it_may_be_made_anew(tmp_path, guide):
    save(tmp_path, {"f.xlsx": make_sheet(guide, "zh")})
    save(tmp_path, {"f.xlsx": make_sheet(guide, "en")})
