import errno
import os

import pytest

from docgen.delivery.journal import append_line, read_lines


def test_it_adds_lines_and_reads_them_again(tmp_path):
    path = tmp_path / "journal"
    for line in (b"one", "二".encode(), b""):
        append_line(path, line)
    assert path.read_bytes() == "one\n二\n\n".encode()
    assert [*read_lines(path)] == [b"one", "二".encode(), b""]


def test_it_finds_no_lines_where_there_is_no_file(tmp_path):
    assert [*read_lines(tmp_path / "journal")] == []


@pytest.mark.parametrize("torn", [b"tor", b"x" * 200_000])
@pytest.mark.parametrize("before", [b"", b"one\n"])
def test_it_leaves_a_torn_line_out_and_cuts_it_off(tmp_path, before, torn):
    path = tmp_path / "journal"
    path.write_bytes(before + torn)
    assert b"\n".join(read_lines(path)) == before.rstrip()
    append_line(path, b"two")
    assert path.read_bytes() == before + b"two\n"


def test_it_writes_on_where_the_system_took_a_part_only(tmp_path, monkeypatch):
    write = os.write
    monkeypatch.setattr(os, "write", lambda descriptor, content: write(descriptor, content[:3]))
    append_line(tmp_path / "journal", b"0123456789")
    assert (tmp_path / "journal").read_bytes() == b"0123456789\n"


@pytest.mark.parametrize("call", ["write", "fsync"])
def test_it_leaves_the_file_as_it_was_when_the_disk_is_full(tmp_path, monkeypatch, call):
    path = tmp_path / "journal"
    append_line(path, b"one")

    def refuse(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, call, refuse)
        with pytest.raises(OSError, match="No space"):
            append_line(path, b"two")
    assert path.read_bytes() == b"one\n"


def test_it_follows_no_link(tmp_path):
    target = tmp_path / "target"
    target.write_bytes(b"one\n")
    (tmp_path / "journal").symlink_to(target)
    with pytest.raises(OSError, match="symbolic"):
        append_line(tmp_path / "journal", b"two")
    with pytest.raises(OSError, match="symbolic"):
        [*read_lines(tmp_path / "journal")]
    assert target.read_bytes() == b"one\n"
