"""From content to the bytes of a workbook; the same content gives the same bytes."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from io import BytesIO

from xlsxwriter import Workbook

from docgen.i18n.languages import Words
from docgen.seal import PACKAGE_SEAL
from docgen.sources.workbook.layout import LANGUAGE_PROPERTY, PROPERTY, VERSION
from docgen.sources.workbook.sheets import EXAMPLE, GOALS, GUIDE, KPIS, LIBRARY, OVERVIEW, PEOPLE, SHEETS
from docgen.workbook.content import Content
from docgen.workbook.example_sheet import write_example
from docgen.workbook.form_sheet import write_form
from docgen.workbook.grid import COUNTED, FIRST, TOTAL, Grid
from docgen.workbook.guide_sheet import write_guide
from docgen.workbook.library_sheet import write_library
from docgen.workbook.lists import LISTS_SHEET, write_lists
from docgen.workbook.looks import COLORS, Looks
from docgen.workbook.package import BLANK_SEAL, seal_workbook
from docgen.workbook.sums import Sums
from docgen.workbook.table_sheet import Formula, write_table

__all__ = ["make_workbook"]

_DAY = datetime.datetime(1980, 1, 1)  # noqa: DTZ001 - a date of the file format, in no zone
_TITLE = Words("绩效目标工作簿", "Goal workbook")
_SPARE_PEOPLE, _SPARE = 20, 50
_TABS = {OVERVIEW.key: "primary", PEOPLE.key: "primary", GOALS.key: "accent", KPIS.key: "accent"}


def make_workbook(content: Content) -> bytes:
    """Write the workbook and seal it, so that it may be made again as long as nobody has filled it in."""
    return seal_workbook(_write(content))


def _write(content: Content) -> bytes:
    target, language = BytesIO(), content.language
    book = Workbook(target, {"in_memory": True})
    book.set_properties({"created": _DAY, "title": _TITLE.say(language)})
    for name, value in ((PROPERTY, str(VERSION)), (LANGUAGE_PROPERTY, language), (PACKAGE_SEAL, BLANK_SEAL)):
        book.set_custom_property(name, value, "text")
    looks, grids = Looks(book, language), _lay_out(content)
    guide = book.add_worksheet(GUIDE.say(language))
    guide.set_tab_color(COLORS["muted"])
    _write_sheets(book, content, grids, looks)
    write_guide(guide, looks, language)
    for words, write in ((LIBRARY, write_library), (EXAMPLE, write_example)):
        page = book.add_worksheet(words.say(language))
        page.set_tab_color(COLORS["muted"])
        write(page, looks, language)
    write_lists(book, book.add_worksheet(LISTS_SHEET), grids, content)
    guide.activate()
    book.close()
    return target.getvalue()


def _write_sheets(book: Workbook, content: Content, grids: Mapping[str, Grid], looks: Looks) -> None:
    """Write the sheets that are filled in."""
    for sheet in SHEETS:
        page = book.add_worksheet(sheet.words.say(content.language))
        page.set_tab_color(COLORS[_TABS.get(sheet.key, "soft")])
        if sheet is OVERVIEW:
            write_form(page, content.overview, looks, content.language)
        else:
            rows = content.of(sheet.key)
            write_table(page, grids[sheet.key], rows, _formulas(sheet.key, grids, content), looks)


def _lay_out(content: Content) -> Mapping[str, Grid]:
    """Give every sheet room for what there is and for more."""
    people = max(content.people, len(content.of(PEOPLE.key))) + _SPARE_PEOPLE
    rows = {each.key: max(each.rows, len(content.of(each.key)) + _SPARE) for each in SHEETS}
    return {
        each.key: Grid(each, content.language, people if each is PEOPLE else rows[each.key])
        for each in SHEETS
    }


def _formulas(key: str, grids: Mapping[str, Grid], content: Content) -> Formula:
    """Write the formulas of a sheet, each with the result it has now."""
    people, formulas = grids[PEOPLE.key], Formula()
    if key == PEOPLE.key:
        for name in (GOALS.key, KPIS.key):
            sums = Sums(people, grids[name], content)
            for row in range(FIRST, people.last + 1):
                written = zip(COUNTED[name], sums.of_person(row), sums.known(row), strict=True)
                formulas |= {(row, path): (formula, known) for path, formula, known in written}
    if key in COUNTED:
        sums, rows = Sums(people, grids[key], content), content.of(key)
        for row in range(FIRST, grids[key].last + 1):
            known = sums.known_of_entry(rows[row - FIRST]) if row - FIRST < len(rows) else ""
            formulas[row, TOTAL] = sums.of_entry(row), known
    return formulas
