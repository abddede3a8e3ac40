import json
from decimal import Decimal

import yaml
from hypothesis import given
from hypothesis import strategies as st

from docgen.diagnostics import DocgenError
from docgen.spec.reader import read

WORDS = st.text(st.characters(categories=("L", "N", "P", "Zs")), max_size=20)
DATA = st.dictionaries(
    WORDS.filter(str.strip),
    st.recursive(
        WORDS | st.booleans() | st.integers(-(10**9), 10**9), lambda c: st.lists(c, max_size=3), max_leaves=6
    ),
    min_size=1,
    max_size=5,
)


@given(st.binary(max_size=300))
def test_it_answers_any_bytes_with_data_or_findings(content):
    for name in ("a.yaml", "a.json"):
        try:
            answer = read(content, name).data
        except DocgenError as error:
            answer = dict(enumerate(error.diagnostics))
            assert answer
        assert isinstance(answer, dict)


@given(DATA)
def test_it_reads_the_same_from_yaml_and_json(data):
    written = yaml.safe_dump(data, allow_unicode=True, default_style='"') if _only_text(data) else None
    said = read(json.dumps(data, ensure_ascii=False).encode(), "a.json").data
    assert said == data
    if written:
        assert read(written.encode(), "a.yaml").data == data


def _only_text(value):
    if isinstance(value, dict):
        return all(_only_text(each) for each in value.values())
    return isinstance(value, str) or (isinstance(value, list) and all(_only_text(each) for each in value))


def test_it_reads_scalars_as_yaml_1_2_does():
    raw = read(
        b"a: no\nb: 010\nc: 12:30:45\nd: 4.0\ne: 1e3\nf: 2027-03-31\ng: ~\nh: true\ni: 1_000\n", "a.yaml"
    )
    assert raw.data == {
        "a": "no",
        "b": raw.data["b"],
        "c": "12:30:45",
        "d": Decimal("4.0"),
        "e": Decimal(1000),
        "f": "2027-03-31",
        "g": None,
        "h": True,
        "i": "1_000",
    }
    assert str(raw.data["d"]) == "4.0"
    assert raw.data["b"] != 8


def test_it_reads_a_file_with_a_byte_order_mark():
    assert read(b"\xef\xbb\xbfa: 1\n", "a.yaml").data == {"a": 1}


def test_it_knows_the_line_of_every_value():
    raw = read("a:\n  - b: 一\n    c: 二\n".encode(), "a.yaml")
    where = raw.locate(("a", 0, "c"))
    assert (where.line, where.column, where.excerpt) == (3, 8, "    c: 二")
    missing = raw.locate(("a", 0, "d"))
    assert missing.line == 2


def test_it_knows_the_line_of_every_value_in_json():
    raw = read(b'{"a": [\n {"b": 1}]}', "a.json")
    assert raw.locate(("a", 0, "b")).line == 2
