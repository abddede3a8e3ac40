"""A preview as a real process, and a small pack with a parent of its own to look at."""

from __future__ import annotations

import http.client
import os
import shutil
import signal
import subprocess
import sys
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

__all__ = ["Answer", "Running", "children_of", "find_browser", "make_folder", "running"]

PROGRAM = Path(sys.executable).with_name("docgen")
BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")

HOUSE = {
    "house/pack.yaml": """\
name: house
title: {zh: 集团, en: House}
extends: classic
view: 1
sections: [cover, goals]
""",
    "house/brand.yaml": 'colors:\n  primary: "#0E4B50"\n',
    "acme/pack.yaml": "name: acme\ntitle: {zh: 某公司, en: Acme}\nextends: ../house\nview: 1\n",
    "acme/brand.yaml": 'colors:\n  accent: "#B08030"\n',
    "acme/labels/en.yaml": "chapters: {goals: {title: Our goals}}\n",
    "goals.yaml": """\
schema: 1
document: {title: Goals of Lin Zhiyao, language: en}
organization: {name: Sample Company}
person: {name: Lin Zhiyao}
period: {start: 2027-01-01, end: 2027-12-31}
goals:
  - id: G1
    title: Keep more customers
    outcome: Four in five stay
    weight: 100
    due: 2027-12-31
    owner: Lin Zhiyao
""",
}


def make_folder(folder: Path) -> Path:
    """Write the packs and the spec, or put right what a test has changed and leave the rest alone."""
    for pack in ("house", "acme"):
        for path in sorted((folder / pack).rglob("*"), reverse=True):
            name = path.relative_to(folder).as_posix()
            if path.is_dir() and not any(known.startswith(f"{name}/") for known in HOUSE):
                path.rmdir()
            elif path.is_file() and name not in HOUSE:
                path.unlink()
    for name, text in HOUSE.items():
        path = folder / name
        if not path.exists() or path.read_text(encoding="utf-8") != text:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8")
    return folder


@dataclass(frozen=True)
class Answer:
    """What the server said."""

    status: int
    headers: dict[str, str]
    body: bytes


@dataclass(frozen=True)
class Running:
    """A preview that runs: its process and the address it printed."""

    process: subprocess.Popen[str]
    address: str

    @property
    def port(self) -> int:
        return urlsplit(self.address).port or 0

    @property
    def token(self) -> str:
        return parse_qs(urlsplit(self.address).query)["token"][0]

    @property
    def cookie(self) -> dict[str, str]:
        return {"Cookie": f"docgen-preview-{self.port}={self.token}"}

    def ask(self, path: str, method: str = "GET", **headers: str) -> Answer:
        """Ask as nobody in particular; underscores in names of headers become hyphens."""
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=20)
        try:
            named = {name.replace("_", "-"): value for name, value in headers.items()}
            connection.request(method, path, headers=named)
            answer = connection.getresponse()
            found = {name.lower(): value for name, value in answer.getheaders()}
            length = int(found.get("content-length", 0))  # a stream has none, and no end
            return Answer(answer.status, found, answer.read(length))
        finally:
            connection.close()

    def end(self, number: int = signal.SIGTERM) -> int:
        self.process.send_signal(number)
        return self.process.wait(20)


@contextmanager
def running(folder: Path, *arguments: str, language: str = "en"):
    """Start a preview in a folder; it is ended with the block."""
    settings = {**os.environ, "DOCGEN_LANG": language, "PYTHONUTF8": "1"}
    settings.pop("DISPLAY", None)
    command = [str(PROGRAM), "pack", "preview", *arguments]
    process = subprocess.Popen(
        command, cwd=folder, env=settings, stdout=subprocess.PIPE, stderr=subprocess.PIPE, encoding="utf-8"
    )
    try:
        address = process.stdout.readline().strip()
        assert address.startswith("http://127.0.0.1:"), process.communicate(timeout=20)[1]
        yield Running(process, address)
    finally:
        if process.poll() is None:
            process.kill()
        process.communicate()


def children_of(parent: int) -> list[int]:
    """Return the processes that a process has started and that still run."""
    found = []
    for entry in Path("/proc").iterdir():
        if entry.name.isdecimal():
            try:
                stat = (entry / "stat").read_text()
            except OSError:  # it has ended meanwhile
                continue
            state, above = stat.rpartition(")")[2].split()[:2]
            if int(above) == parent and state != "Z":
                found.append(int(entry.name))
    return found


def find_browser() -> str | None:
    """Return a Chromium of the system."""
    return next((path for name in BROWSERS if (path := shutil.which(name))), None)
