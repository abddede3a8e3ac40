"""Only one's own data in one's own file: every field of everybody bears a canary, and every file is searched."""

import re
from dataclasses import replace
from pathlib import PurePosixPath

import pytest

from tests.acceptance.conftest import Docgen
from tests.support.changing import text_fields
from tests.support.company import people, write_company
from tests.support.contents import contents
from tests.support.making import SAMPLES, as_json, sample_data

CANARIES = ("qzak7", "qzbk7", "qzck7", "qzdk7")
CANARY = re.compile("qz[a-d]k7")
TOKEN = re.compile("T[0-9]{4}qz[a-d]k7")
TEAMS = {"East": CANARIES[:2], "West": CANARIES[2:]}
OPTIONS = ("--to", "pdf,docx,html", "--today", "2027-01-04")


class Searched:
    """A run that has ended, and what is written in each of its files."""

    def __init__(self, docgen, *arguments):
        self.homes = [docgen.folder / name for name in ("temp", "home")]
        for home in self.homes:
            home.mkdir()
        temp, home = map(str, self.homes)
        self.ended = docgen(
            "bulk", *arguments, "--out", "out", *OPTIONS,
            timeout=300, TMPDIR=temp, HOME=home, XDG_CACHE_HOME=f"{home}/cache",
        )  # fmt: skip
        out = docgen.folder / "out"
        self.files = {
            path.relative_to(out).as_posix(): contents(path.name, path.read_bytes())
            for path in sorted(out.rglob("*"))
            if path.is_file()
        }

    def canaries(self, path):
        return set(CANARY.findall(self.files[path]))

    def owners(self):
        """Yield the personal files with the canary of the person they are about."""
        for path in self.files:
            found = CANARY.findall(PurePosixPath(path).name)
            if found:
                yield path, found[0]

    def left_behind(self):
        """Return the canaries in what was left in the temporary folder and at home."""
        found = set()
        for home in self.homes:
            for path in home.rglob("*"):
                found |= set(CANARY.findall(path.name))
                found |= (
                    set(CANARY.findall(contents(path.name, path.read_bytes()))) if path.is_file() else set()
                )
        return found


@pytest.fixture(scope="module")
def searched(tmp_path_factory):
    """The four samples, in two teams, with a canary in every field that takes text; all that can be made of them."""
    docgen = Docgen(tmp_path_factory.mktemp("canaries"))
    tokens = {}
    for canary, sample in zip(CANARIES, SAMPLES, strict=True):
        team = next(name for name, members in TEAMS.items() if canary in members)
        data = sample_data(sample)
        data.pop("signed", None)  # what was signed may not change
        data["custom"] = {"remark": "private"}
        tokens[canary] = text_fields(data, canary)
        home = docgen.folder / "specs" / team
        home.mkdir(parents=True, exist_ok=True)
        (home / f"{canary}-spec.json").write_bytes(as_json(data))
    found = Searched(docgen, "specs", "--jobs", "2", "--binder", "--zip")
    assert found.ended.code == 0, found.ended.out + found.ended.err
    found.tokens = tokens
    return found


@pytest.mark.xdist_group("bulk-privacy")
def test_it_writes_nothing_of_anybody_else_into_a_persons_file(searched):
    personal = dict(searched.owners())
    assert sorted(personal.values()) == sorted(CANARIES * 3)
    for path, canary in personal.items():
        assert searched.canaries(path) == {canary}, path


@pytest.mark.xdist_group("bulk-privacy")
def test_it_searches_well_enough_to_find_what_is_there(searched):
    for path, canary in searched.owners():
        if path.endswith((".pdf", ".docx")):  # both hold the spec
            said = set(TOKEN.findall(searched.files[path]))
            assert said >= set(searched.tokens[canary].values()), path


@pytest.mark.xdist_group("bulk-privacy")
@pytest.mark.parametrize("team", TEAMS)
def test_it_writes_nothing_of_another_team_into_what_a_team_gets(searched, team):
    given = [path for path in searched.files if team in path and not CANARY.search(path)]
    assert any(path.endswith(".zip") for path in given)
    assert any(path.endswith(".pdf") for path in given)
    for path in given:
        assert searched.canaries(path) == set(TEAMS[team]), path


@pytest.mark.xdist_group("bulk-privacy")
@pytest.mark.parametrize("name", ["index.html", "summary.xlsx"])
def test_it_tells_hr_of_everybody(searched, name):
    assert searched.canaries(name) == set(CANARIES)


@pytest.mark.xdist_group("bulk-privacy")
def test_it_says_names_and_numbers_alone_while_it_works(searched):
    known = {
        searched.tokens[canary].get(path)
        for canary in CANARIES
        for path in [("person", "name"), ("person", "name", "zh"), ("person", "name", "en"), ("person", "id"), ("document", "number")]
    }  # fmt: skip
    said = set(TOKEN.findall(searched.ended.out + searched.ended.err))
    assert said <= known


@pytest.mark.xdist_group("bulk-privacy")
def test_it_leaves_nothing_of_anybody_behind(searched):
    assert searched.left_behind() == set()


def with_canaries():
    """Yield three people in two teams, with a canary in everything that is theirs."""
    for canary, person in zip(CANARIES, people(3), strict=False):
        yield replace(
            person,
            name=person.name + canary,
            id=person.id + canary,
            position=person.position + canary,
            grade=person.grade + canary,
            manager=person.manager + canary,
            team="East" if canary in TEAMS["East"] else "West",
            note=canary,
        )


@pytest.mark.parametrize("form", ["rows", "team", "workbook"])
def test_it_keeps_people_of_one_file_apart(docgen, form):
    source = write_company(docgen.folder, with_canaries(), "rows" if form == "rows" else "team")
    if form == "workbook":
        made = docgen("workbook", "new", "--team", source, "--out", "book.xlsx")
        assert made.code == 0, made.err
        source = docgen.folder / "book.xlsx"
    # One worker makes one after the other: whatever it keeps by mistake is in the next.
    found = Searched(docgen, source, "--jobs", "1", "--pack", "onepage")
    assert found.ended.code == 0, found.ended.out + found.ended.err
    personal = dict(found.owners())
    assert sorted(personal.values()) == sorted(CANARIES[:3] * 3)
    for path, canary in personal.items():
        assert found.canaries(path) == {canary}, path
    assert found.left_behind() == set()
