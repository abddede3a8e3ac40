"""No version with a known hole is let in: the table of advisories against what pyproject.toml allows and what is pinned."""

import re
import tomllib
from pathlib import Path

import pytest
from packaging.requirements import Requirement
from packaging.version import Version

from make.lock import normal, read_pins

ROOT = Path(__file__).parents[2]
BOUNDS = tomllib.loads((ROOT / "requirements" / "bounds.toml").read_text(encoding="utf-8"))["bound"]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
ASKED = [Requirement(each) for each in PROJECT["dependencies"]] + [
    Requirement(each) for group in PROJECT["optional-dependencies"].values() for each in group
]
ADVISORY = re.compile(r"CVE-\d{4}-\d{4,}|GHSA(-[0-9a-z]{4}){3}|PYSEC-\d{4}-\d+")


def named(package):
    return [asked for asked in ASKED if normal(asked.name) == package]


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound["package"])
def test_it_allows_nothing_older_than_an_advisory_says(bound):
    assert named(bound["package"]), "nothing in pyproject.toml asks for it"
    for asked in named(bound["package"]):
        (lowest,) = [each.version for each in asked.specifier if each.operator == ">="]
        assert Version(lowest) >= Version(bound["at_least"]), asked


@pytest.mark.parametrize("bound", BOUNDS, ids=lambda bound: bound["package"])
def test_it_gives_the_reason_of_every_bound(bound):
    assert bound["because"]
    assert bound["advisories"]
    assert [each for each in bound["advisories"] if not ADVISORY.fullmatch(each)] == []


@pytest.mark.parametrize("lock", ["dev.txt", "run.txt", "full.txt", "supply.txt"])
def test_it_pins_nothing_older(lock):
    lowest = {bound["package"]: Version(bound["at_least"]) for bound in BOUNDS}
    pins = read_pins(ROOT / "requirements" / lock)
    assert pins
    assert [pin for pin in pins if Version(pin.version) < lowest.get(pin.name, Version("0"))] == []


def test_every_package_it_asks_for_has_a_lowest_version():
    without = [asked.name for asked in ASKED if ">=" not in str(asked.specifier)]
    assert without == ["types-PyYAML"]  # type hints, read by mypy alone


@pytest.mark.parametrize("lock", ["run.txt", "full.txt", "build.txt"])
def test_what_is_installed_is_what_was_tested(lock):
    tested = {(pin.name, pin.version) for pin in read_pins(ROOT / "requirements" / "dev.txt")}
    assert [
        pin for pin in read_pins(ROOT / "requirements" / lock) if (pin.name, pin.version) not in tested
    ] == []


def test_every_extra_is_in_the_full_list():
    full = {(pin.name, pin.version) for pin in read_pins(ROOT / "requirements" / "full.txt")}
    assert {(pin.name, pin.version) for pin in read_pins(ROOT / "requirements" / "run.txt")} <= full
    extras = [
        each for name, group in PROJECT["optional-dependencies"].items() if name != "dev" for each in group
    ]
    assert {normal(Requirement(each).name) for each in extras} <= {name for name, _ in full}
