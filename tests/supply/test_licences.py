"""What docgen brings along may be used with it, and the list of it is true."""

import hashlib
import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path

import pytest
from fontTools.ttLib import TTFont

from make.licences import choices, licences_page, read_table
from make.lock import read_pins, scopes

ROOT = Path(__file__).parents[2]
TABLE = read_table()
PINS = read_pins(ROOT / "requirements" / "full.txt")
# What packages that know no SPDX write in their place.
SAID = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD": "BSD-3-Clause",
    "BSD License": "BSD-3-Clause",
    "BSD-3-Clause, Apache-2.0, dependency licenses": "BSD-3-Clause AND Apache-2.0",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}
SILENT = {"resvg-py"}  # the text of its licence is that of MIT


def says(name):
    """Return what an installed package says of its licence."""
    said = metadata(name)
    one_line = said.get("License") if "\n" not in (said.get("License") or "") else None
    classified = [
        each.rsplit(" :: ", 1)[1] for each in said.get_all("Classifier") or () if "License ::" in each
    ]
    found = said.get("License-Expression") or one_line or " OR ".join(classified)
    return SAID.get(found, found)


def test_it_lists_every_package_it_brings_and_no_other():
    assert sorted(TABLE.packages) == sorted({pin.name for pin in PINS})


@pytest.mark.parametrize("name", sorted(TABLE.packages))
def test_it_says_what_the_package_says(name):
    try:
        found = says(name)
    except PackageNotFoundError:
        pytest.skip(f"{name} is not installed: this version of Python does not need it")
    if name in SILENT:
        assert found == ""
    elif name == "pyphen":
        assert found.count(" OR ") == TABLE.packages[name].count(" OR ") == 2
    else:
        assert found == TABLE.packages[name]


def test_every_licence_is_allowed_or_has_a_note():
    for name, licence in TABLE.packages.items():
        kept = [each for each in choices(licence) if each <= TABLE.allowed | TABLE.noted]
        assert kept, name
        assert any(each <= TABLE.allowed for each in kept) != (name in TABLE.notes), name
    assert all(note.keys() == {"zh", "en"} for note in TABLE.notes.values())


def test_what_is_inside_the_wheel_is_allowed_outright():
    assert {part.licence for part in TABLE.inside} <= TABLE.allowed


def test_it_lists_every_font_and_script_of_others():
    listed = {file for part in TABLE.inside for file in part.files}
    fonts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "templates").rglob("*.[to]tf")}
    scripts = {path.relative_to(ROOT).as_posix() for path in (ROOT / "docgen").rglob("vendor/*.js")}
    assert listed == fonts | scripts


@pytest.mark.parametrize("part", TABLE.inside, ids=lambda part: part.name)
def test_it_carries_the_text_of_the_licence(part):
    text = (ROOT / part.text).read_text(encoding="utf-8")
    known = {"OFL-1.1": "SIL Open Font License", "MIT": "MIT", "Apache-2.0": "Apache License"}
    assert re.search(known[part.licence], text, re.IGNORECASE)


@pytest.mark.parametrize(
    "part", [each for each in TABLE.inside if each.licence == "OFL-1.1"], ids=lambda part: part.name
)
def test_it_names_the_version_of_the_font(part):
    for file in part.files:
        with TTFont(ROOT / file, lazy=True) as font:
            assert font["name"].getDebugName(5).startswith(f"Version {part.version}")
            assert font["OS/2"].fsType == 0  # embedding is free


def test_it_names_the_version_of_the_script():
    read_me = (ROOT / "docgen/preview/page/vendor/README.md").read_text(encoding="utf-8")
    for part in TABLE.inside:
        if part.files[0].endswith(".js"):
            digest = hashlib.sha256((ROOT / part.files[0]).read_bytes()).hexdigest()
            assert re.search(rf"{re.escape(part.name)}.*\| {re.escape(part.version)} \|.*{digest}", read_me)


def test_it_says_what_is_needed_and_which_extra_brings_the_rest():
    brought = scopes(PINS)
    assert brought["weasyprint"] == brought["pyphen"] == brought["docxtpl"] == ()
    assert brought["pikepdf"] == ("doctor",)
    assert brought["anyio"] == ("connect", "preview")
    assert {name for name, extras in brought.items() if "cloud" in extras} == {"obstore"}


def test_the_page_states_every_part():
    page = licences_page()
    for name in [*TABLE.packages, *(part.name for part in TABLE.inside + TABLE.beside)]:
        assert f"\n| {name} " in page, name
