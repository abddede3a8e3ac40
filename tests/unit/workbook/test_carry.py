"""A workbook made of specs that exist says the same when it is read again."""

from decimal import Decimal
from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.sources.opening import open_source
from docgen.sources.workbook import GoalWorkbook, is_goal_workbook
from docgen.sources.workbook.sheets import GOALS, KPIS, MORE
from docgen.spec.plain import as_data
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.workbook.blank import MAX_PEOPLE
from docgen.workbook.carry import carry_over
from docgen.workbook.make import make_workbook
from tests.support.company import make_company

SAMPLES = Path(__file__).parents[3] / "samples"
PERSONAL = [str(path) for path in sorted((SAMPLES / "personal").glob("*.yaml"))]
WHO = ("@who",)


def specs_of(source):
    for entry in source.entries():
        given = source.read(entry)
        raw = read(given, entry.name) if isinstance(given, bytes) else given
        yield stripped(as_data(validate(fill(raw, built_in())).value))


def stripped(value):
    """Leave out blanks at the ends of texts, and turn figures into texts: 4.0 is not 4 here."""
    if isinstance(value, dict):
        return {key: stripped(each) for key, each in value.items()}
    if isinstance(value, list):
        return [stripped(each) for each in value]
    return value.strip() if isinstance(value, str) else str(value) if isinstance(value, Decimal) else value


def hand_in(content, folder):
    path = folder / "book.xlsx"
    path.write_bytes(content)
    return GoalWorkbook(str(path))


@pytest.mark.parametrize(
    "paths",
    [[str(SAMPLES / "team" / "team.yaml")], PERSONAL],
    ids=["a team", "people with nothing in common"],
)
def test_it_says_the_same_as_the_specs_it_was_made_of(paths, tmp_path):
    source = open_source(paths)
    content = carry_over(source, None)
    made = make_workbook(content)
    book = hand_in(made, tmp_path)
    assert is_goal_workbook(made)
    assert list(specs_of(book)) == list(specs_of(source))
    assert book.remarks == content.findings == ()


def test_it_comes_back_from_a_workbook_that_was_made_of_a_workbook(tmp_path):
    source = open_source([str(SAMPLES / "team" / "team.yaml")])
    first = hand_in(make_workbook(carry_over(source, "en")), tmp_path)
    again = tmp_path / "again"
    again.mkdir()
    second = hand_in(make_workbook(carry_over(first, None)), again)
    assert list(specs_of(second)) == list(specs_of(source))


def test_it_writes_what_is_shared_once(tmp_path):
    content = carry_over(open_source([str(make_company(tmp_path, 30, form="team"))]), None)
    for sheet, field in ((GOALS, ("outcome",)), (KPIS, ("unit",))):
        rows = content.of(sheet.key)
        told = [row[("id",)] for row in rows if field in row and row[("id",)] != "G1"]  # everybody's own
        assert len(told) == len(set(told)) > 1
        assert all(not row.get(WHO) for row in rows if row[("id",)] in told and field in row)


def test_it_says_what_no_cell_can_hold(tmp_path):
    spec = (SAMPLES / "personal" / "market-entry.yaml").read_text(encoding="utf-8")
    entries = "\n".join(f"  - {{name: N{n}, full: 5, comment: {'x' * 400}}}" for n in range(90))
    path = tmp_path / "long.yaml"
    path.write_text(f"{spec.partition('competencies:')[0]}\ncompetencies:\n{entries}\n", encoding="utf-8")
    content = carry_over(open_source([str(path)]), None)
    assert [each.code for each in content.findings] == ["DG757"]
    assert content.findings[0].facts["field"] == "competencies"
    assert all(row[("@field",)] != "competencies" for row in content.of(MORE.key))


def test_it_refuses_more_people_than_a_manager_has(tmp_path):
    with pytest.raises(DocgenError) as refusal:
        carry_over(open_source([str(make_company(tmp_path, MAX_PEOPLE + 5, form="team"))]), None)
    (found,) = refusal.value.diagnostics
    assert (found.code, found.facts["count"]) == ("DG748", MAX_PEOPLE + 5)


def test_it_tells_what_is_wrong_with_the_specs(tmp_path):
    path = tmp_path / "wrong.yaml"
    path.write_text("schema: 1\n")
    with pytest.raises(DocgenError) as refusal:
        carry_over(open_source([str(path), PERSONAL[0]]), None)
    assert {each.where.file for each in refusal.value.diagnostics} == {str(path)}
