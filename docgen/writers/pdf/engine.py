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
import os
import re
import sys
import warnings
from collections.abc import Iterator
from functools import partial

from docgen.diagnostics import DocgenError, report
from docgen.writers.pdf.libraries import DLL_FOLDERS, distribution, find_library, library_folders, mending

__all__ = ["load_engine"]

_LIBRARY = re.compile(r"library '([^']+)'")


def load_engine() -> None:
    """Import weasyprint; raises DocgenError (DG601) with the line that mends it if a library is missing."""
    if "weasyprint" in sys.modules:
        return
    said = io.StringIO()  # the engine prints advice of its own when it finds no Pango
    try:
        with _known_libraries(), warnings.catch_warnings(), contextlib.redirect_stdout(said):
            # A missing HarfBuzz-Subset is deprecated; ``Layout`` says so in our words (DG608).
            warnings.simplefilter("ignore", DeprecationWarning)
            importlib.import_module("weasyprint")
    except (OSError, ImportError, AttributeError) as error:
        _forget()
        named = _LIBRARY.search(str(error))
        lines = mending(sys.platform, distribution())
        raise DocgenError([report("DG601", library=named[1] if named else "Pango", line=lines[0])]) from error


@contextlib.contextmanager
def _known_libraries() -> Iterator[None]:
    """Answer the search for shared libraries while the engine is imported.

    On Linux ``find_library`` starts ldconfig and gcc for every name it is asked, nine times here.
    The engine also tries the plain file names (``libpango-1.0.so.0``), which the loader finds by
    itself, so nothing is lost by answering that the search found nothing. On Windows the engine asks
    a variable, and on macOS the search is ours.
    """
    search, named = ctypes.util.find_library, os.environ.get(DLL_FOLDERS)
    folders = library_folders(sys.platform, os.environ)
    if sys.platform == "linux":
        ctypes.util.find_library = _find_nothing
    elif sys.platform == "win32":
        os.environ[DLL_FOLDERS] = ";".join(map(str, folders))
    else:
        ctypes.util.find_library = partial(find_library, folders=folders, otherwise=search)
    try:
        yield
    finally:
        ctypes.util.find_library = search
        if named is not None:
            os.environ[DLL_FOLDERS] = named
        else:
            os.environ.pop(DLL_FOLDERS, None)


def _find_nothing(name: str) -> None:
    """Answer as the search does when there is no such library."""


def _forget() -> None:
    """Take half-imported modules out, so that the next attempt fails with the same message."""
    for name in [name for name in sys.modules if name.split(".", maxsplit=1)[0] == "weasyprint"]:
        del sys.modules[name]
