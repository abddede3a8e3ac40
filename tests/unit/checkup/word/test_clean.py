"""The doctor finds nothing in templates that are right, however docxtpl lets them be written."""

from pathlib import Path

import pytest

from docgen.checkup.word.check import check_word
from tests.support.word_templates import read_case

ROOT = Path(__file__).parents[4]
CLEAN = {
    "words": "尊敬的 {{ person.name }}（{{员工.工号}}）{% if document.version %}，第 {{ document.version }} 版{% else %}。{% endif %}",
    "split": "{¦{ per¦son.na⟦b⟧me⟦/b⟧ }¦}，{% i⟦proof⟧f go⟦goback⟧als %}有{% en¦dif %}",
    "paragraphs": "{%p for goal in goals %}\n{{ goal.title }}\n{%p if loop.last %}\n完\n{%p else %}\n{{ goal.weight }}\n{%p endif %}\n{%p endfor %}",
    "over paragraphs": "{% if goals %}有目标\n{{ person.name }}{% endif %}",
    "rows": "| 指标 | 目标值 |\n| {%tr for 指标 in 指标列表 %} | |\n| {{ 指标.名称 }} | {{ 指标.目标值 }} |\n| {%tr endfor %} | |",
    "cells": "| {%tc for kpi in kpis %} | {{ kpi.name }} | {%tc endfor %} | 完 |",
    "within a cell": "| {% for kpi in kpis %}{{ kpi.name }}⏎{% endfor %} | {%p if goals %}⏎x⏎{%p endif %} |",
    "shape of cells": "| {% cellbg brand.colors.primary %}{{ person.name }} | {% colspan 2 %}x |",
    "merged": "| {%tr for kpi in kpis %} | |\n| {% vm %}同 | {{ kpi.name }} |\n| {%tr endfor %} | |\n| {% hm %}宽 |",
    "joined": "甲\n{%- if goals %}\n乙\n{%- endif -%}\n丙",
    "values of their own": "{%p set first = goals|first %}\n{{ first.title }}{% set note %}x{% endset %}{{ note }}",
    "comments": "a{# not {{ filled }} or {% if %} #}b\n{#p nor this #}\n| {#tr nor that #} | |",
    "rich": "{{r rich(person.name, bold=true) }} {{ rich('x') }}",
    "picture": "{{ picture(organization.logo, width=30) }}⟦picture {{ picture(organization.logo) }}⟧",
    "lists": "{{ background }}⏎{{ background|paragraphs }}",
    "quoted brackets": '{{ document.version|default("}}") }} {{ "{% if %}" }}',
    "dictionary": '{{ {"a": person.name}["a"] }}',
    "raw": "{% raw %}{{ like this }}{% endraw %}",
    "links": "⟦link https://example.com⟧{{ person.name }}⟦/link⟧ {% for goal in goals %}⟦link https://example.com⟧{{ goal.title }}⟦/link⟧{% endfor %}",
    "fields": '⟦field HYPERLINK "https://example.com/{{ person.id }}"⟧{{ person.name }}⟦/field⟧ ⟦field PAGE⟧1⟦/field⟧',
    "controls": "⟦control⟧{{ person.name }}⟦/control⟧ {% if goals %}⟦control⟧x⟦/control⟧{% endif %}",
    "everywhere": (
        "{{ person.name }}⟦note⟧{% if goals %}{{ today_text }}{% endif %}⟦/note⟧⟦box⟧{{ period.label }}⟦/box⟧\n"
        "[header]\n{{ document.number }}\n[first footer]\n{{ organization.name }}\n[properties]\ntitle: {{ person.name }}"
    ),
    "plain braces": "{{ person.name }} {1} {} {甲、乙} 100% } 《书》 <a> 5 < 6 $5",
}  # fmt: skip


@pytest.mark.parametrize("name", CLEAN)
def test_it_finds_nothing_in_what_is_right(name):
    content, _ = read_case(CLEAN[name])
    found = check_word(content, "letter.docx").diagnostics
    assert [(each.code, dict(each.facts)) for each in found] == []


def test_it_finds_nothing_in_the_letter_of_the_example():
    path = ROOT / "templates" / "acme-example" / "word" / "letter.docx"
    found = check_word(path.read_bytes(), path.name).diagnostics
    assert [(each.code, dict(each.facts)) for each in found] == []
