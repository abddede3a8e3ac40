import hashlib
import json
import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from docgen.bulk.model import File
from docgen.bulk.shelves.folder import FolderShelf
from docgen.diagnostics import DocgenError
from docgen.seal import BLANK, seal_text

OURS = seal_text(f'<html><meta name="identifier" content="{BLANK}">'.encode())
THEIRS = b"by hand"
HOLD = (
    "import sys, time; from docgen.bulk.shelves.folder import FolderShelf\n"
    "with FolderShelf(sys.argv[1]).lock(): print(1, flush=True); time.sleep(60)"
)


def codes(failure):
    return [d.code for d in failure.value.diagnostics]


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def shelf(out):
    return FolderShelf(str(out))


@pytest.fixture
def other(out):
    """Another process that holds the folder."""
    with subprocess.Popen([sys.executable, "-c", HOLD, str(out)], stdout=subprocess.PIPE) as process:
        assert process.stdout.readline()
        yield process
        process.kill()


def test_it_saves_files_and_tells_their_digests(shelf, out):
    (made,) = shelf.put({"East/Li Na.html": OURS})
    assert made == File("East/Li Na.html", hashlib.sha256(OURS).hexdigest(), len(OURS))
    assert shelf.find(made.path) == made
    assert shelf.read(made.path) == OURS == (out / made.path).read_bytes()
    assert shelf.is_ours(made.path)


def test_it_saves_a_large_file_piece_by_piece(shelf):
    made = shelf.put_stream("zip/East.zip", (bytes([n]) * 1000 for n in range(5)))
    assert made.size == 5000
    assert shelf.find("zip/East.zip") == made


def test_it_saves_nothing_when_the_pieces_end_in_a_failure(shelf, out):
    def pieces():
        yield b"one"
        raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        shelf.put_stream("East/x.zip", pieces())
    assert [path.name for path in out.rglob("*")] == ["East"]


def test_it_finds_nothing_where_nothing_is(shelf, out):
    assert (shelf.find("a/b"), shelf.read("a/b"), [*shelf.paths()], [*shelf.lines(".docgen/x")]) == (
        None,
        None,
        [],
        [],
    )
    assert not shelf.is_ours("a/b")
    shelf.remove("a/b")
    assert not out.exists()


def test_it_does_not_replace_what_somebody_else_made(shelf, out):
    out.mkdir()
    (out / "x.html").write_bytes(THEIRS)
    with pytest.raises(DocgenError) as failure:
        shelf.put({"x.html": OURS})
    assert codes(failure) == ["DG805"]
    shelf.put({"x.html": OURS}, force=True)
    assert shelf.read("x.html") == OURS


def test_it_names_all_files_but_its_own_records(shelf, out):
    shelf.put({"b/c/x.html": OURS})
    shelf.put({"a.html": OURS})
    shelf.append(".docgen/journal.jsonl", b"{}")
    (out / "b" / "link").symlink_to(out)
    (out / ".docgen-0123456789abcdef.tmp").write_bytes(b"half")
    assert sorted(shelf.paths()) == ["a.html", "b/c/x.html", "b/link"]


def test_it_leaves_alone_what_another_run_keeps_in_a_folder_of_it(shelf, out):
    other = FolderShelf(str(out / "East"))
    other.put({"x.html": OURS})
    other.append(".docgen/journal.jsonl", b"{}")
    draft = out / "East" / ".docgen-0123456789abcdef.tmp"
    draft.write_bytes(b"half")
    shelf.put({"West/x.html": OURS})
    with shelf.lock():
        assert list(shelf.paths()) == ["West/x.html"]
    assert draft.exists()
    with other.lock():
        assert list(other.paths()) == ["x.html"]
    assert not draft.exists()


def test_it_removes_a_file_and_the_folders_that_are_empty_then(shelf, out):
    shelf.put({"b/c/x.html": OURS})
    shelf.put({"b/y.html": OURS})
    shelf.remove("b/c/x.html")
    assert [path.name for path in out.rglob("*")] == ["b", "y.html"]
    shelf.put({"b/c/x.html": OURS})
    shelf.remove("b/y.html")
    shelf.remove("b/c/x.html")
    assert [*out.rglob("*")] == []


