"""Every case under tests/cases/kpis says on its guilty lines which codes it expects.

``libraries`` are laid over ours; ``specs`` are filled from ours with that of ``company.yaml`` laid over it.
"""

import re
from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.diagnostics.catalogue import catalogue
from docgen.diagnostics.sentences import say
from docgen.kpis.fill import fill
from docgen.kpis.lay import lay
from docgen.kpis.library import built_in, read_library
from docgen.spec.reader import read
from docgen.spec.validate import validate

CASES = Path(__file__).parents[2] / "cases" / "kpis"
LIBRARIES = sorted((CASES / "libraries").glob("*.yaml"))
SPECS = sorted((CASES / "specs").glob("*.yaml"))
EXPECTED = re.compile(r"#! (DG\d{3})")
FOREIGN = re.compile(r"pydantic|Traceback|Input should|object at 0x|<class|Decimal|\b(None|True)\b")
OF_COMMANDS = {"DG235", "DG236", "DG237"}  # tests/acceptance/test_kpi.py


def expected(path):
    lines = enumerate(path.read_text(encoding="utf-8").split("\n"), 1)
    return sorted((number, code) for number, line in lines for code in EXPECTED.findall(line))


def mistakes(path):
    try:
        lay(built_in(), read_library(path.read_bytes(), path.name), "acme")
    except DocgenError as failure:
        return failure.diagnostics
    return ()


def findings(path, library):
    try:
        return validate(fill(read(path.read_bytes(), path.name), library)).warnings
    except DocgenError as failure:
        return failure.diagnostics


def judge(path, found):
    assert sorted((each.where.line, each.code) for each in found) == expected(path)
    assert {each.where.file for each in found} <= {path.name}
    for prose in (say(each, language) for each in found for language in ("zh", "en")):
        assert prose.reason
        assert not FOREIGN.search(f"{prose.reason} {prose.hint}")


@pytest.mark.parametrize("path", LIBRARIES, ids=lambda path: path.stem)
def test_it_finds_every_mistake_of_a_library_on_its_line(path):
    judge(path, mistakes(path))


@pytest.mark.parametrize("path", SPECS, ids=lambda path: path.stem)
def test_it_finds_what_is_wrong_with_the_ids_of_a_spec(path, company):
    judge(path, findings(path, company))


def test_it_has_a_case_for_every_code_of_the_library():
    codes = {code for code in catalogue() if code[:4] in {"DG23", "DG39"}}
    shown = {code for path in (*LIBRARIES, *SPECS) for _, code in expected(path)}
    assert codes - OF_COMMANDS <= shown
