"""Whatever the disk does and whenever the process dies: the same command ends with the same folder."""

import errno
import os
import sys
import tempfile

import pytest

from docgen.diagnostics import DocgenError
from tests.support.runs import contents, few_people, make_request, run_here

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="kills copies of this process")

CHANGES = ("fsync", "replace", "link", "mkdir", "rmdir", "unlink", "ftruncate", "write")
"""What changes a disk, as the system is asked for it."""
DIED = 9


class Disk:
    """The calls that change a disk, counted; at the one with a given number something happens."""

    def __init__(self, monkeypatch, number, happen):
        self.count = 0
        self._number, self._happen = number, happen
        for name in CHANGES:
            monkeypatch.setattr(os, name, self._watch(getattr(os, name)))
        monkeypatch.setattr(os, "open", self._watch(os.open, lambda flags: flags & os.O_CREAT))

    def _watch(self, call, counts=lambda _flags: True):
        def watched(*arguments, **settings):
            if len(arguments) < 2 or not isinstance(arguments[1], int) or counts(arguments[1]):
                self.count += 1
                if self.count == self._number:
                    self._happen(call, arguments, settings)
            return call(*arguments, **settings)

        return watched


@pytest.fixture(scope="module")
def specs(tmp_path_factory):
    return few_people(tmp_path_factory.mktemp("few"), 2)


@pytest.fixture(scope="module")
def undisturbed(specs, tmp_path_factory):
    """What the folder looks like after a run that nobody disturbs, and how often it changes the disk."""
    out = tmp_path_factory.mktemp("undisturbed") / "out"
    with pytest.MonkeyPatch.context() as monkeypatch:
        run_here(monkeypatch, make_request(specs, out.with_name("first")))  # everything is loaded now
        disk = Disk(monkeypatch, 0, None)
        assert run_here(monkeypatch, make_request(specs, out)).is_whole
        return contents(out), disk.count


def die(_call, _arguments, _settings):
    os._exit(DIED)


def refuse(_call, _arguments, _settings):
    raise OSError(errno.EIO, "Input/output error")


def run_in_copy(monkeypatch, request, number, happen):
    """Run in a copy of this process; return how it ended."""
    child = os.fork()
    if child == 0:
        code = 1
        try:
            Disk(monkeypatch, number, happen)
            summary = run_here(monkeypatch, request)
            code = 0 if summary.is_whole else 3
        except DocgenError:
            code = 2
        except BaseException as problem:  # noqa: BLE001 - the copy has no other way to tell
            sys.__stderr__.write(f"change {number}: {problem!r}\n")
        os._exit(code)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1])


def test_it_changes_the_disk_often_enough_to_be_tested(undisturbed):
    files, count = undisturbed
    assert count > 50
    assert sum(name.endswith(".html") for name in files) == 3


@pytest.fixture
def goes_on(specs, undisturbed, tmp_path, monkeypatch):
    """Disturb a run at one change of the disk, let the next one go on, and look at the folder."""
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))

    def check(number, happen):
        out = tmp_path / f"out{number}"
        ended = run_in_copy(monkeypatch, make_request(specs, out), number, happen)
        assert run_in_copy(monkeypatch, make_request(specs, out), 0, None) == 0, number
        assert contents(out) == undisturbed[0], number
        return ended

    return check


def test_it_goes_on_after_any_change_of_the_disk_that_fails(undisturbed, goes_on):
    for number in range(1, undisturbed[1] + 1):
        assert goes_on(number, refuse) in {0, 2, 3}, number


def test_it_goes_on_after_it_was_killed_at_any_moment(undisturbed, goes_on):
    for number in range(1, undisturbed[1] + 1, 4):
        assert goes_on(number, die) == DIED, number
