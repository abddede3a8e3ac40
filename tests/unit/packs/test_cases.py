"""Every case under tests/cases/packs says on its guilty lines, or in expect.txt, what it expects.

A case is one pack, or several of which ``child`` is loaded. An expectation is a code and, where it
matters, one fact: ``#! DG304 near=extends``, ``{#! DG404 #}``, ``/*! DG318 */``, ``<!--! DG315 -->``.
What has no line of its own stands in expect.txt: ``DG305 pack.yaml key=name``.
"""

import datetime
import os
import re
from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.diagnostics.catalogue import catalogue
from docgen.diagnostics.sentences import say
from docgen.i18n.locale import find_locale
from docgen.packs.files import MAX_BYTES, MAX_FILES, MAX_FONT_BYTES
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "samples" / "personal" / "market-entry.yaml"
CASES = sorted(path for path in (ROOT / "tests" / "cases" / "packs").iterdir() if path.is_dir())
DAY = datetime.date(2027, 1, 4)

# A code, and perhaps a fact up to the next comment or to the end of this one.
COMMENT = re.compile(r"(?:#|/\*|<!--)! (DG\d{3})(?: (\w+)=(.+?))?(?=\s*(?:#!|#\}|\*/|-->|$))")
LISTED = re.compile(r"(DG\d{3})(?: ([^=\s]+(?: \(parent \d\)\S*)?))??(?: (\w+)=(.+))?")
FOREIGN = re.compile(
    r"jinja|pydantic|lxml|Traceback|Input should|object at 0x|<class|Decimal|\b(None|True)\b"
)

# What a folder of cases cannot hold is made by a test below.
MADE_HERE = {"DG308", "DG309", "DG310"}


def findings(folder):
    """Load the pack, prepare it for HTML and render the sample; return all there is to say."""
    try:
        pack = load_pack(str(folder))
        press = prepare(pack, ("html",), find_locale("zh"))
    except DocgenError as failure:
        return failure.diagnostics
    return (*pack.remarks, *produce(read(SAMPLE.read_bytes(), SAMPLE.name), press, DAY).diagnostics)


def expected(case):
    """List (code, place, fact, value) of every comment and of expect.txt."""
    for path in sorted(case.rglob("*.*")):
        name = path.relative_to(case).as_posix()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").split("\n"), 1):
            if name != "expect.txt":
                yield from ((code, f"{name}:{number}", *fact) for code, *fact in COMMENT.findall(line))
            elif line:
                yield tuple(part or "" for part in LISTED.fullmatch(line).groups())


def place(diagnostic, case):
    """Name the file as it lies in the case, with the line."""
    file, line = diagnostic.where.file or "", diagnostic.where.line
    if Path(file).is_absolute():
        file = Path(file).relative_to(case).as_posix()
    if file == SAMPLE.name:  # said of the whole document
        file = ""
    return file.removeprefix(f"{case.name}/") + (f":{line}" if line else "")


def seen(diagnostic, wanted, case):
    """Tell a finding in the form of an expectation, with the fact that somebody waits for there."""
    here = (diagnostic.code, place(diagnostic, case))
    facts = [fact for *there, fact, _ in wanted if tuple(there) == here and fact in diagnostic.facts]
    told = [(fact, words(diagnostic.facts[fact])) for fact in facts]
    return (*here, *next((each for each in told if (*here, *each) in wanted), (told or [("", "")])[0]))


def words(fact):
    """Say a fact; of several names the first counts."""
    return next(iter(fact), "") if isinstance(fact, tuple) else str(fact)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_it_finds_exactly_what_is_expected_and_says_it_plainly(case):
    wanted = sorted(expected(case))
    found = findings(case / "child" if (case / "child").is_dir() else case)
    assert sorted(seen(each, wanted, case) for each in found) == wanted
    for prose in (say(each, language) for each in found for language in ("zh", "en")):
        assert prose.reason
        assert not FOREIGN.search(f"{prose.reason} {prose.hint}")


@pytest.fixture
def good(tmp_path):
    """Lay out a pack that is right."""
    folder = tmp_path / "good"
    (folder / "sections").mkdir(parents=True)
    manifest = "name: good\ntitle: {zh: 案例, en: Case}\nextends: classic\nsections: [goals]\n"
    (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
    return folder


def large(path, size):
    with path.open("wb") as file:
        file.truncate(size)


def many(folder):
    for number in range(MAX_FILES):
        (folder / f"{number}.txt").touch()


def deep(folder):
    """Nest folders until no path reaches the last: it can be looked into no more than a forbidden one."""
    steps = [os.open(folder, os.O_RDONLY)]
    for _ in range(20):
        os.mkdir("x" * 250, dir_fd=steps[-1])
        steps.append(os.open("x" * 250, os.O_RDONLY, dir_fd=steps[-1]))
    for step in steps:
        os.close(step)


# Links lead out of the pack, round in a circle, to nowhere; a pipe would make a reader wait.
AT_RUN_TIME = {
    "file-link": (lambda p: (p / "sections" / "x.html.j2").symlink_to(SAMPLE), "DG308", "sections/x.html.j2"),
    "folder-link": (lambda p: (p / "assets").symlink_to(SAMPLE.parent), "DG308", "assets"),
    "link-within": (lambda p: (p / "copy.yaml").symlink_to(p / "pack.yaml"), "DG308", "copy.yaml"),
    "link-in-circle": (lambda p: (p / "labels").symlink_to(p), "DG308", "labels"),
    "link-to-nowhere": (lambda p: (p / "x.css").symlink_to(p / "none"), "DG308", "x.css"),
    "pipe": (lambda p: os.mkfifo(p / "sections" / "goals.html.j2"), "DG309", "sections/goals.html.j2"),
    "deep": (deep, "DG309", None),
    "large-file": (lambda p: large(p / "photo.png", MAX_BYTES + 1), "DG310", "photo.png"),
    "large-font": (lambda p: large(p / "Own.ttf", MAX_FONT_BYTES + 1), "DG310", "Own.ttf"),
    "many-files": (many, "DG310", "good"),
}


def test_it_finds_nothing_in_a_pack_that_is_right(good):
    (good / ".git").mkdir()
    (good / ".git" / "config").symlink_to(SAMPLE)  # what is hidden is not read
    large(good / "photo.txt", MAX_BYTES)
    assert findings(good) == ()


@pytest.mark.parametrize("name", AT_RUN_TIME)
def test_it_refuses_what_has_no_business_in_a_pack(name, good):
    spoil, code, where = AT_RUN_TIME[name]
    spoil(good)
    (found,) = findings(good)
    assert (found.code, where and place(found, good)) == (code, where)
    assert found.facts["file"] == found.where.file.rpartition("/")[2]


def test_it_has_a_case_for_every_code_of_packs_and_templates():
    codes = {code for code in catalogue() if "DG300" < code < "DG350" or "DG400" < code < "DG410"}
    shown = {code for case in CASES for code, *_ in expected(case)}
    assert codes - MADE_HERE <= shown
    assert {code for _, code, _ in AT_RUN_TIME.values()} == MADE_HERE
