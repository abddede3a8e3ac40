"""A name told before a document is made is the name it gets when it is made."""

import json

import pytest

from docgen.bulk.planning.glance import glance
from docgen.diagnostics import DocgenError
from docgen.sources.files import Files
from docgen.workshop import limits as limits_module
from docgen.workshop.confined import ConfinedWorkshop
from docgen.workshop.limits import Limits
from docgen.workshop.messages import StrangeError
from docgen.workshop.workshop import Workshop
from tests.support.making import SAMPLES, TODAY
from tests.support.packs import lay_out
from tests.support.specs import a_spec

ENGLISH = (
    "{{ document.number }}|{{ document.title }}|{{ document.version }}|{{ document.stage }}|{{ document.stage_text }}|"
    "{{ document.language }}|{{ person.id }}|{{ person.name|upper }}|{{ person['grade'] }}|{{ person.department }}|"
    "{{ person.manager.name if person.manager }}|{{ organization.short_name or organization.name }}|{{ today }}|"
    "{{ period.label }}|{{ period.year }}|{{ period.end_text }}|{{ labels.goals_title|default('-') }}|{{ locale.tag }}"
)
CHINESE = "{{ 文档.编号 }}_{{ 员工.姓名 }}_{{ 员工.工号 }}_{{ 员工.部门 }}_{{ 周期.年度 }}_{{ 公司.名称 }}"
PATTERNS = {
    "english": {"file_name": ENGLISH},
    "chinese": {"file_name": CHINESE, "number": "P-{{ 周期.年度 }}-{{ 员工.工号 or '000' }}"},
    "day": {
        "file_name": "{{ person.name }} {{ document.date_text }}{{ period.confirmed }}{{ document.status }}"
    },
    "fails": {"file_name": "{{ person.nickname }}"},
    "fails-number": {"file_name": "{{ person.name }}", "number": "{{ person.nickname }}"},
    "says-nothing": {"file_name": "{{ '' }}"},
    "none": {"number": "P-{{ person.id }}"},
}
WHOLE = {
    "goals": {"file_name": "{{ person.name }} {{ goals|length }}"},
    "number-of-goals": {
        "file_name": "{{ document.number }}",
        "number": "{{ person.name }} {{ goals[0].title }}",
    },
    "maybe": {"file_name": "{{ person.name }}{{ ' KPI' if kpis is defined }}"},
}
PEOPLE = {
    "least": a_spec(),
    "both": a_spec(person={"name": {"zh": "林知遥", "en": "Lin Zhiyao"}, "id": "A1"}),
    "lines": a_spec(person={"name": "林\n知遥"}, document={"title": "A", "language": "en", "stage": "final"}),
    "wrong-person": a_spec(person={"name": "林知遥", "id": 17}),
    "wrong-language": a_spec(document={"title": "A", "language": "fr"}),
    "no-period": a_spec(period=None),
    "no-person": a_spec(person="林知遥"),
}


@pytest.fixture
def people(tmp_path):
    """Write a few specs, right and wrong, beside the samples."""
    for name, spec in PEOPLE.items():
        (tmp_path / f"{name}.json").write_text(json.dumps(spec, ensure_ascii=False), "utf-8")
    return Files([*map(str, SAMPLES[:2]), *(str(tmp_path / f"{name}.json") for name in PEOPLE)])


def pack_of(folder, patterns):
    manifest = f"name: {folder.name}\ntitle: {{zh: 案例, en: Case}}\nextends: onepage\n"
    return str(
        lay_out(
            folder,
            {"pack.yaml": manifest + json.dumps(patterns, ensure_ascii=False)[1:-1].replace('", "', '"\n"')},
        )
    )


def looked_at(workshop, source):
    return workshop.name([glance(source, entry).parts for entry in source.entries()], TODAY)


def made(workshop, source):
    outcomes = [workshop.make(source, entry, TODAY) for entry in source.entries()]
    return tuple((outcome.stem, outcome.language) for outcome in outcomes)


