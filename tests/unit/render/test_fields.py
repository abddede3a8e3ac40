"""Snippets of templates and what the static check says about them."""

import time
from pathlib import Path

import pytest
from jinja2 import nodes

from docgen.diagnostics.sentences import say
from docgen.packs.brand import brand_values
from docgen.packs.load import load_pack
from docgen.packs.sandbox import SourceLoader
from docgen.render.environment import document_environment
from docgen.render.fields import Known, check_fields, check_texts, find_fields, json_schema_of, known_of

ROOT = Path(__file__).parents[3]
PACKS = sorted(path.parent.name for path in (ROOT / "templates").glob("*/pack.yaml"))
LABELS = {
    "zh": {"columns": {"id": "编号", "owner": "责任人"}, "only_zh": "仅中文"},
    "en": {"columns": {"id": "Id", "owner": "Owner"}},
}
FILES = {
    "row.j2": "{% macro row(goal) %}{{ goal.title }}{{ goal.titel }}{% endmacro %}",
    "any.j2": "{% macro any(thing) %}{{ thing.whatever }}{% endmacro %}",
    "blind.j2": "{# A file of its own. #}\n{% macro blind() %}{{ person.name }}{% endmacro %}",
    "color.j2": "{% macro color() %}{{ brand.colors.primary }}{{ brand.colors.primry }}{% endmacro %}",
    "plain.j2": "{% macro cell(text) %}{% for line in text %}{{ line }}{% endfor %}{% endmacro %}",
    "part.j2": "{{ goal.title }}{{ goal.wweight }}",
    "frame.j2": "{% block body %}{{ person.name }}{% endblock %}{{ perso.name }}",
    "loose.j2": "{% for goal in goals %}{% block inner %}{{ goal.title }}{% endblock %}{% endfor %}",
    "old.j2": "{% block body %}{{ persn.name }}{% endblock %}",
    "sees.j2": "{% macro told() %}{{ person.nme }}{% endmacro %}",
}


def environment(**more):
    made = document_environment(SourceLoader({name: (text,) for name, text in {**FILES, **more}.items()}))
    made.globals["brand"] = {"colors": {"primary": "#000000"}, "fonts": {"latin": "Inter"}, "logo": ""}
    return made


KNOWN = Known(labels=LABELS, own=("cost_center", "成本中心"))


def findings(source, known=KNOWN):
    return check_fields(source, "text.j2", environment(), known)


def told(source):
    """Say every finding as code, line (and file, if another), name and the nearest name."""
    return [
        (
            d.code,
            f"{d.where.file}:{d.where.line}".removeprefix("text.j2:"),
            d.facts.get("name"),
            near(d.facts),
        )
        for d in findings(source)
    ]


def near(facts):
    return next(iter(facts.get("suggestions") or ()), None)


