"""A pack of somebody else, from the command line: what it costs, and how it ends."""

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.acceptance.conftest import BIN
from tests.support.packs import children, lay_out

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

ENDLESS = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
FINE = "<h1>{{ document.title }}</h1>"


@pytest.fixture
def endless(docgen):
    """A pack that never ends, and a temporary folder of its own."""
    docgen.spec()
    (docgen.folder / "temp").mkdir()
    lay_out(docgen.folder / "acme", text=ENDLESS)
    return docgen


@pytest.fixture
def running(endless):
    """The program at work with a child of its own that computes for ever."""
    command = [
        str(BIN / "docgen"),
        "generate",
        "goals.yaml",
        "--pack",
        "acme",
        "--to",
        "html",
        "--out",
        "out",
    ]
    settings = {**os.environ, "TMPDIR": str(endless.folder / "temp"), "DOCGEN_LANG": "en"}
    process = subprocess.Popen(
        command, cwd=endless.folder, env=settings, stderr=subprocess.PIPE, text=True, start_new_session=True
    )
    with process:
        yield process, _wait_for_work(process.pid)
        process.kill()


def _wait_for_work(parent):
    """Return the child once it is busy with the template, so that its end is the end of work."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        for child in children(parent):
            if _seconds_used(child) > 1.5:
                return child
        time.sleep(0.05)
    raise AssertionError("no child began to work")


def _seconds_used(process):
    try:
        fields = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _is_gone(process):
    end = time.monotonic() + 5
    while time.monotonic() < end:
        try:
            if Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] == "Z":
                return True  # only its name is left, until somebody looks
        except OSError:
            return True
        time.sleep(0.02)
    return False


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_ends_with_its_child_and_without_a_trace(endless, running, number, code):
    process, child = running
    begun = time.monotonic()
    os.killpg(process.pid, number)  # as a terminal does
    assert process.wait(10) == code
    assert time.monotonic() - begun < 3
    assert _is_gone(child)
    assert "Traceback" not in process.stderr.read()
    assert endless.files("temp") == []
    assert not (endless.folder / "out").exists()


def test_its_child_does_not_outlive_it(endless, running):
    process, child = running
    process.send_signal(signal.SIGKILL)
    process.wait(5)
    assert _is_gone(child)
    assert endless.files("temp") == []


def test_it_stops_one_pack_and_says_which_limit_it_passed(endless):
    ended = endless(
        *(
            "generate",
            "goals.yaml",
            "--pack",
            "acme",
            "--to",
            "html",
            "--limit-seconds",
            "1",
            "--format",
            "json",
        ),
        TMPDIR=str(endless.folder / "temp"),
    )
    assert ended.code == 1
    assert ended.codes in (["DG842"], ["DG840"])  # the clock comes first on a very busy machine
    assert ended.err == ""
    assert endless.files("temp") == []


@pytest.mark.parametrize("option", ["--limit-seconds=0", "--limit-seconds=x", "--limit-memory=255"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_refuses_limits_that_allow_nothing(endless, option, language):
    ended = endless("generate", "goals.yaml", option, language=language)
    assert ended.code == 2
    assert option.partition("=")[0] in ended.err
    assert "Traceback" not in ended.err


def test_it_makes_a_batch_with_a_pack_of_ones_own(endless):
    lay_out(endless.folder / "fine", text=FINE)
    for number in range(5):
        endless.spec(f"team/{number}.yaml")
    specs = [f"team/{number}.yaml" for number in range(5)]
    ended = endless("generate", *specs, "--pack", "fine", "--to", "html,docx", "--out", "out")
    assert ended.code == 0, ended.err
    assert len(endless.files("out")) == 10


SCRIPT = "import docgen\nprint(sorted(docgen.generate('goals.yaml', pack='fine', to=('html',)).artifacts))\n"


@pytest.mark.parametrize("way", ["file", "input", "command"])
def test_it_serves_a_script_that_is_not_prepared_for_processes(endless, way):
    """No ``if __name__ == "__main__"``: the child must not run the script again."""
    lay_out(endless.folder / "fine", text=FINE)
    (endless.folder / "script.py").write_text(SCRIPT)
    arguments = {"file": ["script.py"], "input": ["-"], "command": ["-c", SCRIPT]}[way]
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=endless.folder, input=SCRIPT, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert (done.stdout, done.stderr) == ("['html']\n", "")
