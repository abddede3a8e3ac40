"""summary.xlsx: everything the index page shows, as tables to be filtered, sorted and added up."""

from __future__ import annotations

import datetime
import io
import shutil
import tempfile
import zipfile
from typing import BinaryIO, Self

from xlsxwriter import Workbook

from docgen.archive import Limits, read_members
from docgen.bulk.model import Record
from docgen.bulk.report.counting import Tally
from docgen.bulk.report.headings import SHEETS
from docgen.bulk.report.model import About
from docgen.bulk.report.places import name_zip
from docgen.bulk.report.rows import finding_rows, goal_rows, kpi_rows, person_row, team_row
from docgen.bulk.report.sheet import MOST_ROWS, Looks, Sheet
from docgen.bulk.report.words import WORDS, say_ending
from docgen.diagnostics import Severity
from docgen.seal import PACKAGE_SEAL, package_digest

__all__ = ["Book", "is_small", "seal_book"]

_DAY = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - a date of the file format, in no zone
_CUSTOM = "docProps/custom.xml"
_BLANK = "0" * 64
_SMALL = 2000
"""People up to whom the workbook is made in memory, and bears a seal."""

_SEALABLE = Limits(one=1 << 30, total=1 << 30, kept=1 << 30, ratio=1 << 30)


def is_small(tally: Tally) -> bool:
    """Tell whether the workbook is small enough to be made in memory."""
    return tally.people <= _SMALL


class Book:
    """The workbook of a run, written person by person; what is large waits in a folder of its own."""

    def __init__(self, tally: Tally, about: About, most_rows: int = MOST_ROWS) -> None:
        """Lay out the sheets, in the language of most documents."""
        self._tally, self._about, self._language = tally, about, tally.language
        self._folder = None if is_small(tally) else tempfile.mkdtemp(prefix="docgen-summary-")
        self._file: BinaryIO = tempfile.TemporaryFile()  # noqa: SIM115
        options = {"constant_memory": True, "tmpdir": self._folder} if self._folder else {"in_memory": True}
        self._book = Workbook(self._file, options)
        self._book.set_properties({"created": _DAY, "title": self._word("title")})
        self._book.set_custom_property(PACKAGE_SEAL, _BLANK, "text")
        self._looks = Looks(self._book)
        self._endings = tuple(sorted(tally.endings))
        self._grades = sorted({grade for team in tally.teams.values() for grade in team.grades})
        self._binders = max((len(paths) for paths in about.binders.values()), default=0)
        self._most = most_rows
        self._people = self._sheet("people", tally.people, self._extra_of_people())
        self._goals = self._sheet("goals", tally.goals)
        self._kpis = self._sheet("kpis", tally.kpis)
        self._findings = self._sheet("findings", tally.findings)
        self._teams = self._sheet("teams", len(tally.teams), self._extra_of_teams())

    def __enter__(self) -> Self:
        """Return itself."""
        return self

    def __exit__(self, *_: object) -> None:
        """Remove what was laid down."""
        if self._folder and not self._book.fileclosed:
            for sheet in self._book.worksheets():
                sheet.row_data_fh.close()
        self._file.close()
        if self._folder:
            shutil.rmtree(self._folder, ignore_errors=True)

    def _word(self, key: str) -> str:
        return WORDS[key][0 if self._language == "zh" else 1]

    def _sheet(self, name: str, rows: int, extra: tuple[tuple[str, int], ...] = ()) -> Sheet:
        titles, columns = SHEETS[name]
        place = 0 if self._language == "zh" else 1
        laid_out = [(zh if place == 0 else en, width) for zh, en, width in columns]
        title = (titles[place], (*laid_out, *extra))
        printed = len(laid_out) + 2 * self._tally.is_final if name == "people" else 0
        return Sheet(self._book, self._looks, title, rows, most=self._most, printed=printed)

    def _extra_of_people(self) -> tuple[tuple[str, int], ...]:
        result = ((self._word("score"), 10), (self._word("grade"), 9)) if self._tally.is_final else ()
        kinds = [say_ending(ending) for ending in self._endings]
        files = [column for kind in kinds for column in ((kind, 44), (f"{kind} SHA-256", 22))]
        return (*result, *files)

    def _extra_of_teams(self) -> tuple[tuple[str, int], ...]:
        grades = [(f"{self._word('grade')} {grade}", 9) for grade in self._grades]
        binders = [(self._word("binder"), 40)] * self._binders
        zips = [(self._word("archive"), 40)] if self._about.zips else []
        return (*grades, *binders, *zips)

    def add(self, record: Record) -> None:
        """Write the rows of the next person."""
        language = self._language
        failed = frozenset({9} if record.status == "failed" else ())
        self._people.add(person_row(record, language, self._endings, self._tally.is_final), failed)
        for goal in goal_rows(record):
            self._goals.add(goal)
        for kpi in kpi_rows(record, language):
            self._kpis.add(kpi)
        for found, cells in zip(record.findings, finding_rows(record, language), strict=True):
            self._findings.add(cells, frozenset({3} if found.severity is Severity.ERROR else ()))

    def finish(self) -> BinaryIO:
        """Write the teams and return the finished file, at its beginning."""
        for team in self._tally.teams.values():
            own = self._about.binders.get(team.name, ())
            binders = (*own, *("",) * self._binders)[: self._binders]
            archive = name_zip(team.name) if team.files or own else ""
            paths = (*binders, archive) if self._about.zips else binders
            self._teams.add(team_row(team, self._grades, paths))
        self._book.close()
        self._file.seek(0)
        return self._file


def seal_book(content: bytes) -> bytes:
    """Put the digest of all other parts into the property that waits for it."""
    members = read_members(content, _SEALABLE)
    custom = members.pop(_CUSTOM)
    digest = package_digest(members.items())
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in {**members, _CUSTOM: custom.replace(_BLANK.encode(), digest.encode())}.items():
            archive.writestr(zipfile.ZipInfo(name), part, zipfile.ZIP_DEFLATED)
    return target.getvalue()
