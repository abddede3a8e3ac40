"""Office files as LibreOffice reads them: Word files drawn, workbooks computed; with the fonts of the packs in place of those of Windows."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
from collections.abc import Sequence
from pathlib import Path
from xml.sax.saxutils import escape

__all__ = ["INSTALL", "convert", "find_office", "write_fonts"]

INSTALL = (
    "sudo apt-get install --no-install-recommends"
    " libreoffice-writer-nogui libreoffice-calc-nogui fonts-liberation"
)
TEMPLATES = Path(__file__).parents[2] / "templates"
# Nothing but these, so that pages come out the same whatever else a machine has.
_FOLDERS = (
    *map(str, (TEMPLATES / "fonts", *sorted(TEMPLATES.glob("*/fonts")))),
    "/usr/share/fonts/truetype/liberation",
    "/usr/share/fonts/truetype/liberation2",
    "/usr/share/fonts/truetype/dejavu",
)
_STAND_INS = {
    "Noto Sans SC": ("Microsoft YaHei", "微软雅黑", "SimHei", "黑体"),
    "Noto Serif SC": ("SimSun", "宋体", "FangSong", "仿宋", "KaiTi", "楷体", "方正小标宋简体"),
    "Liberation Sans": ("Arial", "Calibri", "Segoe UI"),
    "Liberation Serif": ("Times New Roman", "Cambria"),
}
_EXPORT = 'pdf:writer_pdf_Export:{"UseTaggedPDF":{"type":"boolean","value":"true"}}'
START = 60
EACH = 20
"""Seconds that starting may take, and a file."""


def find_office() -> str | None:
    """Return the program of LibreOffice, if there is one."""
    return shutil.which("soffice") or shutil.which("libreoffice")


def convert(files: Sequence[Path], home: Path, export: str = _EXPORT) -> list[Path]:
    """Draw Word files as PDF in one process; ``home`` keeps its profile, its fonts and what it makes.

    With ``export="xlsx"`` workbooks are computed anew and saved.
    """
    office = find_office()
    assert office, f"LibreOffice is missing: {INSTALL}"
    out = home / "drawn"
    out.mkdir(parents=True, exist_ok=True)
    command = [
        office, "--headless", "--norestore", f"-env:UserInstallation={(home / 'profile').as_uri()}",
        "--convert-to", export, "--outdir", str(out), *map(str, files),
    ]  # fmt: skip
    environment = {**os.environ, "FONTCONFIG_FILE": str(write_fonts(home)), "HOME": str(home)}
    said = _run(command, environment, START + EACH * len(files))
    drawn = [out / f"{file.stem}.{export.partition(':')[0]}" for file in files]
    assert all(path.exists() for path in drawn), f"LibreOffice drew not every file:\n{said}"
    return drawn


def _run(command: Sequence[str], environment: dict[str, str], seconds: float) -> str:
    process = subprocess.Popen(
        command,
        env=environment,
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    try:
        said, _ = process.communicate(timeout=seconds)
    except BaseException:
        # The program is a shell script that starts another: end the group, which is ours alone.
        os.killpg(process.pid, signal.SIGKILL)
        process.communicate()
        raise
    return said


def write_fonts(home: Path) -> Path:
    """Write a fontconfig file below ``home`` that knows the fonts of the packs, also by the names of Windows."""
    folders = "".join(f"<dir>{escape(folder)}</dir>" for folder in _FOLDERS)
    aliases = "".join(
        f'<alias binding="same"><family>{asked}</family><prefer><family>{given}</family></prefer></alias>'
        for given, names in _STAND_INS.items()
        for asked in names
    )
    path = home / "fonts.conf"
    path.write_text(
        '<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">'
        f"<fontconfig>{folders}<cachedir>{escape(str(home / 'fonts'))}</cachedir>{aliases}</fontconfig>",
        encoding="utf-8",
    )
    return path