WRONG = {
    # Top-level names, in the language they were typed in.
    "{{ persn.name }}": ("DG403", "1", "persn", "person"),
    "{{ 员公.姓名 }}": ("DG403", "1", "员公", "员工"),
    "a\nb {{ gaols | length }}": ("DG403", "2", "gaols", "goals"),
    "{{ xyz }}": ("DG403", "1", "xyz", None),
    "{{ sections }}": ("DG403", "1", "sections", "checkins"),
    # Fields of records.
    "{{ person.nme }}": ("DG403", "1", "nme", "name"),
    "{{ 员工.姓明 }}": ("DG403", "1", "姓明", "姓名"),
    "{{ person.姓明 }}": ("DG403", "1", "姓明", "姓名"),
    "{{ person['nme'] }}": ("DG403", "1", "nme", "name"),
    "{{ person.manager.phone }}": ("DG403", "1", "phone", None),
    "{{ 员工.上级.名称 }}": ("DG403", "1", "名称", "姓名"),
    "{% for goal in goals %}\n{{ goal.titel }}{% endfor %}": ("DG403", "2", "titel", "title"),
    "{% for 目标 in 目标列表 %}{{ 目标.名秤 }}{% endfor %}": ("DG403", "1", "名秤", "名称"),
    "{% for g in goals %}{% for k in g.kpis %}{{ k.ttarget }}{% endfor %}{% endfor %}": (
        "DG403",
        "1",
        "ttarget",
        "target",
    ),
    "{{ goals[0].titel }}": ("DG403", "1", "titel", "title"),
    "{{ (goals | first).titel }}": ("DG403", "1", "titel", "title"),
    "{{ goals | map(attribute='titel') | join }}": ("DG403", "1", "titel", "title"),
    "{{ 目标列表 | map(attribute='名秤') | join('、') }}": ("DG403", "1", "名秤", "名称"),
    "{{ goals | join('、', attribute='titel') }}": ("DG403", "1", "titel", "title"),
    "{{ kpis | selectattr('ownr') | list | length }}": ("DG403", "1", "ownr", "owner"),
    "{{ kpis | rejectattr('责任') | list | length }}": ("DG403", "1", "责任", "责任人"),
    "{% for kpi in kpis | sort(attribute='wweight') %}{% endfor %}": ("DG403", "1", "wweight", "weight"),
    "{% for kpi in kpis | sort(attribute='weight,nme') %}{% endfor %}": ("DG403", "1", "nme", "name"),
    "{{ kpis | sum(attribute='chart.zro') }}": ("DG403", "1", "zro", "zero"),
    "{% for who, own_kpis in kpis | groupby('ownr') %}{{ who }}{% endfor %}": ("DG403", "1", "ownr", "owner"),
    "{% for who, mine in kpis | groupby('owner') %}{% for kpi in mine %}{{ kpi.nme }}{% endfor %}{% endfor %}": (
        "DG403",
        "1",
        "nme",
        "name",
    ),
    "{% for group in kpis | groupby('owner') %}{{ group.list[0].nme }}{% endfor %}": (
        "DG403",
        "1",
        "nme",
        "name",
    ),
    "{% for row in goals | batch(2) %}{% for goal in row %}{{ goal.titel }}{% endfor %}{% endfor %}": (
        "DG403",
        "1",
        "titel",
        "title",
    ),
    "{% set boss = person.manager %}{{ boss.nname }}": ("DG403", "1", "nname", "name"),
    "{% with p = person %}{{ p.nname }}{% endwith %}": ("DG403", "1", "nname", "name"),
    "{% if person.mmanager %}x{% endif %}": ("DG403", "1", "mmanager", "manager"),
    "{{ 'a' if has.kpi else 'b' }}": ("DG403", "1", "kpi", "kpis"),
    "{{ (person.manager or person.reviewer).nname }}": ("DG403", "1", "nname", "name"),
    "{% for goal in goals %}{{ loop.iindex }}{% endfor %}": ("DG403", "1", "iindex", "index"),
    "{% for goal in goals %}{% endfor %}{{ goal.title }}": ("DG403", "1", "goal", "goals"),
    "{{ document.number ~ document.vversion }}": ("DG403", "1", "vversion", "version"),
    "{% block a %}{{ person.nme }}{% endblock %}": ("DG403", "1", "nme", "name"),
    "{% filter upper %}{{ person.nme }}{% endfilter %}": ("DG403", "1", "nme", "name"),
    "{% set x %}{{ person.nme }}{% endset %}": ("DG403", "1", "nme", "name"),
    # Files and macros: told at the place of the slip, once.
    "{% from 'row.j2' import row %}{% for goal in goals %}{{ row(goal) }}{{ row(goal) }}{% endfor %}": (
        "DG403",
        "row.j2:1",
        "titel",
        "title",
    ),
    "{% import 'row.j2' as m %}{{ m.row(goals[0]) }}": ("DG403", "row.j2:1", "titel", "title"),
    "{% import 'plain.j2' as m %}{{ m.cel([]) }}": ("DG403", "1", "cel", "cell"),
    "{% for goal in goals %}{% include 'part.j2' %}{% endfor %}": ("DG403", "part.j2:1", "wweight", "weight"),
    "{% extends 'frame.j2' %}{% block body %}{{ person.name }}{% endblock %}": (
        "DG403",
        "frame.j2:1",
        "perso",
        "person",
    ),
    "{% extends 'old.j2' %}{% block body %}{{ super() }}{% endblock %}": (
        "DG403",
        "old.j2:1",
        "persn",
        "person",
    ),
    "{% extends 'loose.j2' %}": ("DG403", "loose.j2:1", "goal", "goals"),
    "{% from 'sees.j2' import told with context %}{{ told() }}": ("DG403", "sees.j2:1", "nme", "name"),
    "{% macro m(p) %}{{ p.nme }}{% endmacro %}{{ m(person) }}": ("DG403", "1", "nme", "name"),
    "{% macro m(p=person) %}{{ p.nme }}{% endmacro %}{{ m() }}": ("DG403", "1", "nme", "name"),
    "{% macro m() %}{{ caller() }}{% endmacro %}{% call m() %}{{ person.nme }}{% endcall %}": (
        "DG403",
        "1",
        "nme",
        "name",
    ),
    # What a text, a list or a record cannot do.
    "{{ person.name.first }}": ("DG460", "1", "first", None),
    "{{ 员工.姓名.字 }}": ("DG460", "1", "字", None),
    "{{ document.date.year }}": ("DG460", "1", "year", None),
    "{{ goals.title }}": ("DG461", "1", "title", None),
    "{{ 目标列表.名称 }}": ("DG461", "1", "名称", None),
    "{{ goals }}": ("DG409", "1", "goals", None),
    "{{ 目标列表 }}": ("DG409", "1", "目标列表", None),
    "{{ person }}": ("DG409", "1", "person", None),
    "{{ document.purpose }}": ("DG409", "1", "document.purpose", None),
    "{{ goals | join('、') }}": ("DG409", "1", "goals | join", None),
    "{{ '由' ~ person.manager }}": ("DG409", "1", "person.manager", None),
    "{{ has.kpis }}": ("DG409", "1", "has.kpis", None),
    "{{ labels.columns }}": ("DG409", "1", "labels.columns", None),
    "{% for word in person.name %}{% endfor %}": ("DG468", "1", "person.name", None),
    "{% for field in 员工 %}{% endfor %}": ("DG468", "1", "员工", None),
    # Words of the pack.
    "{{ labels.columns.ownr }}": ("DG463", "1", "ownr", "owner"),
    "{{ labels.only_zh }}": ("DG463", "1", "only_zh", "only_zh"),
    "{{ labels['ccolumns'].id }}": ("DG463", "1", "ccolumns", "columns"),
    "{{ brand.colors.primry }}": ("DG464", "1", "primry", "primary"),
    "{{ brand.fonts.latn }}": ("DG464", "1", "latn", "latin"),
    "{% from 'color.j2' import color %}{{ color() }}": ("DG464", "color.j2:1", "primry", "primary"),
    "{{ own.cost_centre }}": ("DG466", "1", "cost_centre", "cost_center"),
    "{{ 自定义字段.成本中新 }}": ("DG466", "1", "成本中新", "成本中心"),
    "{{ person.name | upper1 }}": ("DG407", "1", "upper1", "upper"),
    "{% if person.name is ddefined %}{% endif %}": ("DG407", "1", "ddefined", "defined"),
    # What is allowed to be missing, and always is.
    "{{ persn | default('') }}": ("DG465", "1", "persn", None),
    "{{ person.nme | default('-') }}": ("DG465", "1", "person.nme", None),
    "{% if persn is defined %}{{ persn.name }}{% endif %}": ("DG465", "1", "persn", None),
    "{{ person.get('nme') }}": ("DG465", "1", "person.nme", None),
}


