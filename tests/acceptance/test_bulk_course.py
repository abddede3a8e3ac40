"""A run of many seen from outside: killed, stopped, starved, doubled, elsewhere; the folder is the same in the end."""

import json
import os
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path
from unittest.mock import ANY

import pytest

from tests.acceptance.conftest import BIN
from tests.support.company import make_company
from tests.support.packs import children, lay_out
from tests.support.runs import contents
from tests.support.terminal import Terminal

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

PEOPLE = 4
QUICK = ("--to", "html", "--pack", "onepage", "--today", "2027-01-04")
ENDLESS = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"


@pytest.fixture(scope="module")
def specs(tmp_path_factory):
    """The specs of a few people."""
    return make_company(tmp_path_factory.mktemp("company"), PEOPLE, form="folder")


@pytest.fixture(scope="module")
def undisturbed(specs, tmp_path_factory):
    """The folder that a run leaves which nobody disturbs."""
    runs = Runs(tmp_path_factory.mktemp("undisturbed"), specs)
    assert runs.code("--zip") == (0, ANY)
    return contents(runs.out)


@pytest.fixture
def poison(tmp_path, specs):
    """A pack that never ends for one of the people, and whoever that is."""
    victim = sorted(specs.rglob("*.yaml"))[2].stem
    text = f"{{% if person.id == '{victim}' %}}{ENDLESS}{{% endif %}}<h1>{{{{ document.title }}}}</h1>"
    return str(lay_out(tmp_path / "acme", text=text)), victim


class Runs:
    """Runs of the command in one folder: ``out`` is what they make, ``temp`` their temporary folder."""

    def __init__(self, folder, specs):
        self.folder, self.out, self.temp = folder, folder / "out", folder / "temp"
        self.temp.mkdir()
        self._specs = specs
        self._begun = []

    def start(self, *options, stdout=subprocess.PIPE, **environment):
        command = [str(BIN / "docgen"), "bulk", str(self._specs), "--out", "out", *QUICK, *options]
        settings = {
            **os.environ,
            "PYTHONUTF8": "1",
            "DOCGEN_LANG": "en",
            "TMPDIR": str(self.temp),
            **environment,
        }
        pipes = {"stdout": stdout, "stderr": subprocess.PIPE, "text": True}
        self._begun.append(subprocess.Popen(command, cwd=self.folder, env=settings, **pipes))
        return self._begun[-1]

    def events(self, *options):
        """Run to the end; return the exit code and all events."""
        said, _ = self.start(*options, "--format", "json").communicate(timeout=90)
        return self._begun[-1].returncode, [json.loads(line) for line in said.splitlines()]

    def code(self, *options, **environment):
        """Run to the end; return the exit code and what was said beside the result."""
        _, said = self.start(*options, **environment).communicate(timeout=90)
        return self._begun[-1].returncode, said

    def end(self):
        for process in self._begun:
            process.kill()
            process.communicate()


@pytest.fixture
def runs(tmp_path, specs):
    runs = Runs(tmp_path, specs)
    yield runs
    runs.end()


def follow(process, until):
    """Read events until one that is wanted; return them."""
    seen = []
    for line in process.stdout:
        seen.append(json.loads(line))
        if until(seen[-1]):
            break
    return seen


def family(process):
    return [process.pid, *children(process.pid)]


def are_gone(processes):
    """Wait until they have ended; a zombie is only a name, and a busy machine takes its time."""
    end = time.monotonic() + 20
    while time.monotonic() < end:
        if not any(map(lives, processes)):
            return True
        time.sleep(0.05)
    return False


def lives(process):
    try:
        return Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0] not in "ZX"
    except OSError:
        return False


def test_it_makes_everything_and_tells_it_as_events(runs, undisturbed):
    code, events = runs.events("--zip", "--jobs", "1")
    assert code == 0
    names = [event["event"] for event in events]
    assert (names[0], names[-1]) == ("planned", "ended")
    assert names.count("begun") == names.count("made") == PEOPLE
    assert events[-1]["made"] == PEOPLE
    assert events[-1]["files"][0] == "index.html"
    assert contents(runs.out) == undisturbed
    assert not any(runs.temp.iterdir())


