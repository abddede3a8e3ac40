from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from docgen.spec.models.base import _FORBIDDEN  # what no spec may hold
from docgen.spec.reader import read
from docgen.spec.scalars import write_block, write_inline, write_lines

TEXTS = [
    "yes", "no", "on", "~", "null", "TRUE", "1e3", ".5e3", "+1", "007", "0x1F", "1_000", "12:30", "-", "- a", "? b",
    "a: b", "a #b", "#b", "'", '"', "O'Neil", 'say "x"', "{a}", "[b", "a, b", "*x", "&y", "!z", "%", "@", "`", "|", ">",
    " lead", "trail ", "2027-03-31", "2027-3-1", "C:\\x", "𠮷田", "é", "“引号”", "全角：冒号", ".inf", ".nan", "1e999999",
    "---", "...", "=", "<<", "😀: #1", "3.0", "a:", ":a", "\\", "'\"\\",
]  # fmt: skip


def back(text):
    return read(text.encode(), "a.yaml").data


@pytest.mark.parametrize("text", TEXTS)
def test_it_writes_what_is_read_back(text):
    assert back(f"a: {write_block(text)}") == {"a": text}
    assert back(f"a: {{b: {write_inline(text)}, c: 1}}") == {"a": {"b": text, "c": 1}}
    assert back(f"a: {{{write_inline(text)}: 1}}") == {"a": {text: 1}}


def test_it_keeps_a_text_of_several_lines_on_one():
    text = "a\n'b'\n\"c\"\n"
    assert "\n" not in write_inline(text)
    assert back(f"a: [{write_inline(text)}]") == {"a": [text]}


SIGNS = st.characters(codec="utf-8", categories=None).filter(lambda sign: not _FORBIDDEN.search(sign))
ONE_LINE = st.text(SIGNS.filter(lambda sign: sign not in "\n\t"), min_size=1)


@given(ONE_LINE)
def test_it_writes_any_line(text):
    assert back(f"a: {write_block(text)}") == {"a": text}
    assert back(f"a: [{write_inline(text)}]") == {"a": [text]}


@given(st.lists(st.text(SIGNS.filter(lambda sign: sign != "\n")), min_size=2).map("\n".join))
def test_it_writes_any_lines_at_any_depth(text):
    first, *rest = write_lines(text)
    block = "\n".join([f"    b: {first}", *(f"    {line}" if line else "" for line in rest)])
    assert back(f"a:\n  - c: 1\n{block}\n    d: 2\n") == {"a": [{"c": 1, "b": text, "d": 2}]}


def test_it_quotes_as_people_do():
    assert write_block("%") == '"%"'
    assert write_block("2027-03-31") == "2027-03-31"
    assert write_block('say "x": y') == "'say \"x\": y'"
    assert write_block("林知遥") == "林知遥"


@pytest.mark.parametrize("number", ["4.0", "0.10", "1E+3", "60000", "-1.50"])
def test_it_keeps_the_digits_of_a_number(number):
    found = back(f"a: {write_block(Decimal(number))}")["a"]
    assert Decimal(found) == Decimal(number)
    if "E" not in number:
        assert str(found) == number
