"""The files of the page: whole, unchanged where they are others', and without words of their own."""

import hashlib
import json
import re
from importlib.resources import files

import pytest

from docgen.preview.assets import read_assets
from docgen.preview.texts import WORDS

PAGE = files("docgen.preview").joinpath("page")
ASSETS = read_assets("zh")
SOURCES = {name: content.decode() for name, (content, _) in ASSETS.items() if not name.startswith("vendor/")}


@pytest.mark.parametrize("name", [name for name in ASSETS if name.startswith("vendor/")])
def test_it_ships_scripts_of_others_as_they_are_with_their_licences(name):
    read_me = PAGE.joinpath("vendor/README.md").read_text(encoding="utf-8")
    (row,) = [line for line in read_me.splitlines() if f"`{name.removeprefix('vendor/')}`" in line]
    assert hashlib.sha256(ASSETS[name][0]).hexdigest() in row
    licence = re.search(r"`(\S+-LICENSE\.txt)`", row)[1]
    assert "Copyright" in PAGE.joinpath("vendor", licence).read_text(encoding="utf-8")


def test_it_has_every_word_the_page_asks_for_in_both_languages():
    asked = set(re.findall(r'data-(?:say|label)="(\w+)"', SOURCES["index.html"]))
    asked |= set(re.findall(r'\bsay\("(\w+)"', SOURCES["script.js"])) - {"one_"}
    assert asked <= set(WORDS)
    for zh, en in WORDS.values():
        assert re.findall(r"\{(\w+)\}", zh) == re.findall(r"\{(\w+)\}", en)
        assert not re.search("[\u4e00-\u9fff]", en)


def test_it_tells_its_first_language():
    told = json.loads(ASSETS["words.js"][0].decode().removeprefix("const Texts = ").rstrip(";\n"))
    assert told["first"] == "zh"
    assert set(told["words"]["zh"]) == set(told["words"]["en"]) == set(WORDS)


def test_it_loads_nothing_from_elsewhere_and_runs_nothing_inline():
    everything = "\n".join(SOURCES.values())
    assert not re.search(r"(?:src|href)=\"(?:https?:)?//|url\(|@import", everything)
    assert not re.search(r"<script(?![^>]*\bsrc=)|\son[a-z]+=\"", SOURCES["index.html"])
    assert "innerHTML" not in SOURCES["script.js"] + SOURCES["word.js"]
