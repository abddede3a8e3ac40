import os
import time

import pytest

from docgen.diagnostics import DocgenError
from docgen.sources.files import Files, read_file
from tests.support.privileges import unprivileged


def code(path, **settings):
    with pytest.raises(DocgenError) as failure:
        read_file(path, **settings)
    (finding,) = failure.value.diagnostics
    assert finding.where.file == path
    return finding.code


def test_it_reads_a_file(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"schema: 1\n")
    assert read_file(str(path)) == b"schema: 1\n"


def test_it_reads_no_more_than_one_byte_beyond_the_limit(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"x" * 1000)
    assert read_file(str(path), limit=10) == b"x" * 11


def test_it_says_that_a_file_is_missing(tmp_path):
    assert code(str(tmp_path / "no.yaml")) == "DG710"
    assert code("with\0nul") == "DG710"


def test_it_says_that_a_step_of_the_path_is_a_file(tmp_path):
    (tmp_path / "file").write_bytes(b"")
    assert code(str(tmp_path / "file" / "a.yaml")) == "DG710"


def test_it_says_that_a_folder_is_no_file(tmp_path):
    assert code(str(tmp_path)) == "DG711"


def test_it_does_not_wait_for_a_pipe(tmp_path):
    os.mkfifo(tmp_path / "pipe")
    begin = time.monotonic()
    assert code(str(tmp_path / "pipe")) == "DG712"
    assert time.monotonic() - begin < 2


def test_it_does_not_read_a_device():
    assert code("/dev/zero") == "DG712"


def test_it_says_that_a_file_may_not_be_read(tmp_path):
    path = tmp_path / "a.yaml"
    path.write_bytes(b"")
    path.chmod(0)

    def attempt():
        assert code(str(path)) == "DG713"

    for folder in (tmp_path, *list(tmp_path.parents)[:2]):
        folder.chmod(folder.stat().st_mode | 0o011)  # a way in for others, to the file that is shut
    assert unprivileged(attempt)


def test_it_says_what_the_system_said(tmp_path):
    assert code(str(tmp_path / ("x" * 300))) == "DG714"


def test_it_lists_files_in_order_and_each_once():
    source = Files(["b", "a", "b"])
    assert [entry.name for entry in source.entries()] == ["b", "a"]
