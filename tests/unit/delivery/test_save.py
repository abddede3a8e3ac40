import os
import resource
import signal
import stat
from pathlib import Path

import pytest

from docgen.delivery.save import save
from docgen.diagnostics import DocgenError
from docgen.seal import BLANK, seal_text
from tests.support.privileges import unprivileged

OURS = seal_text(f'<html><meta name="identifier" content="{BLANK}">'.encode())
THEIRS = b"<html>by hand"


def codes(failure):
    return [d.code for d in failure.value.diagnostics]


def content(folder):
    return {path.name: path.read_bytes() for path in folder.iterdir()}


def test_it_writes_all_files_and_makes_the_folder(tmp_path):
    out = tmp_path / "a" / "b"
    assert save(out, {"x.pdf": b"1", "x.docx": b"2"}) == (out / "x.pdf", out / "x.docx")
    assert content(out) == {"x.pdf": b"1", "x.docx": b"2"}


def test_it_gives_files_the_mode_the_user_wants(tmp_path):
    before = os.umask(0o027)
    try:
        (path,) = save(tmp_path, {"x.pdf": b"1"})
    finally:
        os.umask(before)
    assert stat.S_IMODE(path.stat().st_mode) == 0o640


def test_it_replaces_its_own_file(tmp_path):
    (tmp_path / "x.html").write_bytes(OURS)
    save(tmp_path, {"x.html": b"new"})
    assert content(tmp_path) == {"x.html": b"new"}


def test_it_keeps_a_file_of_somebody_else_and_writes_none_of_the_others(tmp_path):
    (tmp_path / "x.html").write_bytes(THEIRS)
    with pytest.raises(DocgenError) as failure:
        save(tmp_path, {"x.pdf": b"1", "x.html": b"2"})
    assert codes(failure) == ["DG805"]
    assert content(tmp_path) == {"x.html": THEIRS}


def test_it_overwrites_with_force(tmp_path):
    (tmp_path / "x.html").write_bytes(THEIRS)
    save(tmp_path, {"x.html": b"2"}, force=True)
    assert content(tmp_path) == {"x.html": b"2"}


def test_it_reports_every_file_in_the_way(tmp_path):
    (tmp_path / "x.html").write_bytes(THEIRS)
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(DocgenError) as failure:
        save(tmp_path, {"x.pdf": b"1", "x.html": b"2"})
    assert codes(failure) == ["DG807", "DG805"]


def test_it_never_removes_a_folder(tmp_path):
    (tmp_path / "x.pdf").mkdir()
    with pytest.raises(DocgenError) as failure:
        save(tmp_path, {"x.pdf": b"1"}, force=True)
    assert codes(failure) == ["DG807"]


def test_it_replaces_a_link_and_not_what_the_link_points_to(tmp_path):
    secret = tmp_path / "secret"
    secret.write_bytes(OURS)
    out = tmp_path / "out"
    out.mkdir()
    (out / "x.html").symlink_to(secret)
    with pytest.raises(DocgenError) as failure:
        save(out, {"x.html": b"2"})
    assert codes(failure) == ["DG805"]
    save(out, {"x.html": b"2"}, force=True)
    assert secret.read_bytes() == OURS
    assert not (out / "x.html").is_symlink()


@pytest.mark.parametrize("below", ["", "deeper/still"])
def test_it_says_that_the_folder_is_a_file(tmp_path, below):
    (tmp_path / "out").write_bytes(b"")
    with pytest.raises(DocgenError) as failure:
        save(tmp_path / "out" / below, {"x.pdf": b"1"})
    assert codes(failure) == ["DG801"]
    assert failure.value.diagnostics[0].facts["obstacle"] == str(tmp_path / "out")


def test_it_says_that_the_folder_cannot_be_written(tmp_path):
    tmp_path.chmod(0o500)

    def attempt():
        with pytest.raises(DocgenError) as failure:
            save(tmp_path, {"x.pdf": b"1"})
        assert codes(failure) == ["DG802"]

    assert unprivileged(attempt)
    assert content(tmp_path) == {}


def test_it_takes_a_new_folder_away_again_when_there_is_no_room(tmp_path):
    failure = save_with_a_limit(tmp_path / "new" / "deep", {"a.pdf": b"1" * 100_000}, limit=50_000)
    assert codes(failure) == ["DG803"]
    assert list(tmp_path.iterdir()) == []


def test_it_leaves_nothing_behind_when_there_is_no_room(tmp_path):
    (tmp_path / "x.html").write_bytes(OURS)
    failure = save_with_a_limit(tmp_path, {"a.pdf": b"1", "x.html": b"2" * 100_000}, limit=50_000)
    assert codes(failure) == ["DG803"]
    assert content(tmp_path) == {"x.html": OURS}


def test_it_puts_earlier_files_back_when_a_rename_fails(tmp_path):
    """The last name is too long for any file system, and that shows only while renaming."""
    (tmp_path / "x.html").write_bytes(OURS)
    with pytest.raises(DocgenError) as failure:
        save(tmp_path, {"new.pdf": b"1", "x.html": b"2", "y" * 300: b"3"})
    assert codes(failure) == ["DG804"]
    assert content(tmp_path) == {"x.html": OURS}


def save_with_a_limit(folder: Path, files, limit):
    """Fail a write as a full disk does, by a limit on the size of one file."""
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_FSIZE, (limit, before[1]))
    try:
        with pytest.raises(DocgenError) as failure:
            save(folder, files)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    return failure
