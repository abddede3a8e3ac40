"""CSV files on disk, row by row: letters, quotes, places, and memory that does not grow."""

import tracemalloc

import pytest

from docgen.diagnostics import DocgenError
from docgen.diagnostics.sentences import say
from docgen.sources.tables.csv_rows import CsvRows

TEXT = '姓名;备注\r\n周以宁;"第一行\r\n第二行"\r\n\r\n贺青禾;x\r\n'


def rows(path, **settings):
    return [(row.number, [cell.text for cell in row.cells]) for row in CsvRows(str(path), **settings).rows()]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16"])
def test_it_reads_the_letters_of_any_program(tmp_path, encoding):
    path = tmp_path / "people.csv"
    path.write_bytes(TEXT.encode(encoding))
    assert rows(path) == [
        (1, ["姓名", "备注"]),
        (2, ["周以宁", "第一行\r\n第二行"]),
        (4, []),
        (5, ["贺青禾", "x"]),
    ]
    source = CsvRows(str(path))
    assert list(source.rows()) == list(source.rows())


def test_it_decides_on_the_letters_of_the_whole_file(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes(b"id,name\n" + b"1,%b\n" % (b"a" * 60) * 30_000 + "2,周以宁\n".encode("gb18030"))
    assert rows(path)[-1] == (30_002, ["2", "周以宁"])


def test_it_takes_an_encoding_that_is_named(tmp_path):
    path = tmp_path / "people.csv"
    path.write_bytes("姓名\n陳大文\n".encode("big5"))
    assert rows(path, encoding="big5") == [(1, ["姓名"]), (2, ["陳大文"])]


@pytest.mark.parametrize(
    ("encoding", "said"),
    [
        ("utf-8", "It cannot be read as utf-8."),
        ("", "It cannot be read as UTF-8 or GB18030 (GBK)."),
        ("klingon", 'There is no encoding called "klingon".'),
        ("hex", 'There is no encoding called "hex".'),
    ],
)
def test_it_says_which_encoding_does_not_fit(tmp_path, encoding, said):
    path = tmp_path / "people.csv"
    path.write_bytes(b"\xff\x80\x81,\xfe\n")
    with pytest.raises(DocgenError) as failure:
        rows(path, encoding=encoding)
    (finding,) = failure.value.diagnostics
    prose = say(finding, "en")
    assert prose.reason == said
    assert (f'"{encoding}"' in prose.hint) is bool(encoding)


@pytest.mark.parametrize(
    ("content", "code", "line"),
    [
        (b"", "DG763", None),
        (b" \n \n", "DG763", None),
        (b'a,b\n1,"2\n', "DG763", 2),
        (b"a,b\n\0,2\n", "DG765", None),
        (b"\xff\x80\x81,\xfe\n", "DG765", None),
        (b"a" + b"," * 200, "DG784", 1),
        (b"a\n" * 12, "DG784", 11),
    ],
)
def test_it_refuses_what_is_no_table(tmp_path, content, code, line):
    path = tmp_path / "people.csv"
    path.write_bytes(content)
    with pytest.raises(DocgenError) as failure:
        rows(path, max_rows=10)
    (finding,) = failure.value.diagnostics
    assert (finding.code, finding.where.line) == (code, line)


def test_it_needs_no_more_memory_for_more_rows(tmp_path):
    path = tmp_path / "people.csv"
    peaks = []
    for count in (2_000, 40_000):
        path.write_text("id,name\n" + "".join(f"{n},周以宁{n}\n" for n in range(count)), encoding="utf-8")
        tracemalloc.start()
        assert sum(1 for _ in CsvRows(str(path)).rows()) == count + 1
        peaks.append(tracemalloc.get_traced_memory()[1])
        tracemalloc.stop()
    # The letters of a file are decided on piece by piece, each of a megabyte.
    assert peaks[1] < peaks[0] + 6_000_000