def test_it_makes_the_same_bytes_wherever_it_runs_and_with_eight_workers(runs, undisturbed):
    elsewhere = {
        "TZ": "Pacific/Kiritimati",
        "LC_ALL": "de_DE.UTF-8",
        "PYTHONHASHSEED": "1",
        "DOCGEN_LANG": "",
    }
    assert runs.code("--zip", "--jobs", "8", **elsewhere) == (0, ANY)
    assert contents(runs.out) == undisturbed


def test_it_ends_with_the_same_folder_after_many_deaths(runs, undisturbed):
    for moment in (1, 3, 0, 1):
        process = runs.start("--zip", "--format", "json", "--jobs", "1")
        left = iter(range(moment))
        follow(process, lambda _event, left=left: next(left, None) is None)
        process.send_signal(signal.SIGSTOP)  # it must not end while we look for its children
        all_of_it = family(process)
        process.kill()
        assert are_gone(all_of_it)
    assert list(runs.out.rglob("0*.html"))
    assert not (runs.out / "index.html").exists()
    assert runs.code("--zip") == (0, ANY)
    assert contents(runs.out) == undisturbed
    assert not any(runs.temp.iterdir())


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, 130), (signal.SIGTERM, 143)])
def test_it_stops_within_five_seconds_and_can_go_on(runs, poison, number, code):
    pack, victim = poison
    process = runs.start("--pack", pack, "--jobs", "2", "--format", "json")
    follow(process, lambda event: event["event"] == "begun" and victim in event["id"])
    all_of_it, begun = family(process), time.monotonic()
    process.send_signal(number)
    rest = [json.loads(line) for line in process.stdout]
    assert process.wait(6) == code
    assert time.monotonic() - begun < 5.5
    assert are_gone(all_of_it)
    assert rest[-1]["event"] == "ended"
    assert rest[-1]["left"] >= 1
    assert [each["code"] for each in rest[-1]["diagnostics"]] == ["DG863"]
    assert not any(event["event"] == "failed" for event in rest)
    assert process.stderr.read() == ""
    assert not any(runs.temp.iterdir())
    assert [path.name for path in (runs.out / ".docgen").iterdir()] == ["ledger.jsonl"]
    if number == signal.SIGTERM:
        return
    again = runs.start("--pack", pack, "--format", "json")
    (planned,) = follow(again, lambda event: event["event"] == "planned")
    assert planned["kept"] == PEOPLE - rest[-1]["left"]


def test_it_stops_at_once_when_asked_twice(runs, poison):
    pack, victim = poison
    process = runs.start("--pack", pack, "--jobs", "1", "--format", "json")
    follow(process, lambda event: event["event"] == "begun" and victim in event["id"])
    process.send_signal(signal.SIGINT)
    follow(process, lambda event: event["event"] == "stopping")
    begun = time.monotonic()
    process.send_signal(signal.SIGINT)
    assert process.wait(6) == 130
    assert time.monotonic() - begun < 3
    assert process.stderr.read() == ""


def test_it_stops_in_the_midst_of_a_line(runs):
    reading, writing = os.pipe()
    process = runs.start("--jobs", "1", "--format", "json", stdout=writing, PYTHONUNBUFFERED="")
    with open(reading) as told:  # noqa: PTH123 - no path, a pipe
        next(line for line in told if '"begun"' in line)
        fill(writing)
        wait_for_a_writer(process)
        process.send_signal(signal.SIGINT)
        time.sleep(1)  # it has heard of it by now
        os.close(writing)
        events = [json.loads(line)["event"] for line in told if line.strip()]
    assert process.wait(10) == 130
    assert "stopping" in events
    assert events[-1] == "ended"
    assert not any(runs.temp.iterdir())


