"""A port of a cluster runs programs for whoever reaches it (T46): docgen opens none and starts no cluster."""

import ast
import os
from pathlib import Path

import psutil
import pytest

from docgen.bulk.dask.engine import Dask
from docgen.diagnostics import DocgenError

DOCGEN = Path(__file__).parents[4] / "docgen"
STARTERS = {
    *("Cluster", "LocalCluster", "Nanny", "Scheduler", "SSHCluster", "SpecCluster", "Worker"),
    *("create_server", "start_server", "start_unix_server", "get_client", "listen", "worker_client"),
}
PREVIEW = DOCGEN / "preview"
"""The page of ``docgen pack preview`` is served on this machine alone; ``tests/unit/preview`` looks after it."""


def calls(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call):
            yield getattr(node.func, "attr", getattr(node.func, "id", "")), node


def imports(path):
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] in {
            "dask",
            "distributed",
        }:
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names if alias.name.startswith(("dask", "distributed")))


def sources():
    return [path for path in DOCGEN.rglob("*.py") if PREVIEW not in path.parents]


def test_it_starts_no_scheduler_and_no_worker():
    taken = {name for path in sources() for name in imports(path)}
    assert "Client" in taken
    assert taken.isdisjoint(STARTERS)
    started = {name for path in (DOCGEN / "bulk").rglob("*.py") for name, _ in calls(path)} & STARTERS
    assert started <= {"listen"}  # to the news of a client


def test_it_goes_to_no_cluster_that_nobody_named():
    def ports():
        mine = psutil.Process(os.getpid())
        return {each.laddr for each in mine.net_connections("inet") if each.status == psutil.CONN_LISTEN}

    before = ports()
    with pytest.raises(DocgenError) as failure:
        Dask(1)
    assert [found.code for found in failure.value.diagnostics] == ["DG885"]
    assert ports() == before
