"""Where do the native libraries of the engine lie on each kind of system, and which line installs them?

The engine asks for a library by the names it has on Linux, macOS and Windows. Linux finds it by itself. macOS does
not look where Homebrew puts it, and Windows looks nowhere, so both are told. Systems are named as ``sys.platform``
names them, and everything is an argument, so that each can be asked about on any other.
"""

from __future__ import annotations

import platform
import sys
from collections.abc import Callable, Iterable, Mapping
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType

__all__ = ["DLL_FOLDERS", "LIBRARIES", "distribution", "find_library", "library_folders", "mending"]

DLL_FOLDERS = "WEASYPRINT_DLL_DIRECTORIES"
"""The variable that names the engine's folders on Windows, ``;`` between them."""

LIBRARIES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {
        # What Linux, macOS and the two kinds of builds for Windows call the files.
        "GObject": (
            "libgobject-2.0.so.0",
            "libgobject-2.0.dylib",
            "gobject-2.0-0.dll",
            "libgobject-2.0-0.dll",
        ),
        "Pango": ("libpango-1.0.so.0", "libpango-1.0.dylib", "pango-1.0-0.dll", "libpango-1.0-0.dll"),
        "PangoFT2": (
            "libpangoft2-1.0.so.0",
            "libpangoft2-1.0.dylib",
            "pangoft2-1.0-0.dll",
            "libpangoft2-1.0-0.dll",
        ),
        "HarfBuzz": ("libharfbuzz.so.0", "libharfbuzz.dylib", "harfbuzz.dll", "libharfbuzz-0.dll"),
        "HarfBuzz subset": (
            *("libharfbuzz-subset.so.0", "libharfbuzz-subset.dylib"),
            *("harfbuzz-subset.dll", "libharfbuzz-subset-0.dll"),
        ),
        "Fontconfig": (
            "libfontconfig.so.1",
            "libfontconfig.dylib",
            "fontconfig-1.dll",
            "libfontconfig-1.dll",
        ),
    }
)

_WHEEL = "python -m pip install --no-deps gstreamer-libs"
_APT = "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0"
_DISTRIBUTIONS = MappingProxyType(
    {
        "debian": _APT,
        "ubuntu": _APT,
        "fedora": "sudo dnf install pango",
        "rhel": "sudo dnf install pango",
        "arch": "sudo pacman -S pango",
        "alpine": "sudo apk add so:libpangoft2-1.0.so.0 so:libharfbuzz-subset.so.0",
    }
)
_INSTALLERS = MappingProxyType(
    {
        "darwin": ("brew install pango", _WHEEL),
        "win32": (_WHEEL, "C:\\msys64\\usr\\bin\\pacman -S mingw-w64-ucrt-x86_64-pango"),
    }
)
_USUAL = MappingProxyType(
    {
        # Homebrew on Apple and on Intel processors, MacPorts; MSYS2, the old installer of GTK.
        "darwin": ("/opt/homebrew/lib", "/usr/local/lib", "/opt/local/lib"),
        "win32": (
            *("C:\\msys64\\ucrt64\\bin", "C:\\msys64\\mingw64\\bin"),
            "C:\\Program Files\\GTK3-Runtime Win64\\bin",
        ),
    }
)


def mending(system: str, families: Iterable[str]) -> tuple[str, ...]:
    """Return the lines of which one installs the libraries; ``families`` are those of a Linux, the nearest first."""
    if system in _INSTALLERS:
        return _INSTALLERS[system]
    return (next((_DISTRIBUTIONS[name] for name in families if name in _DISTRIBUTIONS), _APT),)


def distribution() -> tuple[str, ...]:
    """Return the name of this Linux and of those it descends from, as its ``os-release`` says; () elsewhere."""
    try:
        known = platform.freedesktop_os_release()
    except OSError:
        return ()
    return (known["ID"], *known.get("ID_LIKE", "").split())


def library_folders(system: str, environ: Mapping[str, str], wheel: Path | None = None) -> tuple[Path, ...]:
    """Return where the libraries may lie on a system that has to be told, those the user named first.

    ``wheel`` is the folder of the package gstreamer-libs; by default it is looked for.
    """
    wheel = wheel or _wheel()
    if system == "win32":
        named = [Path(each) for each in environ.get(DLL_FOLDERS, "").split(";") if each]
        return (*named, *((wheel / "bin",) if wheel else ()), *map(Path, _USUAL[system]))
    if system == "darwin":
        return (*((wheel / "lib",) if wheel else ()), *map(Path, _USUAL[system]), Path(sys.prefix) / "lib")
    return ()


def _wheel() -> Path | None:
    found = find_spec("gstreamer_libs")
    places = found.submodule_search_locations if found else None
    return Path(places[0]) if places else None


def find_library(name: str, folders: Iterable[Path], otherwise: Callable[[str], str | None]) -> str | None:
    """Return the path of a library of macOS, as ``ctypes.util.find_library`` does, looking in our folders first.

    ``name`` is what stands between ``lib`` and ``.dylib``.
    """
    files = (folder / f"lib{name}.dylib" for folder in folders)
    return next((str(file) for file in files if file.exists()), None) or otherwise(name)
