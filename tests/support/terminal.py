"""A terminal in which a program asks and somebody answers."""

import os
import pty
import select
import signal
import time
from pathlib import Path

__all__ = ["Terminal"]

PROMPT = "> "


class Terminal:
    """A program behind a terminal of its own; ``seen`` is everything that it has shown."""

    def __init__(self, command, folder, **environment):
        self.seen = ""
        self._child, self._keys = pty.fork()
        if self._child == 0:
            signal.signal(
                signal.SIGINT, signal.SIG_DFL
            )  # a worker of the tests ignores it, and that is inherited
            os.chdir(folder)
            settings = {**os.environ, "PYTHONUTF8": "1", "TERM": "dumb", **environment}
            os.execve(command[0], command, settings)  # noqa: S606 - no shell is what we want

    def answer(self, *answers, patience=30):
        """Wait for a question and answer it, one after the other; return what was shown since."""
        before = len(self.seen)
        for each in answers:
            self._read(patience, until=PROMPT)
            self._await_its_wait(patience)
            self.seen += "\n"
            os.write(self._keys, each if isinstance(each, bytes) else f"{each}\n".encode())
        return self.seen[before:]

    def end(self, patience=30):
        """Wait for the end; return the exit code."""
        self._read(patience)
        os.close(self._keys)
        return os.waitstatus_to_exitcode(os.waitpid(self._child, 0)[1])

    def _await_its_wait(self, patience):
        """Wait until it sleeps: Python does not see a Ctrl-C that comes just before that."""
        latest = time.monotonic() + patience
        while time.monotonic() < latest:
            if Path(f"/proc/{self._child}/stat").read_text().rpartition(")")[2].split()[0] == "S":
                return
            time.sleep(0.02)

    def _read(self, patience, until=None):
        """Read until the program has shown something, or to its end."""
        latest = time.monotonic() + patience
        while until is None or not self.seen.endswith(until):
            ready, _, _ = select.select([self._keys], [], [], max(0, latest - time.monotonic()))
            if not ready:
                os.kill(self._child, signal.SIGKILL)
                os.waitpid(self._child, 0)
                os.close(self._keys)
                raise TimeoutError(self.seen)
            try:
                content = os.read(self._keys, 65536)
            except OSError:  # how Linux tells that the program has gone
                return
            if not content:
                return
            self.seen += content.decode(errors="replace").replace("\r\n", "\n")
