import os
import signal
import sys
import threading
import time
from contextlib import closing

import pytest

from docgen.bulk.contract import Work
from docgen.bulk.model import Begun, Job, Order, Record
from docgen.bulk.processes import Processes
from docgen.bulk.shelves.folder import FolderShelf
from docgen.bulk.workers import usable_workers
from docgen.diagnostics import DocgenError
from docgen.sources.files import Files
from docgen.workshop.limits import Limits
from tests.support.company import make_company
from tests.support.packs import children, lay_out
from tests.support.runs import DAY, SETTINGS

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

ENDLESS = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"


@pytest.fixture
def jobs(tmp_path):
    specs = sorted(make_company(tmp_path / "company", 3, form="folder").rglob("*.yaml"))
    source = Files([str(path) for path in specs])
    return source, [Job(entry, f"East/{place}", "k") for place, entry in enumerate(source.entries())]


@pytest.fixture
def work(tmp_path, jobs):
    """The work of a run; the pack never ends for the second person."""
    source, made = jobs
    victim = made[1].entry.id.rpartition("/")[2].removesuffix(".yaml")
    text = f"{{% if person.id == '{victim}' %}}{ENDLESS}{{% endif %}}<h1>{{{{ document.title }}}}</h1>"
    settings = {**SETTINGS, "pack": str(lay_out(tmp_path / "acme", text=text))}
    order = Order(settings, DAY, limits=Limits(seconds=30))
    return Work(order, source, FolderShelf(str(tmp_path / "out")), threading.Event())


def is_begun(event, job):
    return isinstance(event, Begun) and event.job is job


def test_it_tries_once_more_when_somebody_kills_its_worker(jobs, work):
    records, killer = [], None
    with closing(Processes(1).run(iter(jobs[1]), work)) as told:
        for event in told:
            if isinstance(event, Record):
                records.append(event)
            elif is_begun(event, jobs[1][1]):
                killer = threading.Thread(target=kill_twice, args=children())
                killer.start()
    killer.join()
    assert [record.status for record in records] == ["made", "failed", "made"]
    assert [(each.code, each.facts["how"]) for each in records[1].findings] == [("DG843", "SIGKILL")]
    assert sorted(work.shelf.paths()) == ["East/0.html", "East/2.html"]
    assert has_no_children()


def has_no_children():
    """Wait until all have ended: one that was just beginning may take a moment."""
    end = time.monotonic() + 20
    while children() and time.monotonic() < end:
        time.sleep(0.05)
    return not children()


def kill_twice(worker):
    """End a worker, and then the one that takes its place once it is busy."""
    os.kill(worker, signal.SIGKILL)
    end = time.monotonic() + 100
    while time.monotonic() < end:
        for child in set(children()) - {worker}:
            if _seconds_used(child) > 1.5:
                os.kill(child, signal.SIGKILL)
                return
        time.sleep(0.05)


def _seconds_used(process):
    try:
        with open(f"/proc/{process}/stat") as file:  # noqa: PTH123 - it may be gone
            fields = file.read().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def test_it_leaves_no_record_of_what_it_gave_up(jobs, work):
    seen = []
    with closing(Processes(2).run(iter(jobs[1]), work)) as told:
        for event in told:
            seen.append(event)
            if is_begun(event, jobs[1][1]):
                begun = time.monotonic()
                work.stop.set()
    assert time.monotonic() - begun < 5.5
    assert [record.id for record in seen if isinstance(record, Record) and record.status == "failed"] == []
    assert has_no_children()


def test_it_ends_its_workers_when_nobody_listens_any_more(jobs, work):
    told = Processes(1).run(iter(jobs[1]), work)
    while not is_begun(next(told), jobs[1][1]):
        pass
    told.close()
    assert has_no_children()


def test_it_says_why_no_worker_can_begin(jobs, work, tmp_path):
    order = Order({**SETTINGS, "pack": str(tmp_path / "nowhere")}, DAY)
    broken = Work(order, work.source, work.shelf, work.stop)
    with pytest.raises(DocgenError) as failure:
        list(Processes(2).run(iter(jobs[1]), broken))
    assert [each.code for each in failure.value.diagnostics] == ["DG301"]
    assert has_no_children()


def test_it_uses_at_least_one_worker_and_no_more_than_there_are_cores():
    assert 1 <= usable_workers() <= len(os.sched_getaffinity(0))
