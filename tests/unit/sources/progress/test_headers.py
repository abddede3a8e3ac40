import pytest

from docgen.diagnostics import DocgenError
from docgen.sources.progress.headers import COLUMNS, built_in, read_headers, show_headers
from docgen.sources.progress.intake import Settings, read_progress
from docgen.sources.progress.model import STATES
from docgen.sources.tables.values import find_zone


def refused(text):
    with pytest.raises(DocgenError) as failure:
        read_headers(text.encode(), "headers.yaml")
    return [(d.code, d.where.line) for d in failure.value.diagnostics]


def test_it_knows_names_for_every_column_and_every_state():
    assert set(built_in().columns.values()) == set(COLUMNS)
    assert set(built_in().states.values()) == set(STATES)


def test_it_reads_what_it_prints():
    assert read_headers(show_headers().encode(), "headers.yaml") == built_in()


def test_it_reads_an_export_by_the_names_of_a_company():
    text = "headers: 1\ncolumns: {ref: [卡片号], status: [阶段]}\nstates: {completed: [验收通过]}\n"
    headers = read_headers(text.encode(), "headers.yaml")
    settings = Settings(find_zone("Asia/Shanghai"), headers, "board")
    reading = read_progress("卡片号,阶段\nＫ-1,验收通过\n".encode(), "cards.csv", settings)
    assert [(item.ref, item.is_done) for item in reading.items] == [("Ｋ-1", True)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("columns: {}\n", [("DG783", 1)]),
        ("headers: 2\n", [("DG783", 1)]),
        ("headers: 1\ncolumn: {}\n", [("DG783", 2)]),
        ("headers: 1\ncolumns: []\n", [("DG783", 2)]),
        (
            "headers: 1\ncolumns:\n  reff: [a]\n  title: a\n  kind: [a, {}]\n",
            [("DG783", 3), ("DG783", 4), ("DG783", 5)],
        ),
        ("headers: 1\ncolumns:\n  ref: [编号]\n  title: ['编号 ']\n", [("DG783", 4)]),
        ("headers: 1\nheaders: 1\n", [("DG115", 2)]),
    ],
)
def test_it_says_every_mistake_of_the_file_with_its_line(text, expected):
    assert refused(text) == expected
