"""Which names every system can keep."""

import pytest

from docgen.packs.portable import clashes, is_portable


@pytest.mark.parametrize(
    "path", ["pack.yaml", "labels/zh.yaml", "标志/公司 标志.svg", "a-b_c.d/e.txt", "console.css"]
)
def test_it_takes_ordinary_names(path):
    assert is_portable(path)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "a//b",
        "../a",
        "a/..",
        "a/.",
        "CON",
        "a/nul.tar.gz",
        "COM¹.txt",
        "a /b",
        "a./b",
        "-x",
        " x",
        "a\tb",
        "a:b",
        "a*b",
        "a\u202eb",
        "e\u0301",
        "x" * 151,
        'a"b',
        "a<b",
        "a|b",
        "a?b",
        "a\\b",
        "a\x00b",
    ],
)
def test_it_refuses_the_others(path):
    assert not is_portable(path)


def test_it_finds_names_that_careless_systems_confuse():
    assert set(clashes(["a/B", "a/b"])) == {"a/b"}
    assert set(clashes(["c", "C/d"])) == {"c"}
    assert set(clashes(["e\u0301", "\u00e9"])) == {"\u00e9"}
    assert set(clashes(["x", "y", "z/x"])) == set()
