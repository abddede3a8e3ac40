"""A dask cluster of this machine: a scheduler and workers, each a process of its own, on free ports of 127.0.0.1."""

from __future__ import annotations

import json
import os
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path

from distributed import Client

ROOT = Path(__file__).parents[2]


@dataclass
class Cluster:
    """The running processes."""

    address: str
    folder: Path
    workers: list[subprocess.Popen[bytes]] = field(default_factory=list)
    scheduler: subprocess.Popen[bytes] | None = None

    def add_worker(
        self, *options: str, variables: Mapping[str, str] | None = None
    ) -> subprocess.Popen[bytes]:
        """Start a worker and return its process; it joins in a second."""
        options = options or ("--nthreads", "1", "--no-nanny")
        command = ["dask_worker", self.address, "--host", "127.0.0.1", "--no-dashboard", *options]
        worker = _start([*command, "--local-directory", str(self.folder)], variables)
        self.workers.append(worker)
        return worker

    def lose_worker(self) -> int:
        """Kill a worker that may be at work; return the number of its process."""
        worker = self.workers.pop(0)
        worker.kill()
        worker.wait()
        return worker.pid

    def wait(self, workers: int) -> None:
        """Wait until the scheduler knows of so many workers, and of no more."""
        with Client(self.address, set_as_default=False) as client:
            end = time.monotonic() + 60
            while len(client.scheduler_info()["workers"]) != workers:
                assert time.monotonic() < end
                time.sleep(0.05)


@contextmanager
def a_cluster(
    folder: Path, workers: int = 2, variables: Mapping[str, str] | None = None
) -> Iterator[Cluster]:
    """Run a scheduler and workers until the block ends."""
    file = folder / "scheduler.json"
    command = ["dask_scheduler", "--host", "127.0.0.1", "--port", "0", "--no-dashboard"]
    scheduler = _start([*command, "--scheduler-file", str(file)], variables)
    cluster = None
    try:
        cluster = Cluster(_address(file, scheduler), folder, scheduler=scheduler)
        for _ in range(workers):
            cluster.add_worker(variables=variables)
        cluster.wait(workers)
        yield cluster
    finally:
        for process in [*(cluster.workers if cluster else ()), scheduler]:
            process.kill()
            process.wait()


def _start(command: list[str], variables: Mapping[str, str] | None) -> subprocess.Popen[bytes]:
    name, *options = command
    return subprocess.Popen(
        [sys.executable, "-m", f"distributed.cli.{name}", *options],
        cwd=ROOT,
        env={**os.environ, **(variables or {})},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )


def _address(file: Path, scheduler: subprocess.Popen[bytes]) -> str:
    end = time.monotonic() + 30
    while time.monotonic() < end and scheduler.poll() is None:
        try:
            return str(json.loads(file.read_text(encoding="utf-8"))["address"])
        except (FileNotFoundError, ValueError):
            time.sleep(0.05)
    raise AssertionError("no scheduler")
