"""What may be done in one place only, because that place does it safely."""

import re
import subprocess
from functools import cache
from pathlib import Path

import pytest
import yaml

from tests.support.references import references

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "docgen").rglob("*.py"))
RULES = yaml.safe_load(Path(__file__).with_name("single_places.yaml").read_text(encoding="utf-8"))


@cache
def used():
    return {p.relative_to(ROOT).as_posix(): references(p.read_text(encoding="utf-8")) for p in SOURCES}


def users(names):
    """Name the files that use any of these names, or something below one."""
    below = tuple(f"{name}." for name in names)
    return {path for path, found in used().items() if any(n in names or n.startswith(below) for n in found)}


def covers(place, path):
    return path.startswith(place.removesuffix("**")) if place.endswith("/**") else path == place


@pytest.mark.parametrize("what", RULES)
def test_it_happens_in_one_place_only(what):
    names, places = RULES[what]["names"], RULES[what]["places"]
    found = users(names)
    assert {path for path in found if not any(covers(place, path) for place in places)} == set()
    idle = {place for place in places if not any(covers(place, path) for path in found)}
    assert idle == set(), "these need no exception any more"
    assert all(isinstance(reason, str) and reason for reason in places.values())


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("import yaml\nyaml.load(x)", "yaml.load"),
        ("import yaml as y\nf = y.safe_load", "yaml.safe_load"),
        ("from yaml import load as read\nread(x)", "yaml.load"),
        ("from lxml import etree as e\ne.XMLParser()", "lxml.etree.XMLParser"),
        ("def f():\n    import os.path\n    os.path.join(a)", "os.path.join"),
        ("Path(x).write_text(y)", ".write_text"),
        ("open(x, 'wb')", "open for writing"),
        ("path.open(mode='a')", "open for writing"),
        ("import os\nos.open(p, os.O_WRONLY | os.O_CREAT)", "open for writing"),
        ("eval(x)", "eval"),
        ("import subprocess", "subprocess"),
    ],
)
def test_it_sees_a_use_whatever_it_is_called(source, name):
    assert name in references(source)


@pytest.mark.parametrize("source", ["open(x)", "open(x, 'rb')", "zip.open(m)", "'yaml.load(x)'", "load(x)"])
def test_it_takes_nothing_else_for_a_use(source):
    assert not references(source) & {"open for writing", "yaml.load"}


def committed():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: there is no list of what is committed")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_it_names_no_machine():
    """No home folder and no folder of one machine in anything we publish."""
    machine = re.compile(rb"/(home|Users)/[a-z]|/root\b|/work/|[A-Z]:\\\\Users")
    named = [
        path.relative_to(ROOT).as_posix()
        for path in committed()
        if path.suffix not in {".ttf", ".png"}
        and path != Path(__file__)
        and machine.search(path.read_bytes())
    ]
    assert named == []


def test_it_pins_with_hashes_and_without_addresses():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path
        pins = [block for block in re.split(r"\n(?=\S)", text) if "==" in block]
        assert pins, path
        assert [block.split()[0] for block in pins if "--hash=sha256:" not in block] == []
