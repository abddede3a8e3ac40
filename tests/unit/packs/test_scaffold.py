"""A new pack explains everything it could say, says nothing, and is exactly its parent."""

import json
import re
import shutil

import jsonschema
import pytest

from docgen.checkup.beginning import begin
from docgen.checkup.pack import Checkup
from docgen.diagnostics import DocgenError
from docgen.i18n.locale import find_locale
from docgen.packs.brand import Brand
from docgen.packs.load import load_pack
from docgen.packs.manifest import Manifest
from docgen.packs.settings import read_settings
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read
from tests.support.making import SAMPLES, TODAY
from tests.support.packing import lay_out_pack

PARENTS = ("classic", "onepage", "responsibility")
# A setting in comments: no blank behind the sign, or the two of an inner line. One blank begins an explanation.
SETTING = re.compile(r"^#(?=\S|  )", re.MULTILINE)


def begun(tmp_path, parent="classic", language="zh"):
    return begin("acme", parent, tmp_path, None, language)


def made(pack, language, outputs):
    press = prepare(load_pack(pack), outputs, find_locale(language))
    outcome = produce(read(SAMPLES[1].read_bytes(), SAMPLES[1].name), press, TODAY)
    return {name: artifact.content for name, artifact in outcome.artifacts_or_raise().items()}


@pytest.mark.parametrize("parent", PARENTS)
def test_it_makes_its_parents_documents_byte_for_byte(parent, tmp_path):
    folder = begun(tmp_path, parent)
    outputs = ("html", "pdf", "docx") if parent == "onepage" else ("html", "docx")
    assert made(str(folder), "zh", outputs) == made(parent, "zh", outputs)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("parent", PARENTS)
def test_it_passes_its_check(parent, language, tmp_path):
    checkup = Checkup(str(begun(tmp_path, parent, language)), outputs=("html",))
    assert [each.code for each in checkup.look() if each.code != "DG322"] == []


def test_it_explains_in_the_language_of_its_author(tmp_path):
    for language, wanted in (("zh", True), ("en", False)):
        folder = begun(tmp_path / language, language=language)
        for name in ("pack.yaml", "brand.yaml", "labels/zh.yaml", "labels/en.yaml"):
            lines = (folder / name).read_text("utf-8").splitlines()
            explained = [line for line in lines if re.match(r"# \S", line)]
            assert explained, name
            assert bool(re.search("[\u4e00-\u9fff]", "".join(explained))) == wanted, name


def test_it_shows_editors_the_way_to_schemas_that_describe_it(tmp_path):
    folder = begun(tmp_path)
    for name in ("pack.yaml", "brand.yaml", "labels/zh.yaml"):
        path = folder / name
        first = path.read_text("utf-8").splitlines()[0]
        schema = json.loads(
            (path.parent / first.removeprefix("# yaml-language-server: $schema=")).read_text("utf-8")
        )
        jsonschema.Draft202012Validator.check_schema(schema)
        data = read_settings(path.read_bytes(), name).data
        assert list(jsonschema.Draft202012Validator(schema).iter_errors(data)) == []
    assert not [name for name in load_pack(str(folder)).chain.layers[0].files if "schema" in name]


def test_it_names_everything_that_can_be_said(tmp_path):
    folder = begun(tmp_path)
    for name, model in (("pack.yaml", Manifest), ("brand.yaml", Brand)):
        text = (folder / name).read_text("utf-8")
        keys = re.findall(r"^#?([a-z_]+):", text, re.MULTILINE)
        assert sorted(keys) == sorted(model.model_fields), name


@pytest.mark.parametrize("parent", PARENTS[:2])
@pytest.mark.parametrize(
    "key",
    [key for key in Manifest.model_fields if key not in {"name", "title", "extends", "requires", "view"}],
)
def test_its_examples_work_as_they_stand(key, parent, tmp_path):
    folder = begun(tmp_path, parent)
    text = (folder / "pack.yaml").read_text("utf-8")
    head, explanation, rest = re.split(rf"(?m)(^#{key}:)", text, maxsplit=1)
    example, _, others = (explanation + rest).partition("\n\n")
    assert example.startswith(f"#{key}:")
    (folder / "pack.yaml").write_text(f"{head}{SETTING.sub('', example)}\n\n{others}", "utf-8")
    assert getattr(load_pack(str(folder)).manifest, key) is not None
    codes = {each.code for each in Checkup(str(folder)).look()}
    assert codes <= {
        "DG322",
        "DG352",
        "DG358",
    }  # the example may say what the parent says, or hide its clauses


def test_its_brand_works_as_it_stands(tmp_path):
    folder = begun(tmp_path)
    path = folder / "brand.yaml"
    path.write_text(SETTING.sub("", path.read_text("utf-8")).replace("logo:", "#logo:"), "utf-8")
    assert load_pack(str(folder)).brand == load_pack("classic").brand


def test_its_words_work_as_they_stand(tmp_path):
    folder = begun(tmp_path)
    for path in (folder / "labels").iterdir():
        path.write_text(SETTING.sub("", path.read_text("utf-8")), "utf-8")
    assert load_pack(str(folder)).words == load_pack("classic").words


def test_it_finds_its_parent_from_where_it_is(tmp_path):
    parent = lay_out_pack(tmp_path / "packs" / "base")
    folder = begin("acme", str(parent), tmp_path / "else", "某公司", "zh")
    chain = load_pack(str(folder)).chain
    assert [layer.manifest.name for layer in chain.layers] == ["acme", "base", "classic"]
    assert chain.layers[0].manifest.title.zh == "某公司"
    shutil.move(tmp_path / "packs", tmp_path / "moved")
    with pytest.raises(DocgenError):
        load_pack(str(folder))


@pytest.mark.parametrize(
    ("name", "codes", "near"),
    [
        ("classic", ["DG364"], None),
        ("Acme Corp", ["DG365"], "acme-corp"),
        ("acme_1", ["DG365"], "acme-1"),
        ("../acme", ["DG365"], "acme"),
        ("某公司", ["DG365"], None),
        ("con", ["DG365"], None),
        ("taken", ["DG366"], None),
        ("a" * 61, ["DG365"], "a" * 60),
    ],
)
def test_it_refuses_a_name_that_will_not_do(name, codes, near, tmp_path):
    (tmp_path / "taken").mkdir()
    with pytest.raises(DocgenError) as refused:
        begin(name, "classic", tmp_path, None, "zh")
    assert [each.code for each in refused.value.diagnostics] == codes
    assert refused.value.diagnostics[0].facts.get("near") == near
    assert [path.name for path in tmp_path.iterdir()] == ["taken"]


def test_it_refuses_a_name_that_is_installed(tmp_path, monkeypatch):
    monkeypatch.setenv("DOCGEN_PACKS", str(tmp_path / "packs"))
    lay_out_pack(tmp_path / "packs" / "acme")
    with pytest.raises(DocgenError) as refused:
        begun(tmp_path)
    assert [each.code for each in refused.value.diagnostics] == ["DG364"]
