"""Binders of real documents: bound by real children, kept while nothing changes, honest about who is missing."""

import datetime
import re
import threading
from functools import cache

import pytest

from docgen.bulk.binders import binder
from docgen.bulk.binders.binder import Binding, make_binders
from docgen.bulk.contract import Work
from docgen.bulk.making import make_one
from docgen.bulk.model import Job, Order, Who
from docgen.bulk.shelves.folder import FolderShelf
from docgen.seal import is_pdf_sealed
from docgen.sources.files import Files
from docgen.workshop.workshop import Workshop
from tests.support.company import make_company
from tests.support.pdf_text import read_pdf

DAY = datetime.date(2027, 1, 4)


@cache
def workshop(pack, to):
    return Workshop(pack, to)


class Run:
    """A small run that is made here, for its binders to be made by the real thing.

    Its documents are HTML where it does not matter, which costs nothing.
    """

    def __init__(self, root, *, pack="onepage", language="zh", people=3, to=("html",), teams=("东区",)):
        make_company(root, people, form="folder", language=language)
        self.files = sorted((root / "specs").rglob("*.yaml"))
        self.out = root / "out"
        self.pack, self.to = pack, to
        self.teams = {file: teams[number % len(teams)] for number, file in enumerate(self.files)}
        self.shared = None
        self.make()

    def make(self):
        settings = {"pack": self.pack, "to": self.to, "locale": None, "review": False}
        self.source = Files([str(file) for file in self.files])
        shelf = FolderShelf(str(self.out))
        self.work = Work(Order(settings, DAY), self.source, shelf, threading.Event())
        self.records = []
        self.entries = {entry.id: entry for entry in self.source.entries()}
        for file, entry in zip(self.files, self.entries.values(), strict=True):
            stem = f"{self.teams[file]}/{file.stem}"
            job = Job(entry, stem, f"{file.read_bytes()!r}", Who(name=f"员工{file.stem}"))
            self.records.append(make_one(workshop(self.pack, self.to), job, self.work))

    def spoil(self, number):
        """Make the spec of a person one that has errors."""
        file = self.files[number]
        file.write_text(file.read_text(encoding="utf-8") + "\nnonsense: true\n", encoding="utf-8")
        self.make()

    def bind(self, **more):
        binding = Binding(self.entries, lambda _team: self.shared, **more)
        return make_binders(lambda: iter(self.records), self.work, binding)

    def read(self, path):
        return read_pdf((self.out / path).read_bytes())

    def files_there(self):
        return {
            f.relative_to(self.out).as_posix(): f.read_bytes() for f in self.out.rglob("*") if f.is_file()
        }


@pytest.fixture(scope="module")
def run(tmp_path_factory):
    made = Run(tmp_path_factory.mktemp("run"), to=("pdf",))
    made.bound = made.bind()
    return made


def without_numbers(text):
    """Return the words of a page without numbers of pages and the dots that lead to them."""
    return [
        word for each in text.split() if (word := each.rstrip(".")) and not re.fullmatch(r"[0-9]+|/", word)
    ]


class TestContent:
    def test_it_holds_everybodys_pages_as_they_are_in_their_own_file(self, run):
        pages = run.read("东区/_合订本.pdf").pages
        own = [page for record in run.records for page in run.read(record.files[0].path).pages]
        assert list(map(without_numbers, pages[-len(own) :])) == list(map(without_numbers, own))

    def test_it_tells_true_page_numbers_in_the_contents(self, run):
        book = run.read("东区/_合订本.pdf")
        contents = " ".join(" ".join(book.pages[1:3]).split())
        for record in run.records:
            name = record.brief.name
            page = int(re.search(rf"{name}\D+?([0-9]+)", contents)[1])
            assert name in book.pages[page - 1]
            assert [mark.page for mark in book.bookmarks if mark.title == name] == [page]

    def test_it_holds_the_same_for_a_document_of_many_pages_in_english(self, tmp_path):
        made = Run(tmp_path, pack="classic", language="en", people=1, to=("pdf",))
        made.bind()
        pages = made.read("东区/_binder.pdf").pages
        own = made.read(made.records[0].files[0].path).pages
        assert len(own) > 9
        assert ["1 The team at a glance" in pages[2], "2 Alignment with strategy" in pages[2]] == [True, True]
        assert list(map(without_numbers, pages[-len(own) :])) == list(map(without_numbers, own))

    def test_it_is_sealed_and_told_by_team(self, run):
        assert dict(run.bound.paths) == {"东区": ("东区/_合订本.pdf",)}
        assert run.bound.findings == ()
        assert is_pdf_sealed((run.out / "东区/_合订本.pdf").read_bytes())


