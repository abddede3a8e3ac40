"""The commands about packs from outside, in both languages: from a new pack to its use somewhere else."""

import json
import re
import zipfile

import pytest

from docgen.packs.locate import built_in_packs
from tests.support.packing import lay_out_pack

CHINESE = re.compile("[\u4e00-\u9fff]")


@pytest.fixture
def packs(docgen, monkeypatch):
    """The program, with a folder of its own for installed packs."""
    monkeypatch.setenv("DOCGEN_PACKS", str(docgen.folder / "installed"))
    return docgen


def columns(text, width=2):
    return [re.split(rf" {{{width},}}", line.strip()) for line in text.splitlines()]


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", ["list", "show", "new", "check", "diff", "export", "install"])
def test_it_helps(packs, command, language):
    ended = packs("pack", command, "--help", language=language)
    assert ended.code == 0
    assert f"docgen pack {command}" in ended.out
    assert bool(CHINESE.search(ended.out)) == (language == "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_lists_packs_and_where_they_live(packs, language):
    lay_out_pack(packs.folder / "installed" / "corp")
    lay_out_pack(packs.folder / "here", {"brand.yaml": "colors: {primary: red}\n"})
    ended = packs("pack", "list", language=language)
    assert ended.code == 0
    first = [row[0] for row in columns(ended.out)]
    assert set(built_in_packs()) | {"corp", "here"} <= set(first)
    assert "DG306" in ended.out
    assert ("自带" if language == "zh" else "Built in") in first
    data = packs("pack", "list", "--format", "json").data["packs"]
    assert {each["name"]: each["home"] for each in data if not each["ok"]} == {"here": "here"}
    assert next(each for each in data if each["name"] == "corp")["extends"] == "classic"


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_goes_from_a_new_pack_to_its_use_elsewhere(packs, language):
    packs.spec()
    assert packs("pack", "new", "acme", "--title", "Acme", language=language).code == 0
    brand = packs.folder / "acme" / "brand.yaml"
    brand.write_text(
        brand.read_text("utf-8").replace('#colors:\n#  primary: "#0E4B50"', 'colors:\n  primary: "#123456"'),
        "utf-8",
    )

    checked = packs(
        "pack", "check", "./acme", "--to", "html", "--spec", "goals.yaml", language=language, timeout=180
    )
    assert checked.code == 0, checked.err
    assert "[1/2] goals.yaml en" in checked.err

    told = packs("pack", "diff", "./acme", language=language)
    assert "colors.primary" in told.out
    assert "#0E4B50 → #123456" in told.out
    values = packs("pack", "diff", "./acme", "--format", "json").data["values"]
    assert values == [{"part": "brand", "key": "colors.primary", "old": "#0E4B50", "new": "#123456"}]

    assert packs("pack", "export", "./acme", language=language).out.strip() == "acme.zip"
    with zipfile.ZipFile(packs.folder / "acme.zip") as archive:
        assert "acme/brand.yaml" in archive.namelist()
        assert not [name for name in archive.namelist() if "/." in name]

    installed = packs("pack", "install", "acme.zip", language=language)
    assert installed.code == 0
    assert str(packs.folder / "installed" / "acme") in installed.out
    assert "--pack acme" in installed.err
    shown = packs("pack", "show", "acme", "--format", "json").data
    assert shown["folder"] == (packs.folder / "installed" / "acme").as_posix()
    (packs.folder / "acme").rename(packs.folder / "gone")
    made = packs("generate", "goals.yaml", "--pack", "acme", "--to", "html", "--out", "out", timeout=180)
    assert made.code == 0, made.err
    assert "#123456" in (packs.folder / "out" / "goals.html").read_text("utf-8")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_tells_everything_that_is_wrong_with_a_pack(packs, language):
    section = '<section class="chapter">\n{% if person.name == \'x\' %}{{ person.nmae }}{% endif %}\n<p class="odd-style">x</p></section>\n'
    manifest = (
        "name: acme\ntitle: {zh: x, en: x}\nextends: classic\nsections: [cover, own]\noutputs: [docx]\n"
    )
    files = {
        "pack.yaml": manifest,
        "sections/own.html.j2": section,
        "labels/zh.yaml": "chapters: {gaols: {title: x}}\n",
    }
    lay_out_pack(packs.folder / "acme", files)
    if language == "zh":
        ended = packs("pack", "check", "./acme", language=language, timeout=180)
        assert ended.code == 1
        assert re.findall(r"DG\d{3}  acme", ended.err) == ["DG403  acme", "DG351  acme"]
        assert ended.err.index("DG403") < ended.err.index("[1/8]") < ended.err.index("DG621")
        assert "8 份文档中有 8 份" in ended.err
    else:
        data = packs("pack", "check", "./acme", "--format", "json", language=language, timeout=180).data
        counts = {each["code"]: each["documents"] for each in data["diagnostics"]}
        assert counts == {"DG403": 0, "DG351": 0, "DG621": 8}
        assert (data["ok"], data["documents"], data["outputs"]) == (False, 8, ["docx"])


def test_it_makes_errors_of_warnings_when_asked(packs):
    lay_out_pack(packs.folder / "acme", {"brand.yaml": 'tables: "ruled"\ncolors: {primary: "#0E4B50"}\n'})
    packs.spec()
    options = ("--to", "html", "--spec", "goals.yaml")
    usual = packs("pack", "check", "./acme", *options, timeout=180)
    assert (usual.code, "DG352" in usual.err) == (0, True)
    strict = packs("pack", "check", "./acme", *options, "--strict", "--format", "json", timeout=180)
    assert strict.code == 1
    assert {each["severity"] for each in strict.data["diagnostics"]} == {"error"}


@pytest.mark.parametrize(
    "arguments",
    [
        ["show", "acmee"],
        ["check", "acmee"],
        ["diff", "acmee"],
        ["export", "acmee"],
        ["diff", "classic", "--against", "acmee"],
        ["new", "acme", "--from", "acmee"],
        ["new", "Acme Corp"],
        ["check", "onepage", "--to", "pfd"],
        ["lst"],
        ["list", "extra"],
    ],
)
def test_it_ends_with_two_when_something_is_named_wrongly(packs, arguments):
    ended = packs("pack", *arguments, timeout=180)
    assert ended.code == 2
    assert "Traceback" not in ended.err


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        (["new", "classic"], "DG364"),
        (["new", "taken"], "DG366"),
        (["export", "classic"], "DG367"),
        (["install", "goals.yaml"], "DG368"),
        (["install", "none.zip"], "DG710"),
        (["show", "./broken"], "DG306"),
        (["check", "./broken"], "DG306"),
        (["export", "./broken"], "DG306"),
    ],
)
def test_it_says_why_it_cannot(packs, arguments, code):
    packs.spec()
    (packs.folder / "taken").mkdir()
    lay_out_pack(packs.folder / "broken", {"brand.yaml": "colors: {primary: red}\n"})
    before = packs.files()
    ended = packs("pack", *arguments)
    assert ended.code == 1
    assert code in ended.err
    assert packs.files() == before


