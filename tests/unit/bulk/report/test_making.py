"""When reports are made, when they are left, and what happens to what somebody has changed."""

import pytest

from tests.support.records import WARNING, Desk, a_failure


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "out")
    desk.add("Maya Okafor")
    desk.add("林知遥", findings=(WARNING,))
    desk.add("Tomas Tan", "West")
    desk.records.append(a_failure("Iris Nair", "West"))
    return desk


def codes(reported):
    return [found.code for found in reported.findings]


def test_it_makes_index_workbook_and_archives(desk):
    reported = desk.report(zips=True)
    assert [file.path for file in reported.files] == [
        "zip/East.zip",
        "zip/West.zip",
        "index.html",
        "summary.xlsx",
    ]
    assert codes(reported) == []
    assert all(desk.shelf.find(file.path) == file for file in reported.files)
    assert all(desk.shelf.is_ours(file.path) for file in reported.files)


def test_it_makes_no_archives_unless_they_are_wanted(desk):
    assert [file.path for file in desk.report().files] == ["index.html", "summary.xlsx"]


def test_it_leaves_everything_when_nothing_has_changed(desk):
    first = desk.report(zips=True)
    before, desk.read = desk.content(), 0
    assert desk.report(zips=True) == first
    assert desk.read == 1  # for the archives alone
    assert desk.content() == before


@pytest.mark.parametrize("lost", ["index.html", "summary.xlsx", "zip/East.zip", ".docgen/reports.json"])
def test_it_makes_again_what_is_lost(desk, lost):
    desk.report(zips=True)
    before = desk.content()
    (desk.folder / lost).unlink()
    assert codes(desk.report(zips=True)) == []
    assert desk.content() == before


def test_it_follows_changed_records(desk):
    desk.report("1", zips=True)
    before = desk.content()
    desk.add("Zoë Ångström", "West")
    assert codes(desk.report("2", zips=True)) == []
    after = desk.content()
    assert before["zip/East.zip"] == after["zip/East.zip"]
    assert all(before[name] != after[name] for name in ("index.html", "summary.xlsx", "zip/West.zip"))


def test_it_makes_the_same_bytes_anywhere(desk, tmp_path):
    desk.report(zips=True)
    other = Desk(tmp_path / "other")
    for record in desk.records:
        for file in record.files:
            other.shelf.put({file.path: desk.shelf.read(file.path)}, force=True)
    other.records = desk.records
    other.report(zips=True)
    assert other.content() == desk.content()


@pytest.mark.parametrize("mine", ["index.html", "summary.xlsx", "zip/East.zip"])
def test_it_leaves_what_somebody_has_changed(desk, mine):
    desk.report("1", zips=True)
    (desk.folder / mine).write_bytes(b"my own notes")
    desk.add("Zoë Ångström")
    reported = desk.report("2", zips=True)
    assert codes(reported) == ["DG870"]
    assert reported.findings[0].facts == {"name": mine}
    assert desk.content()[mine] == b"my own notes"
    assert mine not in {file.path for file in reported.files}
    assert codes(desk.report("2", zips=True)) == ["DG870"]
    assert codes(desk.report("2", zips=True, force=True)) == []
    assert desk.content()[mine] != b"my own notes"


def test_it_packs_only_what_the_run_made(desk):
    (desk.folder / desk.records[0].files[0].path).write_bytes(b"changed")
    (desk.folder / desk.records[1].files[1].path).unlink()
    reported = desk.report(zips=True)
    assert codes(reported) == ["DG871", "DG871"]
    assert {found.facts["name"] for found in reported.findings} == {
        "East/E001_Maya Okafor.pdf", "East/E002_林知遥.docx",
    }  # fmt: skip


def test_it_names_old_archives_and_removes_them_when_asked(desk):
    desk.report(zips=True)
    assert codes(desk.report()) == ["DG872"]
    again = desk.report()
    assert codes(again) == ["DG872"]
    assert again.findings[0].facts == {"names": ("zip/East.zip", "zip/West.zip")}
    assert codes(desk.report(prune=True)) == []
    assert not (desk.folder / "zip").exists()
    assert codes(desk.report()) == []


def test_it_prunes_no_archive_that_somebody_has_changed(desk):
    desk.report(zips=True)
    (desk.folder / "zip" / "East.zip").write_bytes(b"PK mine")
    assert codes(desk.report(prune=True)) == ["DG872"]
    assert [path.name for path in (desk.folder / "zip").iterdir()] == ["East.zip"]


@pytest.mark.parametrize(
    "damaged", [b"", b"{", b"[]", b"null", b'{"format": 1, "files": {"x": 3}, "ahead": {}}']
)
def test_it_understands_a_damaged_record_as_none(desk, damaged):
    desk.report()
    before = desk.content()
    (desk.folder / ".docgen" / "reports.json").write_bytes(damaged)
    assert codes(desk.report()) == []
    assert desk.content() == before


class KilledError(Exception):
    """Stands for the end of the process."""


def test_it_leaves_no_page_that_nobody_knows_when_it_was_killed(desk, monkeypatch):
    monkeypatch.setattr("docgen.bulk.report.pages.ONE_PAGE", 2)
    with monkeypatch.context() as patch:
        kill_at(desk.shelf, 3, patch)
        with pytest.raises(KilledError):
            desk.report("1")
    assert (desk.folder / "report" / "West.html").exists()
    del desk.records[2:]
    assert codes(desk.report("2")) == []
    assert not (desk.folder / "report").exists()


def test_it_makes_and_removes_the_pages_of_teams(desk, monkeypatch):
    monkeypatch.setattr("docgen.bulk.report.pages.ONE_PAGE", 2)
    assert [file.path for file in desk.report().files] == [
        "report/East.html", "report/West.html", "index.html", "summary.xlsx",
    ]  # fmt: skip
    before, desk.read = desk.content(), 0
    desk.report()
    assert (desk.content(), desk.read) == (before, 0)
    del desk.records[2:]
    desk.report("2")
    assert not (desk.folder / "report").exists()


WRITES = [*((10, write) for write in range(1, 5)), *((2, write) for write in range(1, 6))]


@pytest.mark.parametrize(("small", "write"), WRITES)
def test_it_comes_to_the_same_end_when_it_was_killed_at_any_write(desk, monkeypatch, small, write):
    """The workbook of a large company bears no seal and is known by its digest; four people stand for it here."""
    monkeypatch.setattr("docgen.bulk.report.book._SMALL", small)
    desk.report("1", zips=True)
    desk.add("Zoë Ångström", "West")
    with monkeypatch.context() as patch:
        kill_at(desk.shelf, write, patch)
        with pytest.raises(KilledError):
            desk.report("2", zips=True)
    desk.records.append(a_failure("Mei Tan"))  # more has changed since
    assert codes(desk.report("3", zips=True)) == []
    killed = desk.content()
    for name in ("index.html", "summary.xlsx", "zip/East.zip", "zip/West.zip", ".docgen/reports.json"):
        (desk.folder / name).unlink()
    desk.report("3", zips=True)
    assert desk.content() == killed


def kill_at(shelf, write, monkeypatch):
    """Let this write be the last one: the file is there, and nobody hears of it."""
    count = 0

    def wrap(save):
        def saving(*args, **kwargs):
            nonlocal count
            saved = save(*args, **kwargs)
            count += 1
            if count == write:
                raise KilledError
            return saved

        return saving

    for name in ("put", "put_stream"):
        monkeypatch.setattr(shelf, name, wrap(getattr(shelf, name)))
