"""Load the layout engine and the native libraries below it, once, without noise.

Importing weasyprint takes a second and can fail in ways only a developer understands. Everything
that has to be true around that import is arranged here; the modules that use the engine are imported
after ``load_engine`` alone.
"""

from __future__ import annotations

import contextlib
import ctypes.util
import importlib
import io
import sys
import warnings
from collections.abc import Iterator

from docgen.diagnostics import DocgenError, report

__all__ = ["APT", "BREW", "load_engine"]

APT = "apt-get install --no-install-recommends libpangoft2-1.0-0 libharfbuzz-subset0"
BREW = "brew install pango"


def load_engine() -> None:
    """Import weasyprint; raises DocgenError (DG601) with the line that mends it if a library is missing."""
    if "weasyprint" in sys.modules:
        return
    said = io.StringIO()  # the engine prints advice of its own when it finds no Pango
    try:
        with _quick_libraries(), warnings.catch_warnings(), contextlib.redirect_stdout(said):
            # A missing HarfBuzz-Subset is deprecated; ``Layout`` says so in our words (DG608).
            warnings.simplefilter("ignore", DeprecationWarning)
            importlib.import_module("weasyprint")
    except (OSError, ImportError, AttributeError) as error:
        _forget()
        library = str(error).split(":", maxsplit=1)[0].split("'")[-1]
        raise DocgenError([report("DG601", library=library, apt=APT, brew=BREW)]) from error


@contextlib.contextmanager
def _quick_libraries() -> Iterator[None]:
    """Answer the search for shared libraries at once while the engine is imported.

    On Linux ``find_library`` starts ldconfig and gcc for every name it is asked, nine times here.
    The engine also tries the plain file names (``libpango-1.0.so.0``), which the loader finds by
    itself, so nothing is lost by answering that the search found nothing.
    """
    if sys.platform != "linux":
        yield
        return
    search = ctypes.util.find_library
    ctypes.util.find_library = _find_nothing
    try:
        yield
    finally:
        ctypes.util.find_library = search


def _find_nothing(name: str) -> None:
    """Answer as the search does when there is no such library."""


def _forget() -> None:
    """Take half-imported modules out, so that the next attempt fails with the same message."""
    for name in [name for name in sys.modules if name.split(".", maxsplit=1)[0] == "weasyprint"]:
        del sys.modules[name]