@pytest.mark.parametrize("path", ["../x", "/x", "a/../../x", ""])
def test_it_never_leaves_its_folder(shelf, path):
    for use in (shelf.read, shelf.find, shelf.remove, lambda place: shelf.put({place: OURS})):
        with pytest.raises((ValueError, DocgenError)):
            use(path)


@pytest.mark.parametrize("planted", ["East", ".docgen", "East/sub"])
def test_it_follows_no_link_in_its_folder(shelf, out, tmp_path, planted):
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (elsewhere / "x.html").write_bytes(THEIRS)
    (out / planted).parent.mkdir(parents=True)
    (out / planted).symlink_to(elsewhere)
    path = f"{planted}/x.html"
    uses = (shelf.read, shelf.find, shelf.remove, lambda place: shelf.append(place, b"{}"))
    for use in (
        *uses,
        lambda place: [*shelf.lines(place)],
        lambda place: shelf.put({place: OURS}, force=True),
    ):
        with pytest.raises(DocgenError) as failure:
            use(path)
        assert codes(failure) == ["DG862"]
    assert not shelf.is_ours(path)
    assert [each.name for each in elsewhere.iterdir()] == ["x.html"]
    assert (elsewhere / "x.html").read_bytes() == THEIRS


def test_it_replaces_a_link_in_the_place_of_a_file_only_by_force(shelf, out, tmp_path):
    (target := tmp_path / "target").write_bytes(OURS)
    out.mkdir()
    (out / "x.html").symlink_to(target)
    with pytest.raises(DocgenError) as failure:
        shelf.put({"x.html": b"new"})
    assert codes(failure) == ["DG805"]
    shelf.put({"x.html": b"new"}, force=True)
    assert not (out / "x.html").is_symlink()
    assert target.read_bytes() == OURS


def test_it_follows_a_link_that_the_user_named(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "out").symlink_to(tmp_path / "real")
    shelf = FolderShelf(str(tmp_path / "out"))
    with shelf.lock():
        shelf.put({"x.html": OURS})
    assert (tmp_path / "real" / "x.html").exists()


def test_it_does_not_read_what_is_no_file(shelf, out):
    out.mkdir()
    os.mkfifo(out / "pipe")
    for use in (shelf.read, lambda path: [*shelf.find(path)]):
        with pytest.raises(DocgenError) as failure:
            use("pipe")
        assert codes(failure) == ["DG862"]


def test_it_leaves_nothing_of_its_lock(shelf, out):
    with shelf.lock():
        assert json.loads((out / ".docgen" / "holder.json").read_text())["pid"] == os.getpid()
    assert [path.name for path in out.rglob("*")] == [".docgen"]


def test_it_refuses_a_second_run_and_names_the_first(shelf, other):
    with pytest.raises(DocgenError) as failure, shelf.lock():
        pass
    (finding,) = failure.value.diagnostics
    assert (finding.code, finding.facts["pid"]) == ("DG851", other.pid)
    assert finding.facts["host"]


def test_it_takes_over_from_a_run_that_was_killed_and_clears_up(shelf, out, other):
    (out / "East").mkdir()
    (out / "East" / ".docgen-0123456789abcdef.tmp").write_bytes(b"half")
    other.send_signal(signal.SIGKILL)
    other.wait()
    assert (out / ".docgen" / "lock").exists()
    with shelf.lock():
        assert [*(out / "East").iterdir()] == []
    assert not (out / ".docgen" / "lock").exists()


@pytest.mark.parametrize("name", ["lock", "holder.json"])
def test_it_follows_no_link_in_the_place_of_its_lock(shelf, out, tmp_path, name):
    (out / ".docgen").mkdir(parents=True)
    (target := tmp_path / "target").write_bytes(THEIRS)
    (out / ".docgen" / name).symlink_to(target)
    if name == "lock":
        with pytest.raises(DocgenError) as failure, shelf.lock():
            pass
        assert codes(failure) == ["DG862"]
    else:
        with shelf.lock():
            assert not (out / ".docgen" / name).is_symlink()
    assert target.read_bytes() == THEIRS


def test_it_says_when_a_file_stands_where_the_folder_should_be(tmp_path):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(DocgenError) as failure, FolderShelf(str(tmp_path / "out")).lock():
        pass
    assert codes(failure) == ["DG801"]
    assert Path(tmp_path / "out").is_file()
