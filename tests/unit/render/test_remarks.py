from docgen.diagnostics import Location, report
from docgen.render.remarks import make_remarks

DATA = {
    "goals": [{"id": "G1"}, {"id": "G2"}],
    "kpis": [{"id": "K7", "name": "x"}],
    "person": {"name": "x"},
}


def anchors(*path):
    (remark,) = make_remarks([report("DG411", Location(path=path), count=1)], DATA, "zh")
    return remark.anchors


def test_it_points_at_the_record_a_finding_is_about_then_at_its_chapter():
    assert anchors("goals", 1, "title") == ("goal-G2", "goals")
    assert anchors("kpis", 0, "name") == ("kpi-K7", "appendix-kpis")


def test_it_points_at_the_chapter_that_tells_a_part_of_the_spec():
    assert anchors("person", "name") == ("overview",)
    assert anchors("contingencies", 0) == ("rules",)
    assert anchors("swot", "threats", 2) == ("swot",)


def test_it_points_at_the_chapter_where_the_spec_has_no_such_record():
    assert anchors("goals", 9, "title") == ("goals",)
    assert anchors("milestones", 0) == ("milestones",)


def test_it_says_code_field_reason_and_hint_in_the_language_of_the_document():
    facts = {"count": 1, "key": "en", "fields": ("goals[0].title",), "lines": "7"}
    found = report("DG411", Location(path=("goals", 0, "title")), **facts)
    (zh,) = make_remarks([found], DATA, "zh")
    (en,) = make_remarks([found], DATA, "en")
    assert zh.text.splitlines()[0] == en.text.splitlines()[0] == "DG411  goals[0].title"
    assert zh.text != en.text
    assert len(en.text.splitlines()) > 1


def test_it_leaves_out_what_is_no_fault_of_the_spec():
    assert make_remarks([report("DG608")], DATA, "zh") == ()