def fill(pipe):
    """Fill a pipe with empty lines, through a way of our own that does not wait for a reader."""
    way = os.open(f"/proc/self/fd/{pipe}", os.O_WRONLY | os.O_NONBLOCK)
    try:
        while True:
            os.write(way, b"\n" * 512)
    except BlockingIOError:
        os.close(way)


def wait_for_a_writer(process):
    """Wait until a process waits for the reader of its pipe."""
    end = time.monotonic() + 60
    while Path(f"/proc/{process.pid}/wchan").read_text() not in {"pipe_write", "anon_pipe_write"}:
        assert time.monotonic() < end, Path(f"/proc/{process.pid}/wchan").read_text()
        time.sleep(0.05)


def test_a_document_that_never_ends_costs_itself_alone(runs, poison):
    pack, victim = poison
    code, events = runs.events("--pack", pack, "--limit-seconds", "1")
    assert code == 3
    (failed,) = (event for event in events if event["event"] == "failed")
    assert victim in failed["id"]
    assert {each["code"] for each in failed["diagnostics"]} <= {"DG840", "DG842"}
    assert events[-1]["made"] == PEOPLE - 1
    assert victim in (runs.out / "index.html").read_text(encoding="utf-8")


def test_it_lets_a_second_run_wait(runs, poison):
    first = runs.start("--pack", poison[0], "--jobs", "1", "--format", "json")
    follow(first, lambda event: event["event"] == "begun")
    code, said = runs.code()
    assert code == 1
    assert "DG851" in said
    assert str(first.pid) in said


@pytest.mark.parametrize("planted", [".docgen", ".docgen/journal.jsonl", ".docgen/lock", "team"])
def test_it_writes_nothing_through_a_planted_link(runs, specs, tmp_path, planted):
    (outside := tmp_path / "outside").mkdir()
    (outside / "precious").write_bytes(b"precious")
    team = next(path.name for path in specs.iterdir())
    link = runs.out / planted.replace("team", team)
    link.parent.mkdir(parents=True)
    link.symlink_to(outside if "/" not in planted else outside / "precious")
    code, said = runs.code("--jobs", "1")
    assert code in {1, 3}
    assert "DG862" in said
    assert [path.name for path in outside.iterdir()] == ["precious"]
    assert (outside / "precious").read_bytes() == b"precious"


@pytest.fixture
def small_disk(runs):
    """A disk with room for a few documents, and what makes it larger."""
    runs.out.mkdir()
    mount = shutil.which("mount")
    if mount is None or os.geteuid() != 0:
        pytest.skip("only root may mount a disk")
    small = [mount, "-t", "tmpfs", "-o", "size=90k", "tmpfs", str(runs.out)]
    if subprocess.run(small, check=False).returncode:
        pytest.skip("this machine does not let anybody mount a disk")
    yield lambda: subprocess.run([mount, "-o", "remount,size=8m", str(runs.out)], check=True)
    subprocess.run([shutil.which("umount"), "-l", str(runs.out)], check=True)


def test_it_ends_in_order_on_a_full_disk_and_goes_on_with_a_larger_one(runs, undisturbed, small_disk):
    code, events = runs.events("--zip")
    assert code == 3
    assert 0 < events[-1]["made"] < PEOPLE
    assert {"DG803", "DG863"} <= {each["code"] for each in events[-1]["diagnostics"]}
    assert not list(runs.out.rglob("*.tmp"))
    small_disk()
    code, again = runs.events("--zip")
    assert code == 0
    assert again[-1]["kept"] == events[-1]["made"]
    assert contents(runs.out) == undisturbed


def test_it_shows_on_a_terminal_how_far_it_is(specs, tmp_path):
    command = [str(BIN / "docgen"), "bulk", str(specs), "--out", "out", *QUICK]
    terminal = Terminal(command, tmp_path, TERM="xterm", COLUMNS="60", DOCGEN_LANG="zh")
    assert terminal.end() == 0
    for words in ("0/4", "4/4", "失败 0", "生成 4 份", "0004"):  # the last is whom a worker is busy with
        assert words in terminal.seen
    assert terminal.seen.rstrip().endswith("summary.xlsx")
