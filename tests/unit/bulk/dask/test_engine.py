"""Documents made by real workers behind a real scheduler, all on this machine."""

import datetime
import os
import shutil
import signal
import subprocess
import sys
import threading
import time
from dataclasses import replace
from pathlib import Path

import psutil
import pytest

from docgen import __version__
from docgen.bulk.contract import Work
from docgen.bulk.dask import engine as dask_engine
from docgen.bulk.dask import fleet as dask_fleet
from docgen.bulk.dask.engine import Dask
from docgen.bulk.model import Begun, Job, Order, Record
from docgen.bulk.processes import Processes
from docgen.bulk.shelves.cloud import CloudShelf
from docgen.bulk.shelves.folder import FolderShelf
from docgen.diagnostics import DocgenError
from docgen.sources.files import Files
from docgen.spec.reader import read
from docgen.workshop.limits import Limits
from tests.support.bucket import a_bucket, surroundings
from tests.support.cluster import a_cluster
from tests.support.company import make_company
from tests.support.poison import Poison

pytestmark = pytest.mark.xdist_group("scale")

ROOT = Path(__file__).parents[4]
DAY = datetime.date(2027, 1, 4)


@pytest.fixture(scope="module")
def company(tmp_path_factory):
    folder = tmp_path_factory.mktemp("company")
    make_company(folder, 24, form="folder")
    return sorted(map(str, folder.rglob("*.yaml")))


@pytest.fixture(scope="module")
def cluster(tmp_path_factory):
    with a_cluster(tmp_path_factory.mktemp("cluster")) as running:
        yield running


def work_of(source, out, **order):
    settings = {"pack": "onepage", "to": ("html",), "locale": None, "review": False, **order}
    return Work(Order(settings, DAY), source, FolderShelf(str(out)), threading.Event())


def jobs_of(source):
    return [Job(entry, f"部门/{Path(entry.id).stem}", "key") for entry in source.entries()]


def run(engine, work, heard=lambda _event: None):
    records = {}
    for event in engine.run(iter(jobs_of(work.source)), work):
        heard(event)
        if isinstance(event, Record):
            assert event.id not in records
            records[event.id] = event
    return records


def locally(files, out, **order):
    source = Files(files)
    return run(Processes(2), work_of(source, out, **order))


def tree(folder):
    files = (path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in files}


def codes(failure):
    return sorted({found.code for found in failure.value.diagnostics})


def test_it_makes_the_same_files_and_records_as_this_machine(company, cluster, tmp_path):
    begun = []
    source = Files([*company[:8], "missing.yaml"])
    away = run(
        Dask(2, cluster.address), work_of(source, tmp_path / "away", to=("html", "docx")), begun.append
    )
    here = locally([*company[:8], "missing.yaml"], tmp_path / "here", to=("html", "docx"))
    assert tree(tmp_path / "away") == tree(tmp_path / "here")
    assert away == here
    assert len(tree(tmp_path / "away")) == 16
    assert len({event.worker for event in begun if isinstance(event, Begun)}) == 2


def test_it_opens_no_port_while_it_works(company, cluster, tmp_path):
    def ports(_event=None):
        mine = psutil.Process()
        seen.append({c.laddr for c in mine.net_connections("inet") if c.status == psutil.CONN_LISTEN})

    seen = []
    ports()
    run(Dask(2, cluster.address), work_of(Files(company[:2]), tmp_path / "away"), ports)
    assert len(seen) > 2
    assert all(each == seen[0] for each in seen)


def test_it_sends_a_pack_and_a_word_template_along(company, cluster, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "templates" / "acme-example", tmp_path / "acme")
    monkeypatch.chdir(tmp_path)  # the workers are elsewhere, and find no such folder
    files = company[:3]
    away = run(Dask(2, cluster.address), work_of(Files(files), tmp_path / "away", pack="acme"))
    assert away == locally(files, tmp_path / "here", pack="acme")
    assert tree(tmp_path / "away") == tree(tmp_path / "here")
    assert len(tree(tmp_path / "away")) == 3


def test_it_names_a_foreign_pack_as_it_was_ordered(company, cluster, tmp_path, monkeypatch):
    shutil.copytree(ROOT / "templates" / "acme-example", tmp_path / "acme")
    for section in (tmp_path / "acme" / "sections").glob("*.j2"):
        section.write_text("{% for a in range(9999) %}{% for b in range(9999) %}{% endfor %}{% endfor %}")
    monkeypatch.chdir(tmp_path)
    work = work_of(Files(company[:1]), tmp_path / "away", pack="acme")
    work = replace(work, order=replace(work.order, limits=Limits(seconds=1)))
    (record,) = run(Dask(1, cluster.address), work).values()
    assert record.findings[0].code in {"DG840", "DG842"}
    assert record.findings[0].facts["pack"] == "acme"


def test_it_goes_on_when_a_worker_is_killed_and_uses_the_next_that_comes(company, cluster, tmp_path):
    begun, killed = set(), []

    def heard(event):
        if isinstance(event, Begun):
            begun.add(event.worker)
            if len(begun) == 2 and not killed:
                killed.append(cluster.lose_worker())
                cluster.add_worker()
                cluster.wait(2)

    away = run(Dask(2, cluster.address), work_of(Files(company), tmp_path / "away"), heard)
    here = locally(company, tmp_path / "here")
    assert tree(tmp_path / "away") == tree(tmp_path / "here")
    assert away == here
    assert len(begun) == 3


class Poisoned(Files):
    """Files of which one kills whatever process of a worker makes its document."""

    def read(self, entry):
        content = super().read(entry)
        if entry.id != self.paths[4]:
            return content
        raw = read(content, entry.id)
        return replace(raw, data={**raw.data, "poison": Poison()})


