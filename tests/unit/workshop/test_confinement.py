"""What a confined process cannot do any more, tried in real processes."""

import os
import subprocess
import sys

import pytest

from docgen.workshop.messages import receive_checked

CONFINED = """
import os, socket, subprocess, sys, tempfile
from pathlib import Path
from docgen.workshop.confinement import confine
confine(500)
outside, port = sys.argv[1], int(sys.argv[2])
inside = os.environ["TMPDIR"]
try:
    {attempt}
except PermissionError as refused:
    print("refused", refused)
except MemoryError:
    print("no memory")
except OSError as failure:
    print("failed", failure)
else:
    print("done")
"""

REFUSED = {
    "connect": "socket.create_connection(('127.0.0.1', port))",
    "look up a name": "socket.getaddrinfo('example.org', 80)",
    "listen": "socket.socket().bind(('127.0.0.1', 0))",
    "start a program": "subprocess.run(['touch', outside + '/caught'])",
    "start a shell": "os.system('touch ' + outside + '/caught')",
    "become a program": "os.execv('/bin/touch', ['touch', outside + '/caught'])",
    "fork": "os.fork() or os._exit(0)",
    "write a file": "Path(outside, 'caught').write_text('x')",
    "append to a file": "open(outside + '/kept', 'a')",
    "open for writing": "os.open(outside + '/caught', os.O_CREAT | os.O_WRONLY)",
    "remove a file": "os.remove(outside + '/kept')",
    "move a file out": "Path(inside, 'a').write_text('x'); os.rename(inside + '/a', outside + '/caught')",
    "move a file in": "os.rename(outside + '/kept', inside + '/a')",
    "link": "os.symlink('/etc', outside + '/caught')",
    "make a folder": "os.mkdir(outside + '/caught')",
    "write by a way round": "Path(inside, '..', 'outside', 'caught').write_text('x')",
    "leave a program for others": "Path(os.environ['XDG_CACHE_HOME'], 'docgen', 'templates', 'a').write_text('x')",
    "end its parent": "os.kill(os.getppid(), 9)",
    "give itself time": "import ctypes; subprocess.Popen(['true'])",
}
ALLOWED = {
    "read": "Path(outside, 'kept').read_text()",
    "write into its own folder": "Path(inside, 'a').write_text('x')",
    "use a folder for a while": "t = tempfile.TemporaryDirectory(); Path(t.name, 'a').write_text('x'); t.cleanup()",
    "find the code of templates": "from docgen.cache import cache_folder; assert cache_folder('templates')",
    "write the index of fonts": "Path(os.environ['XDG_CACHE_HOME'], 'docgen', 'fontconfig', 'a').write_text('x')",
    "write to nowhere": "open(os.devnull, 'w').write('x')",
}


@pytest.fixture
def attempt(tmp_path):
    for name in ("inside", "outside"):
        (tmp_path / name).mkdir()
    (tmp_path / "outside" / "kept").write_text("kept")
    (tmp_path / "cache" / "docgen" / "templates").mkdir(parents=True, mode=0o700)

    def attempted(line, port=9):
        done = subprocess.run(
            [sys.executable, "-c", CONFINED.format(attempt=line), str(tmp_path / "outside"), str(port)],
            env={
                **os.environ,
                "TMPDIR": str(tmp_path / "inside"),
                "HOME": str(tmp_path / "home"),
                "XDG_CACHE_HOME": str(tmp_path / "cache"),
            },
            capture_output=True,
            text=True,
            check=False,
        )
        return done.stdout.split() or [str(done.returncode), done.stderr]

    yield attempted
    assert [(path.name, path.read_text()) for path in (tmp_path / "outside").iterdir()] == [("kept", "kept")]


@pytest.mark.parametrize("name", REFUSED)
def test_it_refuses_to(attempt, name):
    assert attempt(REFUSED[name])[0] == "refused"


@pytest.mark.parametrize("name", ALLOWED)
def test_it_goes_on_to(attempt, name):
    assert attempt(ALLOWED[name]) == ["done"]


@pytest.mark.skipif(sys.platform != "linux", reason="other systems do not count memory")
def test_it_runs_out_of_memory_where_it_was_told(attempt):
    assert attempt("x = bytearray(600_000_000)") == ["no", "memory"]


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_it_writes_no_file_without_end(attempt):
    line = "f = open(inside + '/a', 'wb'); [f.write(bytes(10_000_000)) for _ in range(40)]"
    assert attempt(line)[0] == "failed"


def test_it_is_confined_when_run_as_a_child_for_real(tmp_path):
    """Whatever is on the pipes, the program ends when nobody is left to talk to, and takes its folder along."""
    home = tmp_path / "home"
    home.mkdir()
    command = [sys.executable, "-m", "docgen.workshop.child", "500", "5", "9"]
    child = subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "TMPDIR": str(home)}
    )
    with child:
        child.stdin.write((5).to_bytes(8, "big") + b"hello")
        child.stdin.close()
        assert child.wait(10) != 0
        with pytest.raises(EOFError):
            receive_checked(child.stdout)


@pytest.mark.skipif(sys.platform == "win32", reason="there are no such limits")
def test_it_sets_an_end_for_a_task_and_none_for_waiting(attempt):
    """A task ends itself when nobody is left to end it; a child that waits may wait for hours."""
    line = (
        "import signal; from docgen.workshop.confinement import GRACE, allow, rest; allow(5, 20); "
        "assert 20 < signal.getitimer(signal.ITIMER_REAL)[0] <= 20 + GRACE; "
        "rest(); assert signal.getitimer(signal.ITIMER_REAL) == (0.0, 0.0)"
    )
    assert attempt(line) == ["done"]
