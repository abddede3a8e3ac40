"""``docgen pack check FILE.docx``: the doctor of Word templates, as ``docgen pack check`` calls it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import TYPE_CHECKING

from docgen.cli.console import Console
from docgen.cli.layout import Option
from docgen.cli.options import Name
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.checkup.word.check import Checkup
    from docgen.cli.pack.word_report import Report

__all__ = ["WORD_OPTIONS", "Request", "check_word_file", "is_word_file"]

_SUFFIXES = (".docx", ".docm", ".dotx", ".dotm", ".doc", ".dot")
_MEGABYTES = 64
_CHECKED = ".checked.docx"

WORD_OPTIONS = (
    Option(
        ["--repair"],
        Words(
            "Word 文件：在副本里修复拆开的和全角的占位符。",
            "Word files: mend split and full-width placeholders in the copy.",
        ),
        is_flag=True,
    ),
    Option(
        ["--out"],
        Words(
            "Word 文件：带批注的副本；默认写在旁边：原名.checked.docx。",
            "Word files: the copy with comments; default: NAME.checked.docx beside the file.",
        ),
        metavar="COPY.docx",
        type=Name(),
    ),
    Option(
        ["--schema"],
        Words(
            "Word 文件：把用到的字段写成 JSON Schema。",
            "Word files: write the fields that are used as a JSON Schema.",
        ),
        metavar="FILE.json",
        type=Name(),
    ),
    Option(
        ["--force"],
        Words(
            "Word 文件：也覆盖不是 docgen 生成的文件。",
            "Word files: also overwrite a file that docgen did not make.",
        ),
        is_flag=True,
    ),
)
"""The options that concern Word files alone."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """What the command line asks for."""

    file: str
    specs: tuple[str, ...] = ()
    repair: bool = False
    out: str | None = None
    schema: str | None = None
    force: bool = False
    strict: bool = False
    form: str = "text"


def is_word_file(name: str) -> bool:
    """Tell whether a name is that of a Word file, and not of a pack."""
    return name.lower().endswith(_SUFFIXES)


def check_word_file(console: Console, request: Request) -> int:
    """Examine one Word template; return the exit code."""
    from docgen.checkup.word.check import check_word
    from docgen.checkup.word.trial import fill_samples
    from docgen.cli.pack.word_report import Report
    from docgen.diagnostics import DocgenError
    from docgen.sources.files import read_file

    report = Report(console, request.file, form=request.form, strict=request.strict)
    try:
        content = read_file(request.file, _MEGABYTES << 20)
        checkup = check_word(content, PurePath(request.file).name, mend=request.repair)
    except DocgenError as failure:
        report.tell(failure.diagnostics)
        return report.close()
    report.tell(checkup.diagnostics)
    if checkup.ok:
        for trial in fill_samples(checkup, request.specs):
            report.tell_trial(trial)
    report.files += _write(checkup, request, report)
    return report.close(checkup)


def _write(checkup: Checkup, request: Request, report: Report) -> Sequence[Path]:
    """Write the copy and the schema; what cannot be written is told."""
    from docgen.checkup.word.copy import make_copy
    from docgen.checkup.word.schema import schema_bytes
    from docgen.delivery import save
    from docgen.diagnostics import DocgenError, Location
    from docgen.diagnostics import report as find

    wanted: list[tuple[Path, bytes]] = []
    language = report.console.language
    if request.schema:
        wanted.append((Path(request.schema), schema_bytes(checkup.used, language)))
    if request.out or checkup.findings:
        beside = Path(request.file)
        path = Path(request.out) if request.out else beside.with_name(beside.stem + _CHECKED)
        if path.resolve() == beside.resolve():
            report.tell([find("DG459", Location(file=request.file), file=request.file)])
        else:
            wanted.append((path, make_copy(checkup.template, checkup.findings, language)))
    written: list[Path] = []
    for path, content in wanted:
        try:
            written += save(path.parent, {path.name: content}, force=request.force)
        except DocgenError as failure:
            report.tell(failure.diagnostics)
    return written
