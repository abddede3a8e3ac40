"""What a pack does differently is told value by value and line by line, and what it is made of with its origin."""

import json

import pytest

from docgen.packs.differences import MAX_LINES, compare
from docgen.packs.load import load_pack
from docgen.packs.locate import built_in_packs
from docgen.packs.portrait import portray
from tests.support.packing import lay_out_pack

FILES = {
    "pack.yaml": """\
name: acme
title: {zh: 某公司, en: Acme}
extends: ../base
sections: {leave_out: [swot], when: {evaluation: {stage: [final]}}}
columns: {kpis: [id, name, target]}
clauses: [{id: secrecy, title: {zh: 保密, en: Secrecy}, text: {zh: 应当保密。, en: Keep it secret.}}]
fields: {cost_center: {label: {zh: 成本中心, en: Cost center}, required: true}}
signoff: [{role: {zh: 盖章, en: Seal}, who: organization, seal: true}]
number: "PG-{{ person.id }}"
policy: {limits: {goals: {max: 7}}}
""",
    "brand.yaml": 'colors: {primary: "#123456"}\n',
    "labels/zh.yaml": "chapters: {goals: {title: 我们的目标}}\npromise: 承诺\n",
    "labels/en.yaml": "promise: Promise\n",
    "document.html.j2": '{% extends "parent:document.html.j2" %}\n{% block header %}<header class="running-header"><p>x</p></header>{% endblock %}\n',
    "sections/goals.html.j2": "<p>{{ person.name }}</p>\n",
    "styles/long.css": "".join(f"h{n % 6 + 1} {{ margin: {n}pt; }}\n" for n in range(MAX_LINES + 50)),
    "assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><rect width="1" height="1"/></svg>',
}


@pytest.fixture
def acme(tmp_path):
    lay_out_pack(tmp_path / "base", {"brand.yaml": 'colors: {primary: "#654321", muted: "#404040"}\n'})
    return load_pack(str(lay_out_pack(tmp_path / "acme", FILES)))


def test_it_tells_every_value_that_differs(acme):
    parent = load_pack(str(acme.chain.layers[1].folder))
    values, _ = compare(acme, parent)
    told = {(each.part, each.key): (each.old, each.new) for each in values}
    assert told.pop(("sections", "order"))[1].count("swot") == 0
    assert told.pop(("clauses", "secrecy"))[1]["text"]["en"] == "Keep it secret."
    assert told.pop(("fields", "cost_center"))[1]["required"] is True
    assert told.pop(("signoff", "盖章"))[1]["seal"] is True
    columns = told.pop(("columns", "kpis"))
    assert columns[1] == ["id", "name", "target"]
    assert told == {
        ("conditions", "evaluation"): (None, {"stage": ["final"]}),
        ("patterns", "number"): (None, "PG-{{ person.id }}"),
        ("policy", "limits.goals.max"): (None, 7),
        ("brand", "colors.primary"): ("#654321", "#123456"),
        ("labels.zh", "chapters.goals.title"): (
            parent.words["zh"]["chapters"]["goals"]["title"],
            "我们的目标",
        ),
        ("labels.zh", "promise"): (None, "承诺"),
        ("labels.en", "promise"): (None, "Promise"),
    }


def test_it_tells_what_became_of_files(acme):
    _, files = compare(acme, load_pack("classic"))
    told = {each.path: each for each in files}
    assert {path: each.change for path, each in told.items()} == {
        "assets/logo.svg": "added",
        "document.html.j2": "laid_over",
        "sections/goals.html.j2": "changed",
        "styles/long.css": "added",
    }
    assert "+<p>{{ person.name }}</p>" in told["sections/goals.html.j2"].lines
    assert len(told["styles/long.css"].lines) == MAX_LINES
    assert told["styles/long.css"].is_cut
    assert not told["document.html.j2"].is_cut


def test_it_sees_the_other_way_round_what_is_gone(acme):
    values, files = compare(load_pack("classic"), acme)
    assert {each.path for each in files if each.change == "removed"} == {"assets/logo.svg", "styles/long.css"}
    assert ("labels.en", "promise", "Promise", None) in [(v.part, v.key, v.old, v.new) for v in values]


@pytest.mark.parametrize("pack", ["classic", "onepage"])
def test_it_finds_a_pack_like_itself(pack):
    assert compare(load_pack(pack), load_pack(pack)) == ((), ())


def test_it_names_the_pack_that_everything_came_from(acme):
    known = portray(acme)
    assert [(each["name"], each["built_in"]) for each in known["chain"]] == [
        ("acme", False),
        ("base", False),
        ("classic", True),
    ]
    sections = {each["name"]: each for each in known["sections"]}
    assert (sections["goals"]["from"], sections["goals"]["overrides"]) == ("acme", "classic")
    assert sections["evaluation"]["when"] == {"stage": ["final"]}
    brand = {each["key"]: each["from"] for each in known["brand"]}
    assert [brand[f"colors.{name}"] for name in ("primary", "muted", "ink")] == ["acme", "base", "classic"]
    assert known["labels"]["zh"]["own"] == 2
    assert known["labels"]["en"]["from"]["acme"] == 1
    assert {each["from"] for part in ("clauses", "fields", "signoff", "policy") for each in known[part]} == {
        "acme"
    }
    assert known["number"] == {"pattern": "PG-{{ person.id }}", "from": "acme"}
    assert {each["name"]: each["from"] for each in known["outputs"]}["pdf"] == "classic"
    files = {each["path"]: each for each in known["files"]}
    assert files["document.html.j2"]["lays_over"]
    assert files["styles/long.css"]["overrides"] is None
    assert all(font["licences"] for font in known["fonts"])


@pytest.mark.parametrize("pack", built_in_packs())
def test_it_portrays_our_own_packs_as_plain_data(pack):
    known = portray(load_pack(pack))
    assert json.loads(json.dumps(known)) == known
    assert known["sections"]
    assert all(each["from"] for each in known["files"])
