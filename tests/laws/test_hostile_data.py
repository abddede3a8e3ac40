"""What a spec must not be able to do, tried by specs that try: T21 to T28 of docs/security.md.

Files that hang, tables, reports and the terminal (T29 to T32) have tests of their own, named in that page.
"""

import sys
import time
from decimal import Decimal

import pytest

from docgen.diagnostics import DocgenError
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.making import as_json
from tests.support.specs import a_spec

SOON = 10.0
"""Seconds within which everything is over, on a busy machine; what is tried here would take for ever, or a gigabyte."""


SPEC = """\
schema: 1
document: {title: 绩效目标书}
organization: {name: 示例公司}
person: {name: 林知遥}
period: {start: 2027-01-01, end: 2027-12-31}
goals: [{id: G1, title: 目标一, outcome: 成果一, weight: 100, due: 2027-12-31, owner: 林知遥}]
background: """


def judge(field, name="goals.yaml"):
    """Return the codes of a spec in which one text is written so, and what was read in its place."""
    begun, value = time.monotonic(), None
    content = SPEC + field + "\n" if name.endswith(".yaml") else f'{{"schema": 1, "background": {field}}}'
    try:
        raw = read(content.encode(), name)
        value = raw.data["background"]
        validate(raw)
        codes = set()
    except DocgenError as failure:
        codes = {each.code for each in failure.diagnostics} - ({"DG122"} if name.endswith(".json") else set())
    assert time.monotonic() - begun < SOON
    return codes, value


@pytest.mark.parametrize(
    "tagged",
    [
        "!!python/object/apply:os.mkdir [{}]",
        "!!python/object/new:os.mkdir [{}]",
        "!!python/name:os.mkdir",
        "!!python/module:os",
        "!<tag:yaml.org,2002:python/object/apply:os.mkdir> [{}]",
        "!!int ''",
        "!!bool x",
        "!!float x",
        "!!binary x",
        "!!timestamp x",
        "!!null x",
        "! x",
        "!x y",
    ],
)
def test_it_obeys_no_tag(tagged, tmp_path):
    """T21: a tag names a type that is to be built; none is, not even a harmless one."""
    bait = tmp_path / "made"
    codes, _ = judge(tagged.replace("{}", f"'{bait}'"))
    assert codes == {"DG112"}
    assert not bait.exists()


@pytest.mark.parametrize("name", ["goals.yaml", "goals.json"])
@pytest.mark.parametrize("deep", ["[", '{"a": '], ids=["lists", "mappings"])
def test_it_goes_no_deeper_than_people_do(deep, name):
    """T22: the parser in C dies of what this would be without a limit, and takes the process with it."""
    assert judge(deep * 100_000, name)[0] == {"DG108"}


def test_it_unfolds_no_alias():
    """T23: nine lines that are a billion words."""
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 10)]
    with pytest.raises(DocgenError) as refusal:
        validate(read("\n".join([*lines, "background: *a9"]).encode(), "goals.yaml"))
    assert "DG111" in {each.code for each in refusal.value.diagnostics}
    assert sum(len(repr(each)) for each in refusal.value.diagnostics) < 300_000
    assert judge("{<<: {a: b}}")[0] == {"DG113"}


@pytest.mark.parametrize("name", ["goals.yaml", "goals.json"])
def test_it_takes_no_second_value_in_silence(name):
    """T24: of two values of one key the last would win."""
    assert "DG115" in judge('{"a": 1, "a": 2}', name)[0]


@pytest.mark.parametrize("word", ["NO", "on", "Yes", "00123", "0x10", "0o7", "12:30:45", "1_000", "2025-02-30", "+99:99"])  # fmt: skip
def test_it_reads_words_as_words(word):
    """T25, T26: none of them becomes a truth value, another number, a time or an error."""
    assert judge(word) == (set(), word)


@pytest.mark.parametrize("field", ["9" * 5000, "1e999999999", "-1e-999999999", "{? [a] : b}", "{? {a: b} : c}", "{[a]: b}"])  # fmt: skip
def test_it_says_what_it_cannot_read(field):
    """T26: parsers fail over these with errors that are none of theirs."""
    codes, _ = judge(field)
    assert codes
    assert codes <= {"DG116", "DG121", "DG132"}


@pytest.mark.parametrize(
    ("path", "value", "code"),
    [
        (("goals", 0, "weight"), True, "DG121"),
        (("goals", 0, "weight"), "1_000", "DG121"),
        (("goals", 0, "weight"), "inf", "DG121"),
        (("goals", 0, "weight"), Decimal(1735689600), "DG134"),
        (("goals", 0, "due"), 1735689600, "DG123"),
        (("goals", 0, "due"), "1735689600", "DG123"),
        (("goals", 0, "due"), True, "DG123"),
        (("goals", 0, "title"), 1, "DG121"),
        (("goals", 0, "title"), "a\u202eb", "DG133"),
        (("goals", 0, "title"), "a\u0000b", "DG133"),
        (("goals", 0, "title"), "a\uffffb", "DG105"),
    ],
)
def test_it_takes_nothing_for_something_else(path, value, code):
    """T27: no truth value is a number, no number a day, and no letter unseen."""
    data = a_spec()
    place = data
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(DocgenError) as refusal:
        validate(read(as_json(data), "goals.json"))
    assert code in {each.code for each in refusal.value.diagnostics}


@pytest.mark.parametrize("word", [".nan", ".inf", "-.inf"])
def test_it_takes_no_number_that_is_none(word):
    assert judge(word)[0] == {"DG117"}


def test_it_reads_letters_beyond_the_first_plane_alike():
    """T28: two halves of a letter are the letter in JSON, and refused where YAML leaves them halves."""
    assert judge('"\\ud83d\\ude00"', "goals.json")[1] == "😀"
    assert "DG118" in judge('"\\ud83d"', "goals.json")[0]
    assert "DG118" in judge('"\\ud83d\\ude00"')[0]
    assert judge('"😀"') == (set(), "😀")


def test_it_builds_no_large_number():
    """T26: a number of a billion figures would be written by nine letters."""
    before = sys.get_int_max_str_digits()
    assert judge("1e999999")[0] <= {"DG121", "DG132"}
    assert sys.get_int_max_str_digits() == before
