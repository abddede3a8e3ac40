"""The short way and the long way of the engine lead to the same file, byte by byte."""

from pathlib import Path

import pytest
import weasyprint
from weasyprint import css
from weasyprint.layout import block, inline, percent, table
from weasyprint.text import line_break

from docgen.diagnostics import DocgenError
from docgen.writers.pdf.shortcuts import install, shortcuts

PAGES = sorted((Path(__file__).parent / "both_ways").glob("*.html"))
WAYS = (
    (css, "ComputedStyle"),
    (line_break, "Layout"),
    (block, "resolve_percentages"),
    (inline, "resolve_percentages"),
    (inline, "split_first_line"),
    (percent, "resolve_percentages"),
    (table, "resolve_percentages"),
)


def ways():
    return [getattr(owner, name) for owner, name in WAYS]


@pytest.fixture
def go_the_long_way(monkeypatch):
    """Go as with a version of the engine that nobody compared the shortcuts with."""

    def go():
        monkeypatch.setattr(install, "VERSION", "70.999")
        for owner, name, original, _ in install._FOR_GOOD:
            monkeypatch.setattr(owner, name, original)

    return go


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)
def test_it_makes_the_same_file_both_ways(write, page, go_the_long_way):
    sheet, body = page.read_text(encoding="utf-8").split("---\n", 1)
    short = write(body, sheet)
    go_the_long_way()
    long = write(body, sheet)
    assert short == long


def test_it_knows_the_engine_that_is_installed():
    before = ways()
    with shortcuts():
        inside = ways()
    assert all(was is not now for was, now in zip(before, inside, strict=True)), weasyprint.VERSION


def test_it_leaves_the_engine_as_it_was(write):
    before = ways()
    write("<p>words</p>")
    with pytest.raises(DocgenError):
        write("<span>" * 95 + "x" + "</span>" * 95, "span { display: inline-block; float: footnote }")
    assert ways() == before


def test_it_lets_the_engine_alone_when_it_is_another(go_the_long_way):
    before = ways()
    go_the_long_way()
    with shortcuts():
        assert ways() == before


def test_it_may_be_taken_twice():
    before = ways()
    with shortcuts():
        with shortcuts():
            inside = ways()
        assert ways() == inside
    assert ways() == before
