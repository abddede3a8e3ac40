"""One run at a time in a bucket: a lock that its holder renews, and that is nobody's once it is not renewed.

Only the clock of the store counts: clocks of machines differ.
"""

from __future__ import annotations

import json
import os
import platform
import secrets
import sys
import threading
import time
from contextlib import suppress
from datetime import timedelta
from pathlib import Path
from typing import Any

from docgen.bulk.shelves.cloud_store import CloudStore, Held, TakenError
from docgen.diagnostics import Diagnostic, DocgenError, Location, report

__all__ = ["CloudLock"]

_LOCK = ".docgen/lock"
_PATIENCE = 4  # beats that may be missed


class CloudLock:
    """The lock of a shelf while this process holds it; end it with ``release``."""

    def __init__(self, store: CloudStore, beat: float) -> None:
        """Take the lock and renew it every ``beat`` seconds; raises DocgenError (DG851 when it is held)."""
        self._store = store
        self._beat = beat
        self._count = 0
        self._token = secrets.token_hex(8)
        self._end = threading.Event()
        self._is_lost = False
        self._version = self._take()
        self._heart = threading.Thread(target=self._renew, name="docgen-lock", daemon=True)
        self._heart.start()

    def insist(self) -> None:
        """Raise DocgenError (DG851) when somebody else has taken the lock meanwhile."""
        if self._is_lost:
            raise DocgenError([_occupied(self._store, _read(self._store))])

    def release(self) -> None:
        """Let the next run in; raises DocgenError when the store does not answer."""
        self._end.set()
        self._heart.join()
        if not self._is_lost and _read(self._store).get("token") == self._token:
            self._store.remove([_LOCK])

    def _take(self) -> Any:
        try:
            return self._store.create(_LOCK, self._content())
        except TakenError:
            held, holder = self._store.look(_LOCK), _read(self._store)
        if held is not None and not self._is_over(held, holder):
            raise DocgenError([_occupied(self._store, holder)])
        try:
            if held is None:
                return self._store.create(_LOCK, self._content())
            return self._store.replace(_LOCK, self._content(), held.version)
        except TakenError:
            raise DocgenError([_occupied(self._store, _read(self._store))]) from None

    def _is_over(self, held: Held, holder: dict[str, Any]) -> bool:
        """Tell whether the run that holds the lock is gone: it died here, or has not renewed for long."""
        if holder.get("room") == _room() and _room() and _is_dead(holder.get("pid")):
            return True
        probe = f"{_LOCK}-{self._token}"
        try:
            self._store.create(probe, b"")  # to hear what time it is over there
            now = self._store.look(probe)
        finally:
            self._store.remove([probe])
        beat = holder.get("beat")
        patience = _PATIENCE * (beat if isinstance(beat, int | float) else self._beat)
        return now is not None and now.time - held.time > timedelta(seconds=patience)

    def _renew(self) -> None:
        last = time.monotonic()
        while not self._end.wait(self._beat):
            try:
                self._count += 1
                self._version = self._store.replace(_LOCK, self._content(), self._version)
                last = time.monotonic()
            except TakenError:
                self._is_lost = _read_token(self._store) != self._token
                self._refresh()
            except DocgenError:
                self._is_lost = time.monotonic() - last > _PATIENCE * self._beat
            if self._is_lost:
                return

    def _refresh(self) -> None:
        """Take over the version of a renewal of our own whose answer did not arrive."""
        with suppress(DocgenError):
            held = self._store.look(_LOCK)
            self._version = held.version if held else self._version

    def _content(self) -> bytes:
        holder = {
            "token": self._token,
            "pid": os.getpid(),
            "host": platform.node(),
            "room": _room(),
            "beat": self._beat,
            "count": self._count,
        }
        return json.dumps(holder).encode()


def _occupied(store: CloudStore, holder: dict[str, Any]) -> Diagnostic:
    pid, host = holder.get("pid"), holder.get("host")
    return report(
        "DG851",
        Location(store.address),
        folder=store.address,
        pid=pid if isinstance(pid, int) else None,
        host=host if isinstance(host, str) else None,
    )


def _read(store: CloudStore) -> dict[str, Any]:
    """Return who holds the lock, as far as that is known."""
    try:
        found = json.loads(b"".join(store.pieces(_LOCK) or ()))
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _read_token(store: CloudStore) -> object:
    """Return whose lock it is; a store that does not answer now leaves it ours until patience ends."""
    with suppress(DocgenError):
        return _read(store).get("token")
    return None


def _room() -> str:
    """Name the space in which numbers of processes mean something: this boot and this container."""
    with suppress(OSError):
        boot = Path("/proc/sys/kernel/random/boot_id").read_text(encoding="ascii").strip()
        return f"{boot}:{Path('/proc/self/ns/pid').readlink()}"
    return ""


def _is_dead(pid: object) -> bool:
    if not isinstance(pid, int) or pid < 1 or sys.platform == "win32":
        return False
    if pid == os.getpid():  # the number came round again
        return False
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return True
    except OSError:
        return False
    return False
