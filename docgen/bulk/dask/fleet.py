"""The workers of a dask cluster as one run sees them: who is there, who fits, who has left."""

from __future__ import annotations

import logging
import pickle
import queue
import re
import secrets
import threading
import warnings
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from concurrent.futures import TimeoutError as LateError
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from docgen import __version__
from docgen.bulk.contract import Shelf
from docgen.bulk.dask.bench import Made, Told, leave, make_chunk, meet, set_up
from docgen.bulk.dask.kit import Kit
from docgen.bulk.dask.parcels import Parcel
from docgen.bulk.planning.keys import versions
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["Done", "Fleet", "Joined", "Left"]

_REACH = 10.0  # seconds in which a scheduler must answer
_ANSWER = 30.0  # seconds in which a worker must answer
_GOODBYE = 0.8
_CLOSED = "closed"  # a client that is anything else when it is thrown away waits for its scheduler
_ADDRESS = re.compile(r"(?:(?:tcp|tls)://)?(?:[\w.-]+|\[[0-9a-fA-F:.%]+\]):\d{1,5}")


@dataclass(frozen=True, slots=True)
class Joined:
    """A worker has come."""

    address: str


@dataclass(frozen=True, slots=True)
class Left:
    """A worker has gone."""

    address: str


@dataclass(frozen=True, slots=True)
class Done:
    """A chunk has ended: with what was made, with an exception, or with neither when it was dropped."""

    number: int
    made: Made | None = None
    problem: BaseException | None = None


News = Joined | Left | Done | Told


class Fleet:
    """The workers behind one scheduler; leave it with ``close``."""

    def __init__(self, address: str, kit: Kit, shelf: Shelf) -> None:
        """Connect; raises DocgenError (DG880 without the extra, DG885 when nobody answers)."""
        self.address = address
        self._kit = kit
        self._shelf = shelf
        self._news: queue.SimpleQueue[News] = queue.SimpleQueue()
        self._topic = f"docgen-{kit.run}"
        self._futures: dict[int, Any] = {}
        self._client = _connect(address)
        self._client.subscribe_topic("all", self._hear_cluster)
        self._client.subscribe_topic(self._topic, self._hear_worker)

    def close(self) -> None:
        """Let the workers go, whatever they are at; takes two seconds at the most."""
        for future in self._futures.values():
            future.cancel()
        with suppress(Exception):  # a scheduler that is gone cannot be told
            self._ask(leave, self._kit.run, at_once=True, patience=_GOODBYE)
        with suppress(OSError):  # it does not say goodbye in time
            self._client.close(timeout=_GOODBYE)
        self._client.status = _CLOSED

    @property
    def is_connected(self) -> bool:
        """Tell whether the scheduler is still there."""
        return bool(self._client.status == "running")

    def listen(self, patience: float) -> Iterator[News]:
        """Yield what has happened; wait so many seconds for the first thing."""
        with suppress(queue.Empty):
            yield self._news.get(timeout=patience)
            while True:
                yield self._news.get_nowait()

    def everyone(self) -> list[str]:
        """Name the workers that are there; raises DocgenError (DG885)."""
        try:
            return sorted(self._client.scheduler_info()["workers"])
        except (OSError, RuntimeError) as problem:
            raise DocgenError([_silent(self.address, problem)]) from problem

    def introduce(self, addresses: Sequence[str]) -> tuple[list[str], list[Diagnostic]]:
        """Prepare workers for the run; return those that fit, and what is wrong with the others (DG887, DG888)."""
        found: list[Diagnostic] = []
        fit: list[str] = []
        for address, told in self._ask(meet, workers=addresses).items():
            wrong = list(_judge(address, told))
            found += wrong
            if not wrong:
                fit.append(address)
        probe = secrets.token_hex(16).encode()
        ready = self._ask(set_up, self._kit, probe, workers=fit) if fit else {}
        seeing = [address for address in fit if address in ready]
        for address in list(seeing):
            if finding := self._look_for(ready[address], probe, address):
                found.append(finding)
                seeing.remove(address)
        return seeing, found

    def submit(self, address: str, number: int, parcels: Sequence[Parcel]) -> None:
        """Give a chunk to one worker and to no other: who loses it must be known."""
        future = self._client.submit(
            make_chunk,
            self._kit.run,
            number,
            parcels,
            self._topic,
            key=f"docgen-{self._kit.run}-{number}",
            pure=False,
            workers=[address],
            allow_other_workers=False,
        )
        self._futures[number] = future
        future.add_done_callback(lambda ended: self._news.put(_outcome(number, ended)))

    def drop(self, number: int) -> None:
        """Forget a chunk; nobody makes it any more."""
        future = self._futures.pop(number, None)
        if future is not None:
            future.cancel()

    def ease(self) -> None:
        """Ask every worker to begin no further document; does not wait for answers."""
        telling = threading.Thread(target=self._ease, daemon=True)
        telling.start()

    def _ease(self) -> None:
        with suppress(Exception):
            self._client.run(leave, self._kit.run, at_once=False, on_error="ignore")

    def _look_for(self, path: Any, probe: bytes, address: str) -> Diagnostic | None:
        """Look whether what a worker wrote is here, and remove it."""
        where, folder = Location(self.address), self._shelf.address
        if isinstance(path, BaseException):
            return report("DG888", where, worker=address, folder=folder, problem=_name(path))
        is_here = self._shelf.read(path) == probe
        self._shelf.remove(path)
        return None if is_here else report("DG888", where, worker=address, folder=folder, problem="ENOENT")

    def _ask(
        self,
        function: Callable[..., Any],
        *arguments: Any,
        workers: Sequence[str] | None = None,
        patience: float = _ANSWER,
        **named: Any,
    ) -> dict[str, Any]:
        """Call a function in workers and return what each says, or how it failed; who is silent is left out."""
        runner = ThreadPoolExecutor(1)
        asking = runner.submit(
            self._client.run, function, *arguments, workers=workers, on_error="return", **named
        )
        runner.shutdown(wait=False)
        try:
            return dict(asking.result(patience))
        except (LateError, OSError, RuntimeError, ValueError):  # they are gone, and will be named as lost
            return {}

    def _hear_cluster(self, event: tuple[float, Any]) -> None:
        _, told = event
        if told.get("action") == "add-worker":
            self._news.put(Joined(told["worker"]))
        elif told.get("action") == "remove-worker":
            self._news.put(Left(told["worker"]))

    def _hear_worker(self, event: tuple[float, Any]) -> None:
        self._news.put(pickle.loads(event[1]))  # noqa: S301 - who may speak on a cluster may run programs on it


