import dataclasses
import datetime
from contextlib import ExitStack, closing

import pytest

from docgen.bulk.model import File, Record, Who
from docgen.bulk.records.codec import encode
from docgen.bulk.records.ledger import JOURNAL, LEDGER, Ledger
from docgen.bulk.shelves.folder import FolderShelf
from docgen.diagnostics import DocgenError, report

DAY = datetime.date(2027, 1, 4)


def record(name, **changes):
    usual = Record(name, f"{name}.yaml", f"East/{name}", f"key of {name}", "made", DAY, Who(name))
    usual = dataclasses.replace(usual, files=(File(f"East/{name}.pdf", "d" * 64, 7),))
    return dataclasses.replace(usual, **changes)


@pytest.fixture
def shelf(tmp_path):
    return FolderShelf(str(tmp_path / "out"))


@pytest.fixture
def open_ledger():
    """Open ledgers, as runs do one after the other; all are closed at the end."""
    with ExitStack() as opened:
        yield lambda shelf: opened.enter_context(closing(Ledger(shelf)))


@pytest.fixture
def settled(shelf, open_ledger):
    """A shelf with the records of a run that came to its end."""
    ledger = open_ledger(shelf)
    ledger.begin(DAY, "order")
    for name in ("b", "a", "c"):
        ledger.add(record(name))
    ledger.settle(["a", "b", "c"])
    return shelf


def test_it_knows_nothing_at_first(open_ledger, shelf):
    ledger = open_ledger(shelf)
    assert (ledger.known, ledger.findings, ledger.unfinished_day("order")) == ({}, (), None)


def test_it_settles_the_records_in_the_order_of_the_plan(open_ledger, settled):
    ledger = open_ledger(settled)
    assert [each.id for each in ledger.records(["c", "b", "a", "gone"])] == ["c", "b", "a"]
    assert [line[:9] for line in settled.lines(LEDGER)] == [
        b'{"ledger"',
        b'{"id":"a"',
        b'{"id":"b"',
        b'{"id":"c"',
    ]
    assert [*settled.lines(JOURNAL)] == []
    known = ledger.known["a"]
    assert (known.key, known.stem, known.files, known.who) == (
        "key of a",
        "East/a",
        record("a").files,
        Who("a"),
    )
    assert not known.has_findings


def test_it_remembers_what_a_run_did_that_was_killed(open_ledger, settled):
    ledger = open_ledger(settled)
    ledger.begin(DAY + datetime.timedelta(1), "order")
    ledger.add(record("b", key="new", findings=(report("DG860", count=1),)))
    again = open_ledger(settled)
    assert again.known["b"].key == "new"
    assert again.known["b"].has_findings
    assert again.known["a"].key == "key of a"
    assert again.unfinished_day("order") == DAY + datetime.timedelta(1)
    assert again.unfinished_day("another order") is None


def test_it_goes_on_with_the_journal_of_a_run_that_was_killed(open_ledger, shelf):
    open_ledger(shelf).begin(DAY, "order")
    again = open_ledger(shelf)
    again.begin(DAY, "order")
    again.add(record("a"))
    assert len([*shelf.lines(JOURNAL)]) == 2
    other = open_ledger(shelf)
    other.begin(DAY, "another order")
    assert open_ledger(shelf).unfinished_day("another order") == DAY


def test_it_forgets_documents_that_are_no_longer_in_the_plan(open_ledger, settled):
    open_ledger(settled).settle(["c", "a"])
    assert list(open_ledger(settled).known) == ["c", "a"]


def test_it_writes_nothing_when_nothing_has_changed(open_ledger, settled, tmp_path):
    path = tmp_path / "out" / LEDGER
    before = path.stat()
    ledger = open_ledger(settled)
    ledger.note(record("b"))
    ledger.settle(["a", "b", "c"])
    assert path.stat().st_ino == before.st_ino
    assert ledger.digest == open_ledger(settled).digest


def test_it_has_the_same_digest_however_the_run_went(open_ledger, settled, tmp_path):
    other = FolderShelf(str(tmp_path / "other"))
    ledger = open_ledger(other)
    for name in ("c", "a"):
        ledger.add(record(name))
    ledger.settle(["a", "c"])
    again = open_ledger(other)
    again.add(record("b"))
    again.settle(["a", "b", "c"])
    assert again.digest == open_ledger(settled).digest
    assert other.read(LEDGER) == settled.read(LEDGER)


def test_it_says_which_lines_are_damaged_and_keeps_the_others(open_ledger, settled, tmp_path):
    path = tmp_path / "out" / LEDGER
    path.write_bytes(path.read_bytes().replace(b"key of b", b"key of x"))
    ledger = open_ledger(settled)
    assert [(each.code, each.facts["count"]) for each in ledger.findings] == [("DG860", 1)]
    assert sorted(ledger.known) == ["a", "c"]
    ledger.settle(["a", "b", "c"])
    assert open_ledger(settled).findings == ()


@pytest.mark.parametrize("header", [b"", encode({"ledger": 2}) + b"\n", b'{"ledger":1}\n', b"\xff\n"])
def test_it_makes_everything_anew_when_the_records_are_not_its_own(open_ledger, settled, tmp_path, header):
    path = tmp_path / "out" / LEDGER
    path.write_bytes(header + path.read_bytes().partition(b"\n")[2])
    assert open_ledger(settled).known == {}


def test_it_leaves_a_torn_last_line_out(open_ledger, shelf, tmp_path):
    ledger = open_ledger(shelf)
    ledger.begin(DAY, "order")
    ledger.add(record("a"))
    ledger.add(record("b"))
    path = tmp_path / "out" / JOURNAL
    path.write_bytes(path.read_bytes()[:-5])
    again = open_ledger(shelf)
    assert (list(again.known), again.findings) == (["a"], ())


def test_it_says_when_there_is_no_room_for_temporary_files(shelf, monkeypatch):
    def refuse(*_, **__):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("tempfile.TemporaryFile", refuse)
    with pytest.raises(DocgenError) as failure:
        Ledger(shelf)
    assert [each.code for each in failure.value.diagnostics] == ["DG803"]
