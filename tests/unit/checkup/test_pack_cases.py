"""Every case under tests/cases/pack-checks says what ``docgen pack check`` finds in it, and it finds nothing else.

An expectation is a code and perhaps one fact, as a comment on the guilty line: ``#! DG351 near=goals``,
``{#! DG357 macro=idle #}``. What has no line stands in expect.txt: ``DG355 sections/x.html.j2 section=x``. A
first line ``documents html`` there has documents made, too.
"""

import datetime
import re
from pathlib import Path

import pytest

from docgen.checkup.pack import Checkup
from docgen.diagnostics import Severity
from docgen.diagnostics.catalogue import catalogue
from docgen.diagnostics.sentences import say

CASES = sorted(
    path for path in (Path(__file__).parents[2] / "cases" / "pack-checks").iterdir() if path.is_dir()
)
COMMENT = re.compile(r"(?:#|\{#)! (DG\d{3})(?: (\w+)=(.+?))?(?=\s*(?:#\}|$))")
LISTED = re.compile(r"(DG\d{3})(?: ([^=\s]+))??(?: (\w+)=(.+))?")
DAY = datetime.date(2027, 1, 4)
# What a folder of cases should not or cannot hold: fonts, large pictures, names that break a checkout.
MADE_HERE = {"DG359", "DG360", "DG362"}


def expected(case):
    """List (code, place, fact, value) and the outputs to be made."""
    wanted, outputs = [], ()
    for path in sorted(path for path in case.rglob("*") if path.is_file()):
        name = path.relative_to(case).as_posix().removeprefix("child/")
        for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
            if name != "expect.txt":
                wanted += [(code, f"{name}:{number}", *fact) for code, *fact in COMMENT.findall(line)]
            elif line.startswith("documents "):
                outputs = tuple(line.split()[1:])
            else:
                wanted.append(tuple(part or "" for part in LISTED.fullmatch(line).groups()))
    return wanted, outputs


def seen(finding, wanted, folder):
    file = (finding.where.file or "").removeprefix(f"{folder.name}/")
    place = f"{file}:{finding.where.line}" if finding.where.line and not file.endswith(".txt") else file
    for code, where, fact, value in wanted:
        told = finding.facts.get(fact)
        told = next(iter(told), "") if isinstance(told, tuple) else told
        if (code, where) == (finding.code, place) and (not fact or str(told) == value):
            return code, where, fact, value
    return finding.code, place, "", str(dict(finding.facts))


def look(folder, outputs=(), *, make=False):
    checkup = Checkup(str(folder), outputs=outputs, today=DAY)
    return [*checkup.look(), *(checkup.make() if make else ())]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_finds_exactly_what_is_expected_and_says_it(case):
    folder = case / "child" if (case / "child").is_dir() else case
    wanted, outputs = expected(case)
    found = look(folder, outputs, make=bool(outputs))
    assert sorted(seen(each, wanted, folder) for each in found) == sorted(wanted)
    for prose in (say(each, language) for each in found for language in ("zh", "en")):
        assert prose.reason
        assert "{" not in prose.reason.replace("{{", "")


def test_it_has_a_case_for_every_finding_of_a_check():
    codes = {code for code in catalogue() if "DG350" <= code <= "DG363"}
    assert codes - MADE_HERE <= {code for case in CASES for code, *_ in expected(case)[0]}


def test_it_warns_of_what_is_no_mistake_and_refuses_what_is_one():
    severities = {code: catalogue()[code].severity for code in catalogue() if "DG350" <= code <= "DG363"}
    assert set(severities.values()) == {Severity.WARNING, Severity.INFO}
