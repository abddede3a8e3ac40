"""What is missing on this machine, and which line mends it?

Every examination looks at the thing itself: libraries are opened, packages asked for their version, and
one small document is made from beginning to end, so the fonts are those a PDF really got.
"""

from __future__ import annotations

import contextlib
import datetime
import os
import re
import sys
import zlib
from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from docgen.diagnostics import DocgenError
from docgen.doctor.machine_system import console, folder, libraries, long_paths
from docgen.doctor.results import Kind, Result, State
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.packs.locate import built_in_packs, templates_folder
from docgen.packs.manifest import satisfies
from docgen.pipeline import Outcome, prepare, produce
from docgen.spec.reader import read
from docgen.writers.pdf.libraries import distribution, library_folders

__all__ = ["examine"]

_AGAIN = "python -m pip install --force-reinstall --no-deps docgen-{version}-py3-none-any.whl"
"""From its file: the package of this name in the public registry is somebody else's."""


_REQUIREMENT = re.compile(r"(?P<name>[\w.-]+)\s*(?P<bounds>[^;]*)(?P<marker>;.*)?")
_FONT_NAME = re.compile(rb"/BaseFont\s*/(?:[A-Z]{6}\+)?([^\s/<>\[\]()]+)")
_OBJECTS = re.compile(rb"/ObjStm\b.{0,200}?stream\r?\n", re.DOTALL)
_DAY = datetime.date(2026, 1, 1)
_SPEC = """
schema: 1
document: {title: 绩效目标 Performance goals}
organization: {name: docgen}
person: {name: 喆 Ada}
period: {start: 2026-01-01, end: 2026-12-31}
goals:
  - {id: G1, title: 目标, outcome: 成果, weight: 100, due: 2026-12-31, owner: 喆 Ada}
"""


def examine() -> Iterator[Result]:
    """Look at everything docgen needs, the cheap things first."""
    yield from libraries(sys.platform, distribution(), library_folders(sys.platform, os.environ))
    yield from _packages()
    yield _templates()
    outcome = _try_out()
    yield from _renderings(outcome)
    yield from _fonts(outcome)
    # Without a stream to print on, nobody can read it in the wrong encoding either.
    yield console(sys.platform, getattr(sys.stdout, "encoding", None) or "utf-8")
    with contextlib.suppress(FileNotFoundError):  # somebody has removed it; whoever writes there says so
        yield folder(sys.platform, Path.cwd(), long_paths())


def _packages() -> Iterator[Result]:
    """Compare what is installed with what docgen asks for; extras are nobody's need."""
    for line in requires("docgen") or ():
        asked = _REQUIREMENT.fullmatch(line)
        if asked and not asked["marker"]:
            yield _package(asked["name"], asked["bounds"].strip())


def _package(name: str, bounds: str) -> Result:
    try:
        installed = version(name)
    except PackageNotFoundError:
        return Result(Kind.PACKAGE, name, State.MISSING, bounds, (_mend(name, bounds),))
    if bounds and not satisfies(installed, bounds):
        return Result(Kind.PACKAGE, name, State.WRONG, f"{installed} ({bounds})", (_mend(name, bounds),))
    return Result(Kind.PACKAGE, name, State.FINE, installed)


def _mend(name: str, bounds: str) -> str:
    return f'python -m pip install "{name}{bounds}"'


def _templates() -> Result:
    packs = built_in_packs()
    if not packs:
        mend = (_AGAIN.format(version=version("docgen")),)
        return Result(Kind.TEMPLATES, str(templates_folder()), State.MISSING, mend=mend)
    return Result(Kind.TEMPLATES, str(templates_folder()), State.FINE, ", ".join(packs))


def _try_out() -> Outcome:
    """Make a document of one goal, in memory."""
    try:
        press = prepare(load_pack("classic"), ("pdf", "docx", "html"), find_locale("zh"))
    except DocgenError as failure:
        return Outcome(diagnostics=failure.diagnostics)
    return produce(read(_SPEC.encode(), "doctor"), press, _DAY)


def _renderings(outcome: Outcome) -> Iterator[Result]:
    for name in ("pdf", "docx", "html"):
        if artifact := outcome.artifacts.get(name):
            yield Result(Kind.RENDERING, name, State.FINE, f"{len(artifact.content)} bytes")
        else:
            yield Result(Kind.RENDERING, name, State.WRONG, findings=outcome.diagnostics)


def _fonts(outcome: Outcome) -> Iterator[Result]:
    """Name the fonts that the PDF really holds; one that did not come with us is a wrong one."""
    if artifact := outcome.artifacts.get("pdf"):
        names = {name for piece in _pieces(artifact.content) for name in _FONT_NAME.findall(piece)}
        for name in sorted(name.decode("latin-1") for name in names):
            ours = name.startswith(("Noto-Sans-SC", "NotoSansSC", "Inter"))
            yield Result(Kind.FONT, name, State.FINE if ours else State.WRONG)


def _pieces(pdf: bytes) -> Iterator[bytes]:
    """Yield a PDF as it is, then unpacked each of the streams that hold its small objects."""
    yield pdf
    for start in _OBJECTS.finditer(pdf):
        with contextlib.suppress(zlib.error):
            yield zlib.decompressobj().decompress(pdf[start.end() :])
