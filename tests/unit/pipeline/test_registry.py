import posixpath
import sys

import pytest

from docgen.diagnostics import DocgenError
from docgen.pipeline import WRITERS
from docgen.registry import Registry

GROUP = "docgen.tests"
OURS = Registry(GROUP, {"join": "posixpath:join", "broken": "no_such_module:Thing"})


@pytest.fixture
def guest(tmp_path, monkeypatch):
    """Install a distribution that claims names."""

    def install(*claims):
        info = tmp_path / "guest-1.0.dist-info"
        info.mkdir()
        (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1.0\n")
        (info / "entry_points.txt").write_text("\n".join([f"[{GROUP}]", *claims]))
        monkeypatch.setattr(sys, "path", [str(tmp_path), *sys.path])

    return install


def finding(name):
    with pytest.raises(DocgenError) as failure:
        OURS.find(name)
    (only,) = failure.value.diagnostics
    return only


def test_it_finds_what_is_built_in():
    assert OURS.find("join") is posixpath.join


def test_it_finds_a_guest(guest):
    guest("odt = posixpath:split")
    assert OURS.find("odt") is posixpath.split
    assert OURS.names() == ("broken", "join", "odt")


def test_it_refuses_two_claimants(guest):
    guest("join = posixpath:split")
    only = finding("join")
    assert only.code == "DG701"
    assert only.facts["claimants"] == ("posixpath:join", "posixpath:split")


def test_it_suggests_a_name():
    only = finding("jion")
    assert only.code == "DG702"
    assert only.facts["likely"] == ("join",)


def test_it_names_all_when_nothing_is_near():
    assert finding("zzzzzz").facts == {"name": "zzzzzz", "likely": (), "known": ("broken", "join")}


@pytest.mark.parametrize(("name", "likely"), [("word", "docx"), ("Word", "docx"), ("web", "html")])
def test_it_knows_what_people_call_a_format(name, likely):
    with pytest.raises(DocgenError) as failure:
        WRITERS.target(name)
    (only,) = failure.value.diagnostics
    assert only.facts["likely"] == (likely,)


def test_it_speaks_of_a_broken_guest_only_when_asked():
    assert OURS.names() == ("broken", "join")
    assert finding("broken").code == "DG703"
