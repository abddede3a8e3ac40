import os
import time

import pytest

from docgen.diagnostics import DocgenError
from docgen.diagnostics.sentences import say
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

    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        folder.chmod(folder.stat().st_mode | 0o011)  # a way in for others, to the file that is shut
    assert unprivileged(attempt)


def finding(path):
    with pytest.raises(DocgenError) as failure:
        read_file(path)
    return failure.value.diagnostics[0]


def test_it_says_what_the_system_said():
    """The memory of a process is a regular file, and its first page cannot be read."""
    only = finding("/proc/self/mem")
    assert (only.code, only.facts["problem"]) == ("DG714", "Input/output error")


def test_it_says_that_a_name_is_too_long(tmp_path):
    assert code(str(tmp_path / ("x" * 300))) == "DG721"


def test_it_says_that_links_lead_round_in_a_ring(tmp_path):
    (tmp_path / "a.yaml").symlink_to(tmp_path / "b.yaml")
    (tmp_path / "b.yaml").symlink_to(tmp_path / "a.yaml")
    assert code(str(tmp_path / "a.yaml")) == "DG720"


def test_it_says_where_a_link_leads_to_nothing(tmp_path):
    (tmp_path / "a.yaml").symlink_to("moved.yaml")
    only = finding(str(tmp_path / "a.yaml"))
    assert (only.code, only.facts["target"]) == ("DG719", "moved.yaml")


def test_it_reads_no_standard_input_but_a_file_of_that_name(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    assert code("-") == "DG718"
    (tmp_path / "-").write_bytes(b"schema: 1\n")
    assert read_file("-") == b"schema: 1\n"


@pytest.mark.parametrize("folder", ["team", "team/", "team//"])
def test_it_names_the_files_of_a_folder(tmp_path, monkeypatch, folder):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "team").mkdir()
    assert finding(folder).facts["pattern"] == "team/*.yaml"
    assert finding("/").facts["pattern"] == "/*.yaml"


def test_it_calls_a_folder_that_is_shut_a_folder(tmp_path):
    (tmp_path / "team").mkdir(mode=0)

    def attempt():
        assert code(str(tmp_path / "team")) == "DG711"

    for folder in (tmp_path, *list(tmp_path.parents)[:3]):
        folder.chmod(folder.stat().st_mode | 0o011)
    assert unprivileged(attempt)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", ["x" * 300, "ring", "lost", "-", "team/"])
def test_it_says_it_in_words_of_its_own(tmp_path, monkeypatch, name, language):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "ring").symlink_to("ring")
    (tmp_path / "lost").symlink_to("nowhere")
    (tmp_path / "team").mkdir()
    prose = say(finding(name), language)
    said = prose.reason + prose.hint
    assert prose.reason
    assert prose.hint
    assert "symbolic links" not in said
    assert "File name too long" not in said


def test_it_lists_files_in_order_and_each_once():
    source = Files(["b", "a", "b"])
    assert [entry.name for entry in source.entries()] == ["b", "a"]