def stems_of(named):
    """Forget the language of documents without a name by the pattern, those that cannot be made among them."""
    return [each if each[0] else (None, None) for each in named]


class TestNames:
    @pytest.mark.parametrize(("name", "locale"), [*((name, None) for name in PATTERNS), ("english", "en-GB")])
    def test_it_tells_the_name_that_the_making_tells(self, tmp_path, people, name, locale):
        workshop = Workshop(pack_of(tmp_path / name, PATTERNS[name]), (), locale)
        assert stems_of(looked_at(workshop, people)) == stems_of(made(workshop, people))

    def test_it_tells_the_language_of_documents_without_a_pattern(self, people):
        workshop = Workshop("onepage", (), "en")
        assert looked_at(workshop, people)[:4] == made(workshop, people)[:4]
        assert looked_at(workshop, people)[0] == (None, "en")

    def test_it_knows_the_pattern_of_the_example_pack(self, people):
        workshop = Workshop("acme-example", ())
        names = looked_at(workshop, people)
        assert stems_of(names) == stems_of(made(workshop, people))
        assert ("XQ-2027-_林知遥", None) in names

    @pytest.mark.parametrize("name", WHOLE)
    def test_it_asks_for_the_whole_spec_where_the_pattern_does(self, tmp_path, people, name):
        workshop = Workshop(pack_of(tmp_path / name, WHOLE[name]), ())
        answers = dict(
            zip([entry.id for entry in people.entries()], looked_at(workshop, people), strict=True)
        )
        assert answers[str(SAMPLES[0])] is None
        assert answers[str(tmp_path / "no-person.json")] == ("", None)

    def test_it_tells_the_name_of_a_document_of_another_stage(self, tmp_path, people):
        workshop = Workshop(pack_of(tmp_path / "staged", PATTERNS["english"]), (), stage="mid-year")
        assert stems_of(looked_at(workshop, people)) == stems_of(made(workshop, people))

    @pytest.mark.parametrize("field", ["document.date", "周期.确认日期", "document['status']"])
    def test_it_asks_for_the_whole_spec_where_another_stage_may_change_a_field(self, tmp_path, people, field):
        named = {"file_name": f"{{{{ person.name }}}} {{{{ {field} }}}}"}
        workshop = Workshop(pack_of(tmp_path / "staged", named), (), stage="mid-year")
        assert looked_at(workshop, people)[0] is None


class TestConfined:
    def test_it_hears_the_names_from_the_child(self, tmp_path, people):
        pack = pack_of(tmp_path / "acme", PATTERNS["english"])
        confined = ConfinedWorkshop({"pack": pack, "to": ()}, Limits())
        try:
            assert looked_at(confined, people) == looked_at(Workshop(pack, ()), people)
        finally:
            confined.close()

    def test_it_ends_a_pattern_without_an_end(self, tmp_path, people, monkeypatch):
        monkeypatch.setattr(limits_module, "_PATIENCE", 40)
        loops = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}"
        ends = "{% endfor %}" * 3
        pack = pack_of(tmp_path / "endless", {"file_name": f"{{{{ person.name }}}}{loops}{ends}"})
        confined = ConfinedWorkshop({"pack": pack, "to": ()}, Limits(seconds=1, memory=400))
        try:
            with pytest.raises(DocgenError) as caught:
                looked_at(confined, people)
        finally:
            confined.close()
        assert [found.code for found in caught.value.diagnostics] == ["DG842"]

    def test_it_takes_nothing_for_a_name_that_is_none(self, monkeypatch):
        confined = ConfinedWorkshop({"pack": "onepage", "to": ()}, Limits())
        try:
            for answer in (None, (), ("x",), (("a", None), 7), (("a", b"en"),), (("a",),), [("a", None)]):
                monkeypatch.setattr(confined, "_tell", lambda _message, answer=answer: answer)
                with pytest.raises(StrangeError):
                    confined.name([{}] * (len(answer) if answer else 1), TODAY)
        finally:
            confined.close()