@pytest.mark.parametrize("source", WRONG)
def test_it_finds_the_mistake_and_the_nearest_name(source):
    assert told(source) == [WRONG[source]]


RIGHT = [
    "{% extends 'old.j2' %}{% block body %}{{ person.name }}{% endblock %}",
    "{{ person.name }}{{ 员工.姓名 }}{{ person['姓名'] }}{{ person.name.upper() }}",
    "{% for key, value in person.items() %}{{ key }}{{ value.anything }}{% endfor %}",
    "{% for 目标 in 目标列表 %}{{ loop.index }}{{ 目标.权重 }}{{ loop.previtem.名称 }}{% else %}-{% endfor %}",
    "{{ 目标列表 | map(attribute='名称') | join('、') }}",
    "{{ KPI列表 | selectattr('频率代码', 'equalto', 'monthly') | map(attribute='图表.标题') | first }}",
    "{% for 组 in 指标列表 | groupby('频率') %}{{ 组.grouper }}{{ 组.list | length }}{{ 组[0] }}{% endfor %}",
    "{% from 'any.j2' import any %}{{ any(range) }}",
    "{% set 员工 = '别的' %}{{ 员工 }}",
    "{% set rows = [[labels.columns.id, person.name], ['x', goals | length]] %}{{ rows[0][1] }}",
    "{% for row in [['a', 1]] | batch(2, ['', '']) %}{% for cell in row %}{{ cell[0] }}{% endfor %}{% endfor %}",
    "{% if newer is defined and newer.field %}{{ newer.field.deep }}{% endif %}",
    "{{ newer.x if newer is defined else '' }}",
    "{% if not newer is undefined %}{{ newer }}{% endif %}",
    "{{ brand.colors.primary }}{{ 品牌.颜色.primary }}{{ own.cost_center }}{{ 自定义字段.成本中心 }}",
    "{{ labels.columns[goals[0].id] }}{{ labels.columns.values() | join }}",
    "{% for line in document.purpose %}{{ line }}{% endfor %}{{ document.purpose[0] }}{{ document.purpose | join }}",
    "{{ swot.strengths | length if swot else 0 }}{{ (goals | last).title }}",
    "{{ person.manager.name if person.manager }}{{ (5 / 2) | round(1) }}{{ -1 }}{{ 'a' ~ 1 }}",
    "{% extends 'parent:text.j2' %}{% import 'gone.j2' as gone %}{{ gone.anything() }}{% include 'gone.j2' %}",
    "{% include person.name %}",
    "{% macro again(x) %}{% if x %}{{ again(x) }}{% endif %}{% endmacro %}{{ again(goals) }}",
    "{% raw %}{{ nothing }}{% endraw %}{# {{ nothing }} #}",
    "{{ goals | sort(attribute='weight') | map(attribute='kpis') | map('length') | sum }}",
    "{{ [1, 2] | max }}{{ {'a': 1}.a }}{{ dict(a=1).a }}{{ ['a', 'b'].index('a') }}",
    "{% set part = 'a' %}{% set part %}b{% endset %}{{ part }}",
    "{% for a, b in own.items() %}{{ a }}{{ b }}{% endfor %}",
    "{% for goal in goals if goal.weight is defined %}{{ goal.weight }}{% endfor %}",
    "{{ document.purpose[:2] | join }}{{ person.name[0] }}{{ goals[0]['kpis'][0].name }}",
    "{{ person.get('name') }}",
]  # fmt: skip


