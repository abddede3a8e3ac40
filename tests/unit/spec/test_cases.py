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
    "DG143",
}  # fmt: skip
# What only a pack knows to be wrong: tests/cases/packs and tests/unit/packs/test_judge.py.
OF_PACKS = {f"DG{number}" for number in range(217, 225)}
# What only the review knows: tests/cases/review/waivers.yaml.
OF_REVIEW = {"DG225", "DG226", "DG227"}
# What only the KPI library knows: tests/cases/kpis.
OF_LIBRARY = {f"DG{number}" for number in range(230, 240)}
# What only signing knows: tests/unit/signing.
OF_SIGNING = {"DG240", "DG241"}


def found(content, name="case.yaml"):
    try:
        return validate(read(content, name)).warnings
    except DocgenError as error:
        return error.diagnostics


def expected(text):
    return sorted(
        (number, code) for number, line in enumerate(text.split("\n"), 1) for code in EXPECTED.findall(line)
    )


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.stem)
def test_it_finds_exactly_the_expected_codes_on_their_lines(case):
    text = case.read_text(encoding="utf-8")
    assert sorted((d.where.line, d.code) for d in found(text.encode())) == expected(text)


def test_it_has_a_case_for_every_code_of_the_spec():
    codes = {code for code in catalogue() if code.startswith(("DG1", "DG2"))}
    shown = {code for case in CASES for _, code in expected(case.read_text(encoding="utf-8"))}
    assert codes - ELSEWHERE - OF_PACKS - OF_REVIEW - OF_LIBRARY - OF_SIGNING == shown


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
        ("DG106", b"a:\n  - b: c\n   d: e\n", "a.yaml"),
        ("DG107", b'{"a": }', "a.json"),
        ("DG108", b"[" * 100_000, "a.yaml"),
        ("DG108", b"[" * 100_000, "a.json"),
        ("DG109", b"- 1\n" * 100_001, "a.yaml"),
        ("DG110", b"a: " + b"x" * 100_001, "a.yaml"),
        ("DG118", b'{"a": "\\ud800"}', "a.json"),
    ],
)
def test_it_refuses_what_is_no_spec(code, content, name):
    assert code in {d.code for d in found(content, name)} <= {code, "DG120", "DG122", "DG140"}


def test_it_stops_at_too_many_entries(minimal):
    minimal["strategy"] = [{"id": f"S{n}", "text": "x"} for n in range(1001)]
    assert {d.code for d in found(json.dumps(minimal).encode(), "a.json")} == {"DG130"}


@pytest.mark.parametrize(
    "number", ["1e99999999999", "1e-999999999", "0e-999999999", "NaN", "1e9999999999999999999"]
)
def test_it_names_a_number_beyond_reach_in_json_beside_other_mistakes(minimal, number):
    minimal["goals"][0]["weight"] = 0
    minimal["extra"] = 1
    text = json.dumps(minimal).replace('"weight": 0', f'"weight": {number}')
    assert [d.code for d in found(text.encode(), "a.json")] in (["DG132", "DG120"], ["DG117", "DG120"])


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_it_says_how_many_findings_are_left_out(minimal, name):
    content = json.dumps({**minimal, **{f"k{n}": 1 for n in range(5000)}}).encode()
    *shown, last = found(content if name == "a.json" else b"--- " + content, name)
    assert {d.code for d in shown} == {"DG120"}
    assert (last.code, last.facts["shown"], last.facts["count"]) == ("DG143", len(shown), 5000 - len(shown))
    assert len(shown) == 100


def test_it_says_that_reading_stopped_at_too_many_faults():
    *shown, last = found(b"".join(b"k%d: .nan\n" % n for n in range(150)))
    assert (len(shown), last.code, last.facts.get("count")) == (100, "DG143", None)


def test_it_finds_the_first_place_of_an_id(minimal):
    minimal["goals"].append(minimal["goals"][0])
    text = json.dumps(minimal, indent=1)
    twice = next(d for d in found(text.encode(), "a.json") if d.code == "DG201")
    assert text.split("\n")[twice.facts["line"] - 1].strip() == '"id": "G1",'
    assert twice.facts["first"] == "goals[0].id"


def test_it_takes_yaml_in_a_json_file_for_yaml():
    (only,) = found(b"schema: 1\n", "a.json")
    assert (only.code, only.facts["looks"]) == ("DG107", "YAML")
