"""A check begins with what needs no documents, tells each finding once, and finds nothing in our own packs."""

import datetime
import shutil
from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from docgen.checkup.pack import Checkup, check_pack
from docgen.checkup.samples import Samples, find_samples
from docgen.packs.load import load_pack
from docgen.packs.locate import built_in_packs, fonts_folder, templates_folder
from docgen.spec.reader import read
from tests.support.packing import lay_out_pack

DAY = datetime.date(2027, 1, 4)


def found(folder, *outputs):
    checkup = Checkup(str(folder), outputs=outputs, today=DAY)
    return [(each.code, each.facts.get("member") or each.facts.get("family")) for each in checkup.look()]


@pytest.mark.parametrize(
    "pack", [pytest.param(p, marks=pytest.mark.xdist_group(f"check-{p}")) for p in built_in_packs()]
)
def test_it_finds_nothing_in_our_own_packs(pack):
    checkup = Checkup(pack, outputs=("html", "docx"), today=DAY)
    told = [*checkup.look(), *checkup.make()]
    assert [(each.code, each.where.file, each.where.line) for each in told if each.code != "DG322"] == []
    assert checkup.plan.made == len(checkup.plan.trials) == 2 * len(find_samples())


def test_it_tells_of_files_before_it_makes_the_first_document(tmp_path):
    events = []
    section = '<section class="chapter"><p class="odd-style">{{ person.name }}</p></section>\n'
    folder = lay_out_pack(
        tmp_path / "acme",
        {
            "pack.yaml": "name: acme\ntitle: {zh: x, en: x}\nextends: classic\nsections: [cover, own]\noutputs: [docx]\n",
            "sections/own.html.j2": section,
            "labels/zh.yaml": "chapters: {gaols: {title: x}}\n",
        },
    )
    checkup = Checkup(str(folder), today=DAY)
    events += [each.code for each in checkup.look()]
    assert events == ["DG351"]
    events += [each.code for each in checkup.make(events.append)]
    assert events.count("DG621") == 1, "told once, though every document has it"
    assert events.index("DG351") < next(at for at, event in enumerate(events) if ".yaml" in event)
    (once,) = [each for each in check_pack(str(folder)) if each.code == "DG621"]
    assert checkup.count(once) == len(checkup.plan.trials)


def test_it_makes_no_documents_of_a_pack_that_cannot_be_loaded(tmp_path):
    folder = lay_out_pack(tmp_path / "acme", {"brand.yaml": "colors: {primary: red}\n"})
    begun = []
    checkup = Checkup(str(folder))
    assert [each.code for each in (*checkup.look(), *checkup.make(begun.append))] == ["DG306"]
    assert begun == []


def test_it_gives_samples_the_fields_of_the_pack(tmp_path):
    fields = "fields: {cost_center: {label: Cost, required: true}, grade: {label: Grade, type: number}}\n"
    manifest = f"name: acme\ntitle: {{zh: x, en: x}}\nextends: classic\n{fields}"
    declared = load_pack(str(lay_out_pack(tmp_path / "acme", {"pack.yaml": manifest}))).makeup.fields
    source = Samples(find_samples(), declared)
    for entry in source.entries():
        custom = read(source.read(entry), entry.name).data["custom"]
        assert custom["cost_center"]
        assert custom["grade"] == 12
        if entry.name == "support-lead.yaml":
            assert custom["Cost center"] == "CX-4410"


def test_it_shows_the_findings_of_specs_that_are_asked_for(tmp_path):
    spec = tmp_path / "goals.yaml"
    spec.write_text(
        (find_samples()[0]).read_text(encoding="utf-8").replace("weight: 40", "weight: 41", 1),
        encoding="utf-8",
    )
    checkup = Checkup("onepage", specs=[str(spec)], outputs=["html"])
    told = [*checkup.look(), *checkup.make()]
    assert any(each.code.startswith("DG2") and each.where.path for each in told)


@pytest.mark.parametrize("notice", ["Own-OFL.txt", "LICENSE.md", "许可.txt"])
def test_it_wants_a_licence_beside_every_font(notice, tmp_path):
    listed = "fonts: [{family: Own, weight: 400, file: Own-Regular.ttf}]\n"
    brand = "fonts: {pdf: {latin: Own}}\n"
    folder = lay_out_pack(tmp_path / "acme", {"fonts/fonts.yaml": listed, "brand.yaml": brand})
    shutil.copy(fonts_folder() / "Inter-Regular.ttf", folder / "fonts" / "Own-Regular.ttf")
    assert found(folder) == [("DG359", "fonts/Own-Regular.ttf")]
    (folder / "fonts" / notice).write_text("Everybody may use it.")
    assert found(folder) == []


def test_it_finds_characters_that_a_font_lacks(tmp_path):
    listed = "fonts: [{family: Own, weight: 400, file: Own-Regular.ttf}]\n"
    files = {
        "fonts/fonts.yaml": listed,
        "brand.yaml": "fonts: {pdf: {cjk: Own}}\n",
        "fonts/LICENSE.txt": "Free.",
    }
    folder = lay_out_pack(tmp_path / "acme", files)
    shutil.copy(fonts_folder() / "Inter-Regular.ttf", folder / "fonts" / "Own-Regular.ttf")
    assert found(folder) == [("DG360", "Own")]


def test_it_finds_font_files_that_nobody_names(tmp_path):
    folder = lay_out_pack(
        tmp_path / "acme", {"fonts/LICENSE.txt": "Free.", "fonts/fonts.yaml": "fonts: []\n"}
    )
    shutil.copy(fonts_folder() / "Inter-Regular.ttf", folder / "fonts" / "Own-Regular.ttf")
    assert found(folder) == [("DG356", "fonts/Own-Regular.ttf")]


def test_it_finds_pictures_that_are_too_large(tmp_path):
    wide = BytesIO()
    Image.new("L", (4000, 10)).save(wide, "PNG")
    sheet = ".cover-panel { background-image: url(assets/wide.png) }\n"
    folder = lay_out_pack(tmp_path / "acme", {"assets/wide.png": wide.getvalue(), "styles/own.css": sheet})
    assert found(folder) == [("DG362", "assets/wide.png")]


def test_it_finds_names_that_do_not_work_everywhere(tmp_path):
    folder = lay_out_pack(tmp_path / "acme", {"styles/aux.css": "h1 { color: #000 }", "styles/x.scss": ""})
    assert found(folder) == [
        ("DG371", "styles/aux.css"),
        ("DG374", "styles/x.scss"),
        ("DG356", "styles/x.scss"),
    ]


def test_it_finds_the_samples_that_come_with_docgen():
    assert find_samples()
    assert all(path.is_relative_to(templates_folder().parent) for path in find_samples())
    assert {Path(path).suffix for path in find_samples()} == {".yaml"}
