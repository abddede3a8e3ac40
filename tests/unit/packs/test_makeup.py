"""What packs three deep say together: sections, columns, clauses, fields, signatures, rules and outputs."""

import pytest

from docgen.packs.load import load_pack

SECTION = "<section><p>x</p></section>\n"


@pytest.fixture
def family(lay_out):
    """Lay out three packs, each below the one before, and load the last."""

    def load(grandparent="", parent="", child="", files=()):
        lay_out("grandparent", f"extends: classic\n{grandparent}", files)
        lay_out("parent", f"extends: ../grandparent\n{parent}")
        return load_pack(lay_out("child", f"extends: ../parent\n{child}"))

    return load


def test_it_changes_the_order_at_each_step(family):
    pack = family(
        "sections: [cover, goals, swot, milestones]\n",
        "sections: {add: [{section: purpose, after: goals}, {section: signoff}]}\n",
        "sections: {leave_out: [swot], add: [{section: signoff, before: goals}]}\n",
        {"sections/purpose.html.j2": SECTION},
    )
    assert pack.sections == ("cover", "signoff", "goals", "purpose", "milestones")


def test_it_keeps_a_condition_until_a_child_says_another(family):
    pack = family(
        "sections: [cover, {section: goals, when: {stage: final}}, {section: swot, when: {has: swot}}]\n",
        "sections: {when: {goals: {stage: [plan, signed]}}}\n",
    )
    when = {section.name: section.when for section in pack.order}
    assert (when["cover"], when["goals"].stage, when["swot"].has) == (None, ("plan", "signed"), ("swot",))


def test_it_starts_anew_where_a_child_lists_all_sections(family):
    pack = family("sections: [cover, swot]\n", "sections: {leave_out: [swot]}\n", "sections: [goals]\n")
    assert pack.sections == ("goals",)
    assert pack.order[0].where.file == "child/pack.yaml"


def test_it_takes_each_list_of_columns_from_the_youngest_that_has_one(family):
    pack = family(
        "columns: {kpis: [id, name], milestones: [id, title]}\n",
        "columns: {kpis: [id, {field: owner, title: {zh: 部门, en: Department}, width: 12}]}\n",
    )
    columns = pack.makeup.columns
    assert [column.field for column in columns["kpis"]] == ["id", "owner"]
    assert (columns["kpis"][1].title.say("en"), columns["kpis"][1].width) == ("Department", 12)
    assert [column.field for column in columns["milestones"]] == ["id", "title"]


def test_it_replaces_adds_and_leaves_out_clauses_in_their_order(family):
    pack = family(
        "clauses: [{id: a, title: 甲, text: 一}, {id: b, title: 乙, text: 二}]\n",
        "clauses: [{id: c, title: 丙, text: 三}, {id: a, title: 甲, text: 新}]\n",
        "clauses: [{id: b, leave_out: true}]\n",
    )
    assert [(c.id, c.text.choose("zh").source) for c in pack.makeup.clauses.values()] == [
        ("a", "新"),
        ("c", "三"),
    ]


def test_it_adds_fields_and_replaces_those_of_the_same_name(family):
    pack = family("fields: {a: {label: 甲, required: true}, b: {label: 乙}}\n", "fields: {a: {label: 新}}\n")
    assert {key: (f.label.say("zh"), f.required) for key, f in pack.makeup.fields.items()} == {
        "a": ("新", False),
        "b": ("乙", False),
    }


def test_it_takes_signatures_and_patterns_from_the_youngest_that_has_them(family):
    pack = family(
        "signoff: [{role: 甲方, who: organization, seal: true}]\nnumber: A\nfile_name: B\n",
        "number: C\n",
        "signoff: []\n",
    )
    made = pack.makeup
    assert (made.signoff, made.number.source, made.file_name.source) == ((), "C", "B")


def test_it_lays_limits_and_severities_over_each_other_side_by_side(family):
    policy = family(
        "policy: {severities: {DG161: error}, limits: {goals: {min: 2, max: 7}}}\n",
        "policy: {limits: {goals: {max: 5}, kpi_weight: {min: 5}}}\n",
        "policy: {severities: {DG411: 'off'}}\n",
    ).makeup.policy
    assert policy.severities == {"DG161": "error", "DG411": "off"}
    assert (policy.limits.goals.min, policy.limits.goals.max, policy.limits.kpi_weight.min) == (2, 5, 5)


def test_it_adds_outputs_by_name_and_replaces_them_by_a_list(family):
    fill = {"word/letter.docx": b"PK"}
    pack = family("outputs: {letter: {fill: word/letter.docx}, pdf: {}}\n", files=fill)
    assert set(pack.outputs) == {"html", "pdf", "docx", "letter"}
    assert pack.outputs["letter"].file == "word/letter.docx"
    assert tuple(family("outputs: {letter: {}}\n", child="outputs: [html]\n").outputs) == ("html",)


def test_it_names_every_output_and_section_in_its_manifest(family):
    manifest = family("sections: [goals]\n", child="outputs: {letter: {}}\n").manifest
    assert (manifest.sections, manifest.outputs) == (("goals",), ("html", "pdf", "docx", "letter"))
