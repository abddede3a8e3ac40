"""What of the operating system does docgen meet: its libraries, its terminal, its folders?

Systems are named as ``sys.platform`` names them and, like everything else that differs between machines, are
arguments: what is said on Windows and macOS can be seen on any machine.
"""

from __future__ import annotations

import ctypes
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from types import MappingProxyType

from docgen.diagnostics import report
from docgen.doctor.results import Kind, Result, State
from docgen.writers.pdf.libraries import LIBRARIES, mending

__all__ = ["console", "folder", "libraries", "long_paths"]

_SUFFIX = MappingProxyType({"win32": ".dll", "darwin": ".dylib"})
_UTF8 = MappingProxyType({"win32": "setx PYTHONUTF8 1"})
_LONG_PATHS_KEY = "SYSTEM\\CurrentControlSet\\Control\\FileSystem"
_LONGEST = 260
"""Characters of a path that every program of Windows can open."""

_ROOM = 120
"""Characters that docgen's own names may add below a folder: one for a team, one for a person, one for a file."""

_SYNCED = MappingProxyType(
    {
        # The beginning of a folder's name: the service that keeps it in sync.
        "onedrive": "OneDrive",
        "dropbox": "Dropbox",
        "iclouddrive": "iCloud",
        "mobile documents": "iCloud",
        "cloudstorage": "CloudStorage",
        "google drive": "Google Drive",
        "nutstore": "坚果云 Nutstore",
        "坚果云": "坚果云 Nutstore",
    }
)


def libraries(system: str, families: Iterable[str], folders: Iterable[Path]) -> Iterator[Result]:
    """Open each native library, first in the folders that the engine is told about."""
    suffix, lines, places = _SUFFIX.get(system, ".so"), mending(system, families), tuple(folders)
    for name, files in LIBRARIES.items():
        ours = [file for file in files if suffix in file]
        tried = [*(str(place / file) for place in places for file in ours), *ours]
        found = next((file for file in tried if _opens(file)), None)
        state = State.FINE if found else State.MISSING
        yield Result(Kind.LIBRARY, name, state, found or ours[0], () if found else lines)


def _opens(file: str) -> bool:
    try:
        ctypes.CDLL(file)
    except OSError:
        return False
    return True


def console(system: str, encoding: str) -> Result:
    """Look at the encoding of what is printed; other than UTF-8, Chinese may be escaped and JSON misread."""
    if encoding.lower().replace("-", "").replace("_", "") == "utf8":
        return Result(Kind.CONSOLE, "UTF-8", State.FINE)
    line = _UTF8.get(system, "export LC_ALL=C.UTF-8")
    finding = report("DG645", encoding=encoding, line=line)
    return Result(Kind.CONSOLE, encoding, State.NOTE, findings=(finding,))


def folder(system: str, here: PurePath, long: bool) -> Result:
    """Look at where docgen was started: is it kept in sync by a service, are long paths ``long`` enough?"""
    findings = []
    if service := _service(here):
        findings.append(report("DG646", folder=str(here), service=service))
    if system == "win32" and not long and len(str(here)) + _ROOM > _LONGEST:
        findings.append(report("DG647", folder=str(here), length=len(str(here)), most=_LONGEST))
    state = State.NOTE if findings else State.FINE
    return Result(Kind.FOLDER, str(here), state, findings=tuple(findings))


def _service(here: PurePath) -> str | None:
    names = [part.lower() for part in here.parts]
    return next((_SYNCED[known] for known in _SYNCED for name in names if name.startswith(known)), None)


def long_paths() -> bool:
    """Tell whether programs of this machine may open paths of any length; only Windows has to be asked."""
    if sys.platform == "win32":
        import winreg  # noqa: PLC0415 - there is none elsewhere

        try:
            with winreg.OpenKey(winreg.HKEY_LOCAL_MACHINE, _LONG_PATHS_KEY) as key:
                return bool(winreg.QueryValueEx(key, "LongPathsEnabled")[0])
        except OSError:
            return False
    return True
