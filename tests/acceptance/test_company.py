"""What a company's pack does to the commands: names of files, checks of own fields, schemas of its files."""

import json

import pytest

PACK = """name: own
title: {zh: 案例, en: Case}
extends: onepage
fields: {cost_center: {label: 成本中心, required: true}}
file_name: "{{ document.number }} {{ person.name }}/{{ period.year }}"
policy: {limits: {goals: {max: 2}}}
"""


@pytest.fixture
def own(docgen):
    """Lay out a pack of a company and a spec that suits it."""
    folder = docgen.folder / "own"
    folder.mkdir()
    (folder / "pack.yaml").write_text(PACK, encoding="utf-8")
    docgen.spec("good.yaml", change=lambda text: f"{text}\ncustom: {{cost_center: '1001'}}\n")
    return docgen


@pytest.mark.xdist_group("company")
def test_it_names_the_files_as_the_company_does(own):
    ended = own(
        "generate", "good.yaml", "--pack", "./own", "--to", "html", "--out", "out", "--format", "json"
    )
    (name,) = (path.name for path in (own.folder / "out").iterdir())
    assert name == "LY-HR-PG-2027-0117 林知遥_2027.html"
    assert (ended.code, ended.codes) == (0, ["DG222"])
    again = own("generate", "good.yaml", "--pack", "./own", "--to", "html", "--out", "out", "--locale", "en")
    assert again.code == 0
    assert (own.folder / "out" / "LY-HR-PG-2027-0117 Lin Zhiyao_2027.en.html").is_file()


@pytest.mark.xdist_group("company")
def test_it_refuses_two_specs_whose_files_would_have_one_name(own):
    own.spec("other.yaml", change=lambda text: f"{text}\ncustom: {{cost_center: '1001'}}\n")
    ended = own("generate", "good.yaml", "other.yaml", "--pack", "./own", "--to", "html", "--format", "json")
    assert (ended.code, ended.codes) == (1, ["DG222", "DG222", "DG806"])


@pytest.mark.xdist_group("company")
def test_it_checks_what_the_company_asks_for(own):
    own.spec("bare.yaml")
    ended = own("check", "bare.yaml", "good.yaml", "--pack", "./own", "--format", "json")
    assert (ended.code, ended.codes) == (1, ["DG217", "DG222", "DG222"])
    assert own("check", "good.yaml", "--pack", "./own").code == 0
    assert own("check", "good.yaml", "--pack", "./own", "--strict").code == 1
    assert own("check", "bare.yaml").code == 0


@pytest.mark.xdist_group("company")
def test_it_tells_a_pack_that_is_not_there_from_one_that_is_wrong(own):
    assert own("check", "good.yaml", "--pack", "none").code == 2
    (own.folder / "own" / "pack.yaml").write_text(f"{PACK}colums: {{}}\n", encoding="utf-8")
    ended = own("check", "good.yaml", "--pack", "./own", "--format", "json")
    assert (ended.code, [each["code"] for each in ended.data["diagnostics"]]) == (1, ["DG304"])


@pytest.mark.xdist_group("company")
@pytest.mark.parametrize("of", ["pack", "brand", "labels", "fonts"])
def test_it_prints_the_schema_of_a_file_of_a_pack(docgen, of):
    ended = docgen("schema", "--of", of)
    assert ended.code == 0
    assert json.loads(ended.out)["$id"] == f"urn:docgen:{of}:1"