def test_it_gives_up_a_document_that_kills_its_workers_and_nothing_else(company, cluster, tmp_path):
    cluster.add_worker()
    cluster.wait(3)
    records = run(Dask(3, cluster.address), work_of(Poisoned(company[:12]), tmp_path / "away"))
    dead = [worker for worker in cluster.workers if worker.poll() is not None]
    assert len(dead) == 2
    failed = [record for record in records.values() if record.status == "failed"]
    assert [record.id for record in failed] == [company[4]]
    assert [found.code for found in failed[0].findings] == ["DG889"]
    assert len(records) == 12
    assert len(tree(tmp_path / "away")) == 11
    cluster.workers = [worker for worker in cluster.workers if worker not in dead]
    cluster.add_worker()
    cluster.wait(2)


def test_it_stops_within_five_seconds_and_leaves_nothing_half_done(company, cluster, tmp_path):
    work = work_of(Files(company), tmp_path / "away")
    stopped = []

    def heard(event):
        if isinstance(event, Record) and not stopped:
            work.stop.set()
            stopped.append(time.monotonic())

    records = run(Dask(2, cluster.address), work, heard)
    assert time.monotonic() - stopped[0] < 5
    assert 0 < len(records) < 24
    assert sorted(tree(tmp_path / "away")) == sorted(
        file.path for record in records.values() for file in record.files
    )


RUN = """
import sys
sys.path.insert(0, {root!r})
from tests.unit.bulk.test_dask_engine import *
work = work_of(Files({files!r}), {out!r}, to=("pdf",))
run(Dask(2, {address!r}), work, lambda event: print("x", flush=True))
"""


def test_it_makes_no_more_once_the_run_itself_was_killed(company, cluster, tmp_path):
    code = RUN.format(root=str(ROOT), files=company, out=str(tmp_path / "away"), address=cluster.address)
    with subprocess.Popen([sys.executable, "-c", code], stdout=subprocess.PIPE) as parent:
        for _ in range(4):
            parent.stdout.readline()
        os.kill(parent.pid, signal.SIGKILL)
    time.sleep(1)
    before = tree(tmp_path / "away")
    time.sleep(1.5)
    assert tree(tmp_path / "away") == before
    assert len(before) < 12  # what both workers had been given
    assert len(run(Dask(2, cluster.address), work_of(Files(company[:2]), tmp_path / "away"))) == 2


MISFITS = {
    "version": "import docgen; docgen.__version__ = '0.0.1'",
    "absent": "import sys; sys.modules['docgen'] = None",
    "threads": "",
}


def test_it_refuses_workers_that_do_not_fit(company, tmp_path):
    with a_cluster(tmp_path, workers=0) as cluster:
        for name, change in MISFITS.items():
            (tmp_path / name).mkdir()
            (tmp_path / name / "sitecustomize.py").write_text(change)
            threads = "2" if name == "threads" else "1"
            variables = {"PYTHONPATH": str(tmp_path / name)}
            cluster.add_worker("--nthreads", threads, "--no-nanny", variables=variables)
        cluster.wait(3)
        with pytest.raises(DocgenError) as failure:
            run(Dask(1, cluster.address), work_of(Files(company[:1]), tmp_path / "away"))
    assert codes(failure) == ["DG887"]
    told = [found.facts for found in failure.value.diagnostics]
    assert [facts["theirs"] for facts in told if facts["package"] == "docgen"] == ["0.0.1"]
    assert [facts["threads"] for facts in told if facts["threads"]] == [2]
    assert [__version__ in facts["absent"] for facts in told if facts["absent"]] == [True]
    assert tree(tmp_path / "away") == {}


def test_it_refuses_workers_that_cannot_write_where_the_files_go(company, cluster, tmp_path):
    work = work_of(Files(company[:1]), tmp_path)
    with a_bucket() as variables, surroundings(variables):  # the workers have no keys to it
        with pytest.raises(DocgenError) as failure:
            run(Dask(2, cluster.address), replace(work, shelf=CloudShelf("s3://goals/x")))
        assert codes(failure) == ["DG888"]
        assert list(CloudShelf("s3://goals").paths()) == []


def test_it_says_when_there_is_no_scheduler(company, tmp_path, monkeypatch):
    monkeypatch.setattr(dask_fleet, "_REACH", 0.5)
    for address in (None, "tcp://127.0.0.1:9", "nonsense"):
        with pytest.raises(DocgenError) as failure:
            run(Dask(1, address), work_of(Files(company[:1]), tmp_path / "away"))
        assert codes(failure) == ["DG885"]


def test_it_says_when_there_are_no_workers_and_when_the_scheduler_goes_away(company, tmp_path, monkeypatch):
    monkeypatch.setattr(dask_engine, "_HOPE", 0.5)
    with a_cluster(tmp_path, workers=0) as cluster:
        with pytest.raises(DocgenError) as failure:
            run(Dask(1, cluster.address), work_of(Files(company[:1]), tmp_path / "away"))
        assert codes(failure) == ["DG886"]
        cluster.add_worker()
        cluster.wait(1)
        with pytest.raises(DocgenError) as failure:
            run(
                Dask(1, cluster.address),
                work_of(Files(company), tmp_path / "away"),
                lambda _event: cluster.scheduler.kill(),
            )
        assert codes(failure) == ["DG885"]


def test_it_names_the_extra_that_is_missing(company, tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "distributed", None)
    with pytest.raises(DocgenError) as failure:
        run(Dask(1, "tcp://127.0.0.1:9"), work_of(Files(company[:1]), tmp_path))
    assert codes(failure) == ["DG880"]
