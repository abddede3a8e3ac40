"""A child process seen from its parent: started with little, heard with a limit, ended without a trace."""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
from collections.abc import Callable, Mapping
from contextlib import suppress
from pathlib import Path
from secrets import token_hex
from typing import Any, BinaryIO, cast

from docgen.diagnostics.steps import is_heard, note
from docgen.workshop.hearing import STEPS_VARIABLE
from docgen.workshop.limits import Limits
from docgen.workshop.messages import SilenceError, StrangeError, receive_checked, send

__all__ = ["Child", "DeathError"]

_KEPT = frozenset(
    {
        *("PATH", "HOME", "USERPROFILE", "LANG", "LC_ALL", "LC_CTYPE", "TZ", "SOURCE_DATE_EPOCH"),
        *("DOCGEN_PACKS", "XDG_DATA_HOME", "LOCALAPPDATA"),
        *("XDG_CACHE_HOME", "SYSTEMROOT", "SYSTEMDRIVE", "WINDIR", "PATHEXT"),
        *("LD_LIBRARY_PATH", "DYLD_LIBRARY_PATH", "DYLD_FALLBACK_LIBRARY_PATH"),
        *("WEASYPRINT_DLL_DIRECTORIES", "PYTHONWARNINGS", "PYTHONUNBUFFERED"),
    }
)
"""What of the environment a child gets to see: where things are, and nothing that could be a secret."""

_LAST_WORDS = 64 * 1024
_SECONDS_TO_SPEAK = 1.0
_OUT_OF_MEMORY = re.compile(r"MemoryError|bad_alloc|[Ff]ailed to allocate|[Oo]ut of memory|allocate memory")
_TEMPLATE = re.compile(r'File "(?:parent:)*([^"\n]+\.j2)"')
_CPU_SIGNAL = getattr(signal, "SIGXCPU", None)


class DeathError(Exception):
    """The child ended, or was ended, before it answered.

    ``cause`` is ``clock``, ``memory``, ``cpu`` or ``crash``; ``how`` names a signal or an exit code;
    ``template`` is the one that was being filled in, if the child could still tell.
    """

    def __init__(self, cause: str, how: str, template: str | None) -> None:
        """Keep what is known."""
        super().__init__(cause)
        self.cause = cause
        self.how = how
        self.template = template


class Child:
    """One running child with its own temporary folder."""

    def __init__(self, limits: Limits, folder: str) -> None:
        """Start it, to work in ``folder``; raises OSError where no process can be started."""
        self._limits = limits
        self._late = False
        # The child makes it: whatever ends this process before the child begins leaves nothing behind.
        self._home = str(Path(tempfile.gettempdir(), f"docgen-workshop-{token_hex(16)}"))
        self._said = tempfile.TemporaryFile()  # noqa: SIM115 - closed in ``close``
        try:
            self._process = self._start(folder)
        except BaseException:
            self._said.close()
            shutil.rmtree(self._home, ignore_errors=True)
            raise
        note("child-begin", child=self._process.pid)

    def _start(self, folder: str) -> subprocess.Popen[bytes]:
        limits = self._limits
        numbers = (limits.memory, limits.seconds, limits.patience)
        command = [sys.executable, "-P", "-m", "docgen.workshop.child", *map(str, numbers)]
        alone: dict[str, Any] = {"start_new_session": True}  # Ctrl-C is for the parent
        if sys.platform == "win32":
            alone = {"creationflags": subprocess.CREATE_NEW_PROCESS_GROUP}
        return subprocess.Popen(  # noqa: S603 - our own program
            command,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=self._said,
            cwd=folder,
            env=_environment(self._home),
            **alone,
        )

    @property
    def number(self) -> int:
        """Return its process id."""
        return self._process.pid

    @property
    def is_alive(self) -> bool:
        """Tell whether it still runs."""
        return self._process.poll() is None

    def request(
        self, message: Any, answer: Callable[[str, tuple[Any, ...]], Any], patience: float | None = None
    ) -> tuple[str, Any]:
        """Send a task and return the reply; ``answer`` is asked when the child needs something for it.

        Raises DeathError when the child ends or passes a limit, StrangeError when it says what no child
        says. It is ended in both cases, and when anything else interrupts the waiting.
        """
        timer = threading.Timer(patience or self._limits.patience, self._end_late)
        timer.daemon = True
        timer.start()
        try:
            return self._talk(message, answer)
        except SilenceError:
            raise self._find_cause() from None
        except BaseException:
            self.close()
            raise
        finally:
            timer.cancel()

    def _talk(self, message: Any, answer: Callable[[str, tuple[Any, ...]], Any]) -> tuple[str, Any]:
        ears, mouth = cast("BinaryIO", self._process.stdout), cast("BinaryIO", self._process.stdin)
        send(mouth, message)
        while True:
            reply = receive_checked(ears)
            if not isinstance(reply, tuple) or len(reply) != 2 or not isinstance(reply[0], str):  # noqa: PLR2004 - kind and content
                raise StrangeError(type(reply).__name__)
            kind, content = reply
            if kind != "asks":
                return kind, content
            send(mouth, answer(*content))

    def close(self) -> None:
        """End it at once and remove what it left behind; safe to do twice."""
        self._process.kill()
        self._process.wait()
        if not self._said.closed:
            note("child-end", child=self._process.pid)
        for stream in (self._process.stdin, self._process.stdout, self._said):
            _shut(stream)
        shutil.rmtree(self._home, ignore_errors=True)

    def _end_late(self) -> None:
        """End a child that takes too long; before that, ask it where it is."""
        self._late = True
        if _CPU_SIGNAL is not None:
            self._process.send_signal(_CPU_SIGNAL)
            with suppress(subprocess.TimeoutExpired):
                self._process.wait(_SECONDS_TO_SPEAK)
        self._process.kill()

    def _find_cause(self) -> DeathError:
        """Tell why the child is silent, from how it ended and its last words."""
        try:
            code = self._process.wait(_SECONDS_TO_SPEAK)
        except subprocess.TimeoutExpired:  # it closed its mouth and goes on
            code = 0
        words = self._last_words()
        self.close()
        template = next(iter(_TEMPLATE.findall(words)), None)
        how = signal.Signals(-code).name if code < 0 else str(code)
        if self._late:
            cause = "clock"
        elif _CPU_SIGNAL is not None and code == -_CPU_SIGNAL:
            cause = "cpu"
        else:
            cause = "memory" if _OUT_OF_MEMORY.search(words) else "crash"
        return DeathError(cause, how, template)

    def _last_words(self) -> str:
        if self._said.closed:  # it was ended on purpose, by another thread
            return ""
        self._said.seek(0, os.SEEK_END)
        self._said.seek(max(0, self._said.tell() - _LAST_WORDS))
        return self._said.read().decode("utf-8", "replace")


def _environment(home: str) -> Mapping[str, str]:
    """Make the environment of a child: the same Python and libraries, and a temporary folder of its own."""
    kept = {name: value for name, value in os.environ.items() if name.upper() in _KEPT}
    temporary = dict.fromkeys(("TMPDIR", "TEMP", "TMP"), home)
    paths = dict.fromkeys(path or str(Path.cwd()) for path in sys.path)
    return {
        **kept,
        **temporary,
        "PYTHONPATH": os.pathsep.join(paths),
        "PYTHONUTF8": str(sys.flags.utf8_mode),
        **({STEPS_VARIABLE: "1"} if is_heard() else {}),
    }


def _shut(stream: Any) -> None:
    with suppress(OSError):  # what was not sent yet has nobody to go to
        stream.close()
