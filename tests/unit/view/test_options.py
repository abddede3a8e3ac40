"""What a pack asks of the View: columns, places to sign, fields of its own, a logo."""

import datetime

import pytest

from docgen.i18n.columns import COLUMNS, TABLES
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.spec.models import Text
from docgen.spec.parts import PARTS
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.view.model import Has
from docgen.view.options import ColumnChoice, FieldChoice, Options, PlaceChoice
from docgen.view.present import present
from tests.support.making import SAMPLES, as_json
from tests.support.specs import a_spec

TODAY = datetime.date(2027, 1, 4)
SAMPLE = next(path for path in SAMPLES if path.stem == "market-entry")
LANGUAGES = ("zh", "en")


def text(zh, en=None):
    return Text.model_validate({"zh": zh, "en": en} if en else zh)


def view_of(options, language="zh", spec=None, labels=None):
    spec = spec or validate(read(SAMPLE.read_bytes(), SAMPLE.name)).value
    return present(spec, find_locale(language), labels or {}, TODAY, options=options).value


def test_it_names_the_parts_that_conditions_may_ask_for():
    assert set(PARTS) == set(Has.__annotations__)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("table", TABLES)
def test_it_has_the_usual_columns_where_a_pack_says_nothing(table, language):
    labels = load_pack("classic").labels(language)
    columns = view_of(Options(), language, labels=labels)["columns"][table]
    assert [column["key"] for column in columns] == list(TABLES[table])
    assert sum(column["width"] for column in columns) == 100
    words = {each["key"]: each["title"] for each in view_of(Options(), language)["columns"][table]}
    assert {each["key"]: each["title"] for each in columns} == words  # ours are those of classic


@pytest.mark.parametrize("language", LANGUAGES)
def test_it_has_a_label_in_classic_for_every_column(language):
    labels = load_pack("classic").labels(language)
    for columns in COLUMNS.values():
        for column in columns.values():
            part, word = column.label.split(".")
            assert labels[part][word] == getattr(column, language), column.label


def test_it_takes_title_and_width_of_the_pack_and_fills_the_table():
    chosen = (ColumnChoice("id", width=10), ColumnChoice("owner", text("部门", "Department"), 30))
    columns = view_of(Options(columns={"kpis": chosen}), "en")["columns"]["kpis"]
    assert [(each["title"], each["width"]) for each in columns] == [("ID", 25), ("Department", 75)]


def test_it_prefers_the_words_of_the_pack():
    labels = {"columns": {"target": "本期目标"}}
    columns = view_of(Options(), labels=labels)["columns"]["kpis"]
    assert next(each["title"] for each in columns if each["key"] == "target") == "本期目标"


PLACES = (
    PlaceChoice(text("甲方（盖章）"), "organization", seal=True, statement=text("同意")),
    PlaceChoice(text("乙方"), "employee"),
    PlaceChoice(text("HRBP"), statement=text("已核对")),
    PlaceChoice(text("董事长")),
)


def test_it_fills_the_places_of_the_pack_from_the_people_and_their_signatures():
    party, employee, hrbp, chair, *others = view_of(Options(places=PLACES))["signoff"]
    view = view_of(Options())
    signed = {each["role"]: each for each in view["signoff"]}
    assert (party["name"], party["statement"], party["seal"], party["who"]) == (
        view["organization"]["name"],
        "同意",
        True,
        "organization",
    )
    assert (employee["role"], employee["name"]) == ("乙方", "林知遥")
    assert employee["statement"] == signed["本人"]["statement"]  # the same person
    assert (hrbp["name"], hrbp["statement"]) == ("沈若棠", signed["HRBP"]["statement"])  # the same role
    assert (chair["role"], chair["name"]) == ("董事长", "")
    assert others == [each for role, each in signed.items() if role not in {"本人", "HRBP"}]


def test_it_loses_no_signature_whatever_the_pack_says():
    given = view_of(Options())["signoff"]
    shown = view_of(Options(places=PLACES))["signoff"]
    assert {each["name"] for each in given} <= {each["name"] for each in shown}
    assert {each["date"] for each in given} <= {each["date"] for each in shown}


def test_it_has_places_to_sign_in_a_spec_without_any():
    data = a_spec()
    data.pop("signoff", None)
    spec = validate(read(as_json(data), "case.json")).value
    assert view_of(Options(), spec=spec)["has"]["signoff"] is False
    view = view_of(Options(places=PLACES), spec=spec)
    assert view["has"]["signoff"] is True
    assert [place["date"] for place in view["signoff"]] == [""] * len(PLACES)


FIELDS = {
    "level": FieldChoice(text("类别", "Class"), "choice", {"A": text("甲类", "Class A"), "3": text("丙类")}),
    "since": FieldChoice(text("起始日"), "date"),
    "sealed": FieldChoice(text("用印"), "yes_no"),
}


def test_it_calls_own_fields_as_the_pack_does_and_keeps_all_others():
    data = a_spec() | {"custom": {"other": "一\n二", "since": "2027-02-03", "level": "A", "sealed": True}}
    spec = validate(read(as_json(data), "case.json")).value
    custom = view_of(Options(fields=FIELDS), spec=spec)["custom"]
    assert [(each["key"], each["label"], each["type"], each["value"]) for each in custom] == [
        ("level", "类别", "choice", ["甲类"]),
        ("since", "起始日", "date", ["2027-02-03"]),
        ("sealed", "用印", "yes_no", ["是"]),
        ("other", "other", "text", ["一", "二"]),
    ]
    assert [each["text"] for each in custom] == ["甲类", "2027年2月3日", "是", "一；二"]


def test_it_knows_a_choice_that_is_a_number():
    spec = validate(read(as_json(a_spec() | {"custom": {"level": 3}}), "case.json")).value
    assert view_of(Options(fields=FIELDS), spec=spec)["custom"][0]["value"] == ["丙类"]


def test_it_shows_the_logo_of_the_spec_before_that_of_the_brand():
    data = a_spec()
    data["organization"].pop("logo", None)
    bare = validate(read(as_json(data), "case.json")).value
    assert view_of(Options(logo="assets/logo.svg"), spec=bare)["organization"]["logo"] == "assets/logo.svg"
    data["organization"]["logo"] = "own.png"
    own = validate(read(as_json(data), "case.json")).value
    assert view_of(Options(logo="assets/logo.svg"), spec=own)["organization"]["logo"] == "own.png"


def test_it_says_what_patterns_and_columns_need():
    view = view_of(Options())
    assert view["period"]["year"] == "2027"
    first = view["milestones"][0]
    assert [kpi["id"] for kpi in first["kpis"]] == [
        kpi["id"] for kpi in view["kpis"] if kpi["goal_id"] == first["goal_id"]
    ]
    assert view["kpis"][0]["definition"]
