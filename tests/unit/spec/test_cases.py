"""Every case under tests/cases/errors says on its guilty lines which codes it expects."""

import json
import re
from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.diagnostics.catalogue import catalogue
from docgen.spec.reader import read
from docgen.spec.validate import validate

CASES = sorted((Path(__file__).parents[2] / "cases" / "errors").glob("*.yaml"))
EXPECTED = re.compile(r"#! (DG\d{3})")

# Found in other ways: sizes, encodings and JSON, by tests of their own below.
ELSEWHERE = {
    "DG101", "DG102", "DG103", "DG104", "DG105", "DG106", "DG107", "DG108", "DG109", "DG110", "DG118", "DG130",
}  # fmt: skip


def found(content, name="case.yaml"):
    try:
        validate(read(content, name))
    except DocgenError as error:
        return error.diagnostics
    return ()


def expected(text):
    return sorted(
        (number, code) for number, line in enumerate(text.split("\n"), 1) for code in EXPECTED.findall(line)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_it_finds_exactly_the_expected_codes_on_their_lines(case):
    text = case.read_text(encoding="utf-8")
    assert sorted((d.where.line, d.code) for d in found(text.encode())) == expected(text)


def test_it_has_a_case_for_every_code_of_the_spec():
    codes = {code for code in catalogue() if code[2] in "12"}
    shown = {code for case in CASES for _, code in expected(case.read_text(encoding="utf-8"))}
    assert codes - ELSEWHERE == shown


@pytest.mark.parametrize(
    ("code", "content", "name"),
    [
        ("DG101", b" \n", "a.yaml"),
        ("DG101", b"# nothing but a comment\n", "a.yaml"),
        ("DG102", "标题: 目标".encode("gb18030"), "a.yaml"),
        ("DG102", "title: 目标".encode("utf-16"), "a.yaml"),
        ("DG103", b"%PDF-1.7\n", "a.yaml"),
        ("DG103", b"PK\x03\x04xl/workbook", "a.yaml"),
        ("DG104", b"a" * (2 * 1024 * 1024 + 1), "a.yaml"),
        ("DG105", b"title: a\x07b\n", "a.yaml"),
        ("DG106", b"a: b\n c\nd: [}\n", "a.yaml"),
        ("DG107", b'{"a": }', "a.json"),
        ("DG108", b"[" * 100_000, "a.yaml"),
        ("DG108", b"[" * 100_000, "a.json"),
        ("DG109", b"- 1\n" * 100_001, "a.yaml"),
        ("DG110", b"a: " + b"x" * 100_001, "a.yaml"),
        ("DG118", b'{"a": "\\ud800"}', "a.json"),
    ],
)
def test_it_refuses_what_is_no_spec(code, content, name):
    assert {d.code for d in found(content, name)} == {code}


def test_it_stops_at_too_many_entries(minimal):
    minimal["strategy"] = [{"id": f"S{n}", "text": "x"} for n in range(1001)]
    assert {d.code for d in found(json.dumps(minimal).encode(), "a.json")} == {"DG130"}