class TestRunningAgain:
    def test_it_binds_again_only_what_has_changed(self, run):
        file = run.out / "东区/_合订本.pdf"
        before = file.stat().st_mtime_ns
        assert run.bind().paths == run.bound.paths
        assert file.stat().st_mtime_ns == before

    def test_it_comes_to_the_same_bytes_when_its_memory_is_lost(self, run):
        before = run.files_there()
        (run.out / ".docgen/binders.json").unlink()
        (run.out / "东区/_合订本.pdf").unlink()
        run.bind(workers=2)
        assert run.files_there() == before

    def test_it_leaves_a_binder_that_somebody_annotated(self, tmp_path):
        made = Run(tmp_path, people=1)
        made.bind()
        file = made.out / "东区/_合订本.pdf"
        annotated = file.read_bytes() + b"% a note"
        file.write_bytes(annotated)
        assert [found.code for found in made.bind().findings] == ["DG805"]
        assert file.read_bytes() == annotated

    def test_it_names_binders_of_teams_that_are_gone_and_removes_them_when_asked(self, tmp_path):
        made = Run(tmp_path, people=2, teams=("东区", "西区"))
        made.bind()
        made.records.pop()
        (found,) = made.bind().findings
        assert (found.code, found.facts["names"]) == ("DG877", ("西区/_合订本.pdf",))
        assert made.bind(wanted=False).findings[0].facts["count"] == 2
        assert made.bind(prune=True).findings == ()
        assert sorted(path for path in made.files_there() if "_合" in path) == ["东区/_合订本.pdf"]


class TestWhatIsMissing:
    def test_it_names_people_whose_document_failed(self, tmp_path):
        made = Run(tmp_path, people=2)
        made.spoil(1)
        (found,) = made.bind().findings
        assert (found.code, found.facts["count"], found.facts["team"]) == ("DG876", 1, "东区")
        contents = " ".join(made.read("东区/_合订本.pdf").pages[1].split())
        assert re.search(rf"员工{made.files[1].stem}\W+未生成", contents)

    def test_it_makes_no_binder_for_nobody(self, tmp_path):
        made = Run(tmp_path, people=1)
        made.spoil(0)
        assert made.bind() == binder.Bound({}, ())

    def test_it_costs_a_team_its_binder_when_its_source_is_gone(self, tmp_path):
        made = Run(tmp_path, people=2, teams=("东区", "西区"))
        made.files[0].unlink()
        bound = made.bind()
        assert next(found.code for found in bound.findings) == "DG875"
        assert list(bound.paths) == ["西区"]

    def test_it_ends_at_once_when_the_run_is_to_stop(self, tmp_path):
        made = Run(tmp_path, people=1)
        made.work.stop.set()
        assert made.bind().paths == {}
        assert not list(made.out.rglob("_*.pdf"))


class TestVolumes:
    def test_it_divides_a_large_team_and_says_who_is_where(self, tmp_path, monkeypatch):
        made = Run(tmp_path)
        made.records, third = made.records[:2], made.records[2]
        made.bind()
        made.records.append(third)
        monkeypatch.setattr(binder, "PEOPLE_A_VOLUME", 2)
        made.bind()
        assert sorted(file.name for file in made.out.rglob("_*.pdf")) == ["_合订本-1.pdf", "_合订本-2.pdf"]
        first, second = (made.read(f"东区/_合订本-{number}.pdf") for number in (1, 2))
        assert third.brief.name in second.pages[-1]
        assert "第2卷" in first.pages[1].replace(" ", "")
        assert "团队总览" in first.pages[1]
        assert "团队总览" not in second.pages[1]