@pytest.mark.parametrize("source", RIGHT)
def test_it_is_silent_where_all_is_well_or_nobody_knows(source):
    assert [each for each in told(source) if each[:3] != ("DG465", "1", "newer")] == []


def test_it_says_that_an_imported_file_does_not_see_the_view():
    (found, *_) = findings("{% from 'blind.j2' import blind %}{{ blind() }}")
    assert (found.code, found.where.file, found.where.line) == ("DG403", "blind.j2", 2)
    assert "brand" in found.facts["candidates"]


def test_it_tells_what_the_nearest_field_means_and_shows_the_line():
    (found,) = findings("\n  <td>{{ 员工.姓明 }}</td>\n")
    assert found.where.excerpt == "<td>{{ 员工.姓明 }}</td>"
    assert (found.facts["help_zh"], found.facts["help_en"]) == ("姓名", "The name")
    assert found.facts["owner_zh"] == "员工"
    assert "姓名" in say(found, "zh").hint
    assert "The name" in say(found, "en").hint


@pytest.mark.parametrize(
    ("source", "remedy"),
    [
        ("{{ goals.title }}", "{% for goal in goals %}{{ goal.title }}{% endfor %}"),
        ("{{ 目标列表.名称 }}", "{% for 目标 in 目标列表 %}{{ 目标.名称 }}{% endfor %}"),
        ("{{ goals }}", "{% for goal in goals %}{{ goal.title }}{% endfor %}"),
        ("{{ 员工.上级 }}", "{{ 员工.上级.姓名 }}"),
        ("{{ 文档.目的 }}", '{{ 文档.目的 | join("、") }}'),
        ("{{ has.kpis }}", "{% if has.kpis %}…{% endif %}"),
        ("{{ person.name.first }}", "{{ person.name }}"),
    ],
)
def test_it_proposes_a_form_that_is_right_itself(source, remedy):
    (found,) = findings(source)
    assert all(remedy in say(found, language).hint for language in ("zh", "en"))
    assert findings(remedy) == []


def test_it_says_in_which_languages_a_label_is_missing():
    (one,) = findings("{{ labels.only_zh }}")
    (both,) = findings("{{ labels.columns.nothing }}")
    assert (one.facts["label"], one.facts["languages"]) == ("only_zh", ("en",))
    assert (both.facts["label"], both.facts["languages"]) == ("columns.nothing", ("zh", "en"))


