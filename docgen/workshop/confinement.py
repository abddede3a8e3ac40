"""What a child takes away from itself before it looks at a pack: memory, time, network, programs, folders.

The sandbox of templates and the strict fetcher are what keeps a pack inside. This is the wall behind
them: a mistake there must not become a request, a program or a file somewhere else.
"""

from __future__ import annotations

import faulthandler
import math
import os
import shutil
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import Any

from docgen.cache import cache_folder

__all__ = ["GRACE", "allow", "confine", "leave", "rest"]

GRACE = 10
"""Seconds a child outlives its limit on the clock when nobody is left to end it."""

_MAX_FILE = 256 * 1024 * 1024
_MAX_OPEN = 256
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_REFUSED = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg", "socket.getaddrinfo"),
        *("socket.gethostbyname", "socket.gethostbyaddr", "subprocess.Popen", "os.system", "os.exec"),
        *("os.fork", "os.forkpty", "os.posix_spawn", "os.spawn", "os.startfile", "pty.spawn", "os.kill"),
    }
)
_CHANGING = frozenset(
    {
        *("os.chmod", "os.chown", "os.link", "os.mkdir", "os.remove", "os.rename", "os.rmdir"),
        *("os.symlink", "os.utime"),
    }
)


def confine(memory: int) -> None:
    """Limit memory (megabytes), files and what Python may do, for good; where a system has no limits, less."""
    faulthandler.enable()
    if hasattr(faulthandler, "register"):
        faulthandler.register(signal.SIGXCPU, chain=True)  # the last words tell which template it was
    _limit("RLIMIT_AS", memory * 1024 * 1024)
    _limit("RLIMIT_FSIZE", _MAX_FILE)
    _limit("RLIMIT_NOFILE", _MAX_OPEN)
    _limit("RLIMIT_CORE", 0)
    sys.dont_write_bytecode = True
    index = cache_folder("fontconfig")  # reading all fonts anew takes seconds
    folders = [os.environ["TMPDIR"], *([str(index)] if index else [])]
    sys.addaudithook(_watch(folders))


def allow(seconds: int, patience: int) -> None:
    """Give the next task its seconds of computing time, and an end of its own should the parent be gone."""
    if sys.platform == "win32":
        return
    import resource  # noqa: PLC0415 - not on every system

    used = math.ceil(time.process_time())
    _, most = resource.getrlimit(resource.RLIMIT_CPU)
    wanted = used + seconds
    resource.setrlimit(resource.RLIMIT_CPU, (wanted if most < 0 else min(wanted, most), most))
    signal.setitimer(signal.ITIMER_REAL, patience + GRACE)


def rest() -> None:
    """Wait for the next task as long as it takes."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_REAL, 0)


def leave(folder: str) -> None:
    """End at once, whatever the other threads do, and leave nothing behind."""
    shutil.rmtree(folder, ignore_errors=True)
    os._exit(3)


def _limit(name: str, value: int) -> None:
    """Lower a limit for good; a system that has it not, or does not let it be lowered, goes without."""
    try:
        import resource  # noqa: PLC0415 - not on every system

        kind = getattr(resource, name)
        _, most = resource.getrlimit(kind)
        value = value if most < 0 else min(value, most)
        resource.setrlimit(kind, (value, value))
    except (ImportError, AttributeError, ValueError, OSError):
        return


def _watch(folders: list[str]) -> Callable[[str, tuple[Any, ...]], None]:
    """Make the hook that Python asks before it opens, changes, connects or starts anything."""
    roots = tuple(Path(folder).resolve() for folder in folders)

    def hook(event: str, arguments: tuple[Any, ...]) -> None:
        if event == "open":
            path, _, flags = arguments
            fine = not (isinstance(flags, int) and flags & _WRITING) or _is_inside(path, roots)
        elif event in _CHANGING:
            fine = _is_beside_descriptor(arguments) or all(_is_inside(path, roots) for path in arguments[:2])
        else:
            fine = event not in _REFUSED
        if not fine:
            raise PermissionError(f"a pack may not do this: {event}")

    return hook


def _is_inside(path: Any, roots: tuple[Path, ...]) -> bool:
    """Tell whether a path lies in one of the folders; what is no path, such as a mode, does not count."""
    if not isinstance(path, str | bytes | os.PathLike):
        return True
    resolved = Path(os.fsdecode(path)).resolve()
    return str(resolved) == os.devnull or any(resolved.is_relative_to(root) for root in roots)


def _is_beside_descriptor(arguments: tuple[Any, ...]) -> bool:
    """Tell whether a path is meant in a folder that is open already, as when a tree is removed."""
    return len(arguments) > 1 and isinstance(arguments[-1], int) and arguments[-1] >= 0
