"""A spec against a pack: own fields, limits and how much a finding weighs."""

import datetime

import pytest

from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import inspect, prepare, produce
from docgen.sources.files import Files
from docgen.spec.reader import read
from tests.support.making import SAMPLES

DAY = datetime.date(2027, 1, 4)
SAMPLE = next(path for path in SAMPLES if path.stem == "market-entry").read_text(encoding="utf-8")
FIELDS = """
fields:
  cost_center: {label: {zh: 成本中心, en: Cost center}, help: {zh: 财务编号, en: Number in finance}}
  since: {label: 起始日, type: date}
  share: {label: 占比, type: number}
  sealed: {label: 是否用印, type: yes_no}
  level: {label: 类别, type: choice, choices: {A: 甲类, B: 乙类, "3": 丙类}}
"""


@pytest.fixture
def findings(lay_out):
    """Make the sample with other lines at its end for a pack, and list what is found."""

    def find(manifest, more="", spec=SAMPLE):
        pack = load_pack(lay_out("own", f"extends: classic\nsections: [goals]\n{manifest}"))
        press = prepare(pack, ("html",), find_locale("zh"))
        outcome = produce(read(f"{spec}\n{more}".encode(), "spec.yaml"), press, DAY)
        find.artifacts = outcome.artifacts
        return [(each.code, each.where.path) for each in outcome.diagnostics]

    return find


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ('cost_center: "1001"', None),
        ("cost_center: 1001", "DG218"),
        ("since: 2027-02-28", None),
        ("since: 2027-02-30", "DG218"),
        ("since: 二月", "DG218"),
        ("share: 2.5", None),
        ('share: "2.5"', "DG218"),
        ("sealed: true", None),
        ("sealed: 是", "DG218"),
        ("level: A", None),
        ("level: 3", None),
        ("level: C", "DG219"),
        ("level: {zh: A}", "DG219"),
        ("cost_centre: x", "DG220"),
    ],
)
def test_it_takes_values_of_the_declared_kind_alone(findings, line, code):
    key = line.partition(":")[0]
    wanted = [(code, ("custom", key))] if code else []
    assert findings(FIELDS, f"custom: {{{line}}}") == wanted
    assert bool(findings.artifacts) == (code in {None, "DG220"})


def test_it_says_what_to_write_and_what_may_be_meant(lay_out, tmp_path):
    pack = load_pack(lay_out("own", f"extends: classic{FIELDS}"))
    spec = tmp_path / "spec.yaml"
    spec.write_text(f"{SAMPLE}\ncustom: {{cost_center: 7, cost_centr: x, level: b}}\n", encoding="utf-8")
    source = Files([str(spec)])
    wrong, other, unknown = sorted(
        inspect(source, next(source.entries()), pack).diagnostics, key=lambda each: each.code
    )
    assert (wrong.facts["label"], wrong.facts["help"]) == ("成本中心", "财务编号")
    assert other.facts["known"] == ("A", "B", "3")
    assert unknown.facts["near"] == "cost_center"
    assert wrong.where.line == spec.read_text(encoding="utf-8").count("\n")


def test_it_says_nothing_of_custom_fields_to_a_pack_that_declares_none(findings):
    assert findings("", "custom: {anything: 1}") == []


@pytest.mark.parametrize(
    ("limits", "found"),
    [
        ("goals: {min: 3, max: 3}", []),
        ("goals: {min: 4}", [("DG221", ("goals",))]),
        ("goals: {max: 2}", [("DG222", ("goals",))]),
        ("kpis: {min: 11}", [("DG221", ("kpis",))]),
        ("kpis: {max: 9}", [("DG222", ("kpis",))]),
        ("kpis_per_goal: {max: 3}", [("DG223", ("goals", 0, "id"))]),
        ("kpis_per_goal: {min: 4}", [("DG223", ("goals", 1, "id")), ("DG223", ("goals", 2, "id"))]),
        ("kpi_weight: {min: 4}", [("DG224", ("kpis", 9, "weight"))]),
        ("goal_weight: {max: 59.5}", [("DG224", ("goals", 0, "weight"))]),
    ],
)
def test_it_finds_what_passes_a_limit_and_makes_the_document(findings, limits, found):
    assert findings(f"policy: {{limits: {{{limits}}}}}\n") == found
    assert findings.artifacts


@pytest.mark.parametrize(
    ("weighing", "left", "made"), [("info", 1, True), ("'off'", 0, True), ("error", 1, False)]
)
def test_it_weighs_a_finding_as_the_pack_says(findings, weighing, left, made):
    rules = f"policy: {{severities: {{DG222: {weighing}}}, limits: {{goals: {{max: 2}}}}}}\n"
    assert (len(findings(rules)), bool(findings.artifacts)) == (left, made)


def test_it_weighs_what_is_found_while_a_document_is_made(findings):
    half = SAMPLE.replace("  - id: G1\n", "  - id: G1\n    notes: {en: Only here}\n", 1)
    assert [code for code, _ in findings("", spec=half)] == ["DG411"]
    assert findings.artifacts
    assert [code for code, _ in findings("policy: {severities: {DG411: error}}\n", spec=half)] == ["DG411"]
    assert not findings.artifacts