def test_it_does_not_check_what_it_is_not_told():
    assert findings("{{ labels.any.thing }}{{ own.anything }}", Known()) == []
    assert findings("{{ chapters | length }}", Known(top=frozenset({"chapters"}))) == []
    assert findings("{{ extra.deep }}", Known(top=frozenset({"extra"}))) == []


@pytest.mark.parametrize(
    ("source", "code"), [("{{ a ", "DG402"), ("{% for x in goals %}", "DG408"), ("{% ffor %}", "DG407")]
)
def test_it_tells_of_a_text_that_is_not_well_formed_and_nothing_else(source, code):
    (found,) = findings(f"{{{{ persn }}}}{source}")
    assert found.code == code


@pytest.mark.parametrize(
    "source",
    [
        "{% macro m(x) %}{{ m([x]) }}{{ m([[x]]) }}{{ m([x, 1]) }}{% endmacro %}{{ m(goals) }}",
        "{% include 'twice.j2' %}",
        "{% from 'twice.j2' import a %}{% import 'itself.j2' as b %}{{ b.m() }}",
        "{{ " + "(" * 3000 + "1" + ")" * 3000 + " }}",
        "{{ " + "not " * 3000 + "1 }}",
        "{% if 1 %}" * 300 + "{% endif %}" * 300,
    ],
    ids=["macros", "includes", "imports", "brackets", "words", "blocks"],
)
def test_it_comes_to_an_end_with_a_text_that_means_harm(source):
    files = {
        "twice.j2": "{% include 'twice.j2' %}{% include 'twice.j2' %}{% macro a() %}{% endmacro %}",
        "itself.j2": "{% from 'itself.j2' import m %}{% macro m() %}{{ m() }}{% endmacro %}",
    }
    begun = time.process_time()
    check_fields(source, "text.j2", environment(**files), KNOWN)
    assert time.process_time() - begun < 10


@pytest.mark.parametrize("name", PACKS)
def test_it_has_nothing_against_a_built_in_pack(name):
    assert check_texts(load_pack(name)) == []


def test_it_finds_nearly_every_misspelled_field_of_a_pack():
    """Spoil one attribute after the other in the sections of classic; the check must see it."""
    pack = load_pack("classic")
    made = document_environment(SourceLoader(pack.templates))
    made.globals["brand"] = brand_values(pack.brand)
    found = []
    for name in (f"sections/{section}.html.j2" for section in pack.sections if section != "contents"):
        source = pack.templates[name][0]
        attributes = sorted({node.attr for node in made.parse(source).find_all(nodes.Getattr)})
        for attribute in attributes[::5]:
            spoiled = source.replace(f".{attribute}", f".{attribute}zz")
            found.append(bool(check_fields(spoiled, name, made, known_of(pack))))
    assert len(found) > 80
    assert sum(found) >= 0.97 * len(found)


SOURCE = (
    "{{ 员工.姓名 }}{{ person.manager.name }}{% for 目标 in 目标列表 %}{{ 目标.截止日期 }}"
    "{% for kpi in 目标.kpis %}{{ kpi.name }}{% endfor %}{% endfor %}{{ document.purpose | join }}"
    "{{ kpis | map(attribute='权重') | join }}{% if has.swot %}{{ reference }}{% endif %}"
)


def test_it_names_the_fields_that_a_text_uses_nested_and_by_key():
    used = find_fields({"text": SOURCE}, environment())
    assert used.ways() == [
        "document.purpose[]",
        "person.name",
        "person.manager.name",
        "goals[].due",
        "goals[].kpis[].name",
        "kpis[].weight",
        "has.swot",
        "reference",
    ]


def test_it_says_them_as_a_json_schema():
    schema = json_schema_of(find_fields({"text": SOURCE}, environment()))
    goals = schema["properties"]["goals"]
    assert goals["type"] == "array"
    assert goals["title"] == "目标列表"
    assert goals["items"]["properties"]["due"] == {
        "title": "截止日期",
        "description": "截止日期",
        "type": "string",
        "format": "date",
    }
    assert schema["properties"]["has"]["properties"]["swot"]["type"] == "boolean"
    assert schema["properties"]["document"]["properties"]["purpose"]["items"] == {"type": "string"}
    assert schema["properties"]["reference"] == {}
    assert schema["required"][0] == "document"
    english = json_schema_of(find_fields({"text": SOURCE}, environment()), "en")
    assert english["properties"]["goals"]["title"] == "Goals"
