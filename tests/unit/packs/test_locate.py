"""A name means a built-in pack, then an installed one, then a folder."""

import sys
from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.packs.listing import list_packs
from docgen.packs.load import load_pack
from docgen.packs.locate import installed_folder, is_built_in, locate, templates_folder
from tests.support.packing import lay_out_pack


@pytest.fixture
def installed(tmp_path, monkeypatch):
    monkeypatch.setenv("DOCGEN_PACKS", str(tmp_path / "packs"))
    monkeypatch.chdir(tmp_path)
    return tmp_path / "packs"


def test_it_finds_built_in_packs_first_and_folders_last(installed, tmp_path):
    for place in (installed, tmp_path):
        lay_out_pack(place / "onepage")
        lay_out_pack(place / "acme")
    lay_out_pack(tmp_path / "only-here")
    assert locate("onepage") == templates_folder() / "onepage"
    assert locate("./onepage") == tmp_path / "onepage"
    assert locate("acme") == installed / "acme"
    assert locate("./acme") == tmp_path / "acme"
    assert locate("only-here") == tmp_path / "only-here"
    assert is_built_in(locate("onepage"))
    assert not is_built_in(locate("acme"))


def test_it_finds_an_installed_parent_by_its_name(installed, tmp_path):
    lay_out_pack(installed / "base")
    pack = load_pack(str(lay_out_pack(tmp_path / "acme", parent="base")))
    assert [layer.manifest.name for layer in pack.chain.layers] == ["acme", "base", "classic"]


def test_it_knows_installed_packs_when_a_name_is_wrong(installed):
    lay_out_pack(installed / "acme")
    with pytest.raises(DocgenError) as refused:
        locate("acmee")
    (found,) = refused.value.diagnostics
    assert (found.code, found.facts["near"]) == ("DG301", "acme")


@pytest.mark.skipif(sys.platform in {"darwin", "win32"}, reason="these systems have places of their own")
def test_it_looks_where_the_system_keeps_data_of_users(monkeypatch, tmp_path):
    monkeypatch.delenv("DOCGEN_PACKS", raising=False)
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path))
    assert installed_folder() == tmp_path / "docgen" / "packs"
    monkeypatch.setenv("XDG_DATA_HOME", "relative")
    assert installed_folder() == Path.home() / ".local" / "share" / "docgen" / "packs"


def test_it_lists_every_pack_once_with_its_home(installed, tmp_path):
    lay_out_pack(installed / "acme")
    lay_out_pack(installed / ".docgen-0.tmp")  # being unpacked
    lay_out_pack(tmp_path / "here")
    lay_out_pack(tmp_path / "broken", {"brand.yaml": "colors: []\n"})
    listed = {each.name: each for each in list_packs(tmp_path)}
    assert {name: each.home for name, each in listed.items() if each.home != "built-in"} == {
        "acme": "installed",
        "here": "here",
        "broken": "here",
    }
    assert listed["classic"].home == "built-in"
    assert listed["broken"].pack is None
    assert [found.code for found in listed["broken"].findings] == ["DG306"]


@pytest.mark.usefixtures("installed")
def test_it_lists_the_pack_it_stands_in(tmp_path):
    folder = lay_out_pack(tmp_path / "here")
    assert [each.name for each in list_packs(folder) if each.home == "here"] == ["here"]


def test_it_lists_no_installed_pack_as_one_of_the_folder(installed):
    lay_out_pack(installed / "acme")
    assert [each.home for each in list_packs(installed) if each.name == "acme"] == ["installed"]