def test_it_gives_mistakes_of_a_pack_as_data(packs):
    lay_out_pack(packs.folder / "broken", {"brand.yaml": "colors: {primary: red}\n"})
    for command in ("show", "check", "diff"):
        data = packs("pack", command, "./broken", "--format", "json").data
        assert data["ok"] is False
        assert [each["code"] for each in data["diagnostics"]] == ["DG306"]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_shows_what_a_pack_is_made_of(packs, language):
    folder = lay_out_pack(
        packs.folder / "acme", {"sections/goals.html.j2": "<p>x</p>\n", "brand.yaml": "tables: grid\n"}
    )
    ended = packs("pack", "show", "./acme", language=language)
    rows = columns(ended.out)
    assert ["tables", "acme", "grid"] in rows
    assert any(row[:2] == ["cover", "classic"] for row in rows)
    assert any(row[0] == "goals" and row[1].startswith("acme") for row in rows)
    assert str(folder) in ended.out
    data = packs("pack", "show", "./acme", "--format", "json").data
    assert [layer["name"] for layer in data["chain"]] == ["acme", "classic"]
    assert json.dumps(data)


def test_it_compares_with_any_pack_and_says_when_there_is_no_parent(packs):
    assert "onepage" in packs("pack", "diff", "formal", "--against", "onepage").out
    assert packs("pack", "diff", "classic", "--format", "json").data["against"] is None
    assert packs("pack", "diff", "classic").code == 0


def test_it_replaces_an_installed_pack_only_when_asked(packs):
    folder = lay_out_pack(packs.folder / "acme")
    packs("pack", "export", "./acme")
    assert packs("pack", "install", "acme.zip").code == 0
    (folder / "brand.yaml").write_text("tables: grid\n")
    packs("pack", "export", "./acme")
    refused = packs("pack", "install", "acme.zip")
    assert (refused.code, "DG376" in refused.err) == (1, True)
    assert packs("pack", "install", "acme.zip", "--force").code == 0
    assert (packs.folder / "installed" / "acme" / "brand.yaml").exists()
    into = packs("pack", "install", "acme.zip", "--into", "elsewhere")
    assert "--pack elsewhere/acme" in into.err
