"""What a pack says about the review reaches it, through a chain of packs, and mistakes are told."""

import datetime
from decimal import Decimal

import pytest

from docgen.diagnostics import DocgenError, Severity
from docgen.packs.load import load_pack
from docgen.review.options import Options, WordList
from docgen.sources.files import Files
from docgen.workshop.open_workshop import open_workshop
from tests.support.packing import lay_out_pack

PARENT = """
name: parent
title: {zh: 上级, en: Parent}
extends: classic
policy:
  severities: {A1: off, M6: error}
  review:
    most_kpis: 4
    longest_title: 40
    holidays: [2027-10-01]
    words: {vague: {zh: {add: [赋能, 打通], remove: [优化]}}}
"""
CHILD = """
name: child
title: {zh: 下级, en: Child}
extends: ../parent
policy:
  severities: {M6: info}
  review:
    most_kpis: 6
    stops: [X4, A2]
    words: {vague: {zh: {add: [优化, 抓手], remove: [打通]}}}
"""


@pytest.fixture
def packs(tmp_path):
    lay_out_pack(tmp_path / "parent", {"pack.yaml": PARENT})
    lay_out_pack(tmp_path / "child", {"pack.yaml": CHILD})
    return tmp_path


def test_it_asks_nothing_special_without_a_policy():
    assert load_pack("classic").review == Options()


def test_it_lays_the_child_over_the_parent(packs):
    asked = load_pack(str(packs / "child")).review
    assert asked.most_kpis == 6
    assert asked.title_zh == (6, 40)
    assert asked.kpi_weight == (Decimal(5), Decimal(40))
    assert asked.holidays == {datetime.date(2027, 10, 1)}
    assert asked.stops == {"X4", "A2"}
    assert asked.off == {"A1"}
    assert asked.severities == {"M6": Severity.INFO}
    assert asked.words["vague"]["zh"] == WordList(add=("赋能", "优化", "抓手"), remove=("打通",))


@pytest.mark.parametrize(
    ("parent", "child", "title"),
    [
        ("longest_title: 40", "shortest_title: 10", (10, 40)),
        ("longest_title: 40", "shortest_title: 50", (50, 60)),
        ("shortest_title: 20", "longest_title: 10", (6, 10)),
        ("shortest_title: 20", "longest_title: 5", (5, 5)),
        ("most_kpis: 4", "shortest_title: 70", (70, 70)),
        ("shortest_title: 9, longest_title: 12", "shortest_title: 12", (12, 12)),
    ],
)
def test_it_leaves_room_between_the_limits_of_a_parent_and_a_child(tmp_path, parent, child, title):
    for name, above, said in (("parent", "classic", parent), ("child", "../parent", child)):
        text = f"name: {name}\ntitle: {{zh: 某, en: A}}\nextends: {above}\npolicy: {{review: {{{said}}}}}\n"
        lay_out_pack(tmp_path / name, {"pack.yaml": text})
    assert load_pack(str(tmp_path / "child")).review.title_zh == title


def found(pack, spec):
    with open_workshop(str(pack), ()) as workshop:
        outcome = workshop.inspect(Files([spec]), next(Files([spec]).entries()))
    return {finding.rule: finding.diagnostic.severity for finding in outcome.review.findings}


def test_it_weighs_rules_as_the_pack_says(packs):
    spec = "samples/personal/market-entry.yaml"
    assert found("classic", spec)["M6"] is Severity.WARNING
    assert found(packs / "parent", spec)["M6"] is Severity.ERROR
    assert found(packs / "child", spec)["M6"] is Severity.INFO


@pytest.mark.parametrize(
    ("policy", "code", "path"),
    [
        ("severities: {M99: off}", "DG331", "M99"),
        ("review: {stops: [M99]}", "DG331", 0),
        ("review: {mots_kpis: 3}", "DG304", "mots_kpis"),
        ("review: {shortest_title: 61, longest_title: 60}", "DG340", "review"),
        ("review: {least_kpi_weight: 41, most_kpi_weight: 40}", "DG340", "review"),
        ("review: {most_kpis: many}", "DG306", "most_kpis"),
        ("review: {holidays: [2027-13-01]}", "DG306", 0),
        ("review: {words: {verbs: {zh: {add: [做]}}}}", "DG330", "verbs"),
    ],
)
def test_it_names_a_mistake_of_the_policy(tmp_path, policy, code, path):
    lay_out_pack(
        tmp_path / "acme",
        {"pack.yaml": f"name: acme\ntitle: {{zh: 某, en: A}}\nextends: classic\npolicy: {{{policy}}}\n"},
    )
    with pytest.raises(DocgenError) as failure:
        load_pack(str(tmp_path / "acme"))
    assert [(each.code, each.where.path[-1]) for each in failure.value.diagnostics] == [(code, path)]
