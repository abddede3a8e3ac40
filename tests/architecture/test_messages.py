import re
import string
from pathlib import Path

import pytest

from docgen.diagnostics.catalogue import catalogue

TESTS = Path(__file__).parents[1]
SOURCES = sorted((Path(__file__).parents[2] / "docgen").rglob("*.py"))
NAMED = re.compile(r'"(DG\d{3}|(?:[SMARTCX]|DOC)\d{1,2})"')
MENTIONED = {code for path in SOURCES for code in NAMED.findall(path.read_text(encoding="utf-8"))}

CODE = re.compile(rb"DG\d{3}")
RULE = re.compile(rb"\b(?:[SMARTCX]|DOC)\d{1,2}(?=: *\[)")


@pytest.mark.parametrize("code", catalogue())
def test_it_says_every_code_in_both_languages(code):
    entry = catalogue()[code]
    for prose in (entry.zh, entry.en):
        assert all(part.strip() for part in (prose.title, prose.reason, prose.more))
    assert re.search("[\u4e00-\u9fff]", entry.zh.reason)
    assert not re.search("[\u4e00-\u9fff]", entry.en.reason)


@pytest.mark.parametrize("code", catalogue())
def test_it_mentions_the_same_facts_in_both_languages(code):
    entry = catalogue()[code]
    assert facts(entry.zh) == facts(entry.en)


@pytest.mark.parametrize("code", catalogue())
def test_it_speaks_plainly(code):
    entry = catalogue()[code]
    for prose in (entry.zh, entry.en):
        said = f"{prose.title} {prose.reason} {prose.hint}"
        assert not re.search(r"pydantic|PyYAML|Jinja|Traceback|WeasyPrint|lxml", said)


def test_it_has_words_for_every_code_in_use_and_uses_every_code():
    assert set(catalogue()) == MENTIONED


def test_it_shows_every_code_in_a_test_or_a_case():
    files = (path for path in TESTS.rglob("*.*") if path.is_file() and path != Path(__file__))
    shown = {
        code.decode() for path in files if path.suffix != ".pyc" for code in CODE.findall(path.read_bytes())
    }
    assert {code for code in catalogue() if code.startswith("DG")} - shown == set()


def test_it_shows_every_rule_of_the_review_in_a_case():
    cases = (TESTS / "cases" / "review").rglob("*.yaml")
    shown = {rule.decode() for path in cases for rule in RULE.findall(path.read_bytes())}
    assert {code for code in catalogue() if not code.startswith("DG")} - shown == set()


def facts(prose):
    """The facts that the sentences ask for."""
    fields = string.Formatter().parse(prose.reason + prose.hint)
    return {name for _, name, _, _ in fields if name}