def _connect(address: str) -> Any:
    if not _ADDRESS.fullmatch(address):  # a client that cannot read its address is never closed
        facts = {"address": None, "problem": None, "option": None, "name": address}
        raise DocgenError([report("DG885", Location(address), **facts)])
    try:
        from distributed import Client  # noqa: PLC0415 - an extra
    except ImportError:
        raise DocgenError([report("DG880", option="--engine dask", extra="dask")]) from None
    for name in list(logging.Logger.manager.loggerDict):
        if name.startswith("distributed"):  # what matters is said in our words
            logging.getLogger(name).setLevel(logging.CRITICAL)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # versions are compared below, and said in our words
            return _make_client(Client, address)
    except (OSError, ValueError, RuntimeError, TypeError) as problem:
        raise DocgenError([_silent(address, problem)]) from problem


def _make_client(kind: Any, address: str) -> Any:
    """Connect, and leave nothing behind that would wait for the scheduler when it is thrown away."""

    class Line(kind):  # type: ignore[misc]  # of a package without types
        def start(self, **options: Any) -> None:
            try:
                super().start(**options)
            except BaseException:
                self.status = _CLOSED
                raise

    return Line(address, timeout=_REACH, set_as_default=False)


def _silent(address: str, problem: BaseException) -> Diagnostic:
    return report("DG885", Location(address), address=address, problem=_name(problem), option=None, name=None)


def _name(problem: BaseException) -> str:
    return str(problem).strip().partition("\n")[0] or type(problem).__name__


def _judge(address: str, told: Any) -> Iterator[Diagnostic]:
    """Say why a worker does not fit (DG887)."""
    where = Location(address)
    nothing: dict[str, Any] = dict.fromkeys(("threads", "absent", "package", "theirs", "ours"))
    if isinstance(told, BaseException):
        facts = {**nothing, "worker": address, "absent": f"docgen {__version__} ({_name(told)})"}
        yield report("DG887", where, **facts)
        return
    theirs, threads = told
    for package, ours in versions().items():
        if theirs.get(package, "") != ours:
            differing = {"package": package, "theirs": theirs.get(package) or "–", "ours": ours or "–"}
            yield report("DG887", where, **{**nothing, "worker": address, **differing})
    if threads > 1:
        yield report("DG887", where, **{**nothing, "worker": address, "threads": threads})


def _outcome(number: int, ended: Any) -> Done:
    """Say how a chunk ended; one that was cancelled was dropped here, or its scheduler is gone."""
    if ended.status == "finished":
        return Done(number, made=ended.result())
    if ended.status == "error":
        return Done(number, problem=ended.exception())
    return Done(number)
