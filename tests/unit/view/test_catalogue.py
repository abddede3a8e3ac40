import datetime
import re
from pathlib import Path
from typing import get_type_hints

import pytest
import yaml

from docgen.i18n.locale import find_locale
from docgen.packs.brand import brand_values
from docgen.packs.load import load_pack
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.view import model
from docgen.view.catalogue import LIST, ROOT, catalogue
from docgen.view.names import field_named, find_key, find_top, nearest, record_of
from docgen.view.present import present

ROOT_FOLDER = Path(__file__).parents[3]
SAMPLES = sorted((ROOT_FOLDER / "samples" / "personal").glob("*.yaml"))
SAID = yaml.safe_load((ROOT_FOLDER / "docgen" / "view" / "fields.yaml").read_text(encoding="utf-8"))
RECORDS = catalogue().records
EACH = pytest.mark.parametrize("record", RECORDS.values(), ids=lambda record: record.name)
CHINESE = re.compile("[\u4e00-\u9fff]")


def record_classes():
    return {name: getattr(model, name) for name in model.__all__ if name != "VIEW_VERSION"}


def test_it_knows_every_record_and_every_field_of_the_view():
    written = {name: list(get_type_hints(made)) for name, made in record_classes().items()}
    assert {name: list(RECORDS[name].fields) for name in written} == written


def test_it_has_no_name_for_a_field_that_is_gone():
    told = {(record, key) for record, fields in SAID.items() for key in fields if key}
    assert told == {(record.name, key) for record in RECORDS.values() for key in record.fields}


@EACH
def test_it_says_what_a_record_is_in_both_languages(record):
    assert CHINESE.search(record.zh)
    assert CHINESE.search(record.zh_help)
    assert record.en.isascii()
    assert record.en_help


@EACH
def test_it_names_and_explains_every_field_in_both_languages(record):
    for field in record.fields.values():
        assert CHINESE.search(field.zh), field.key
        assert field.zh_help, field.key
        assert not field.zh_help.endswith("。")  # one style for all
        assert field.en[0].isupper()
        assert not CHINESE.search(field.en)
        assert field.en_help, field.key


@EACH
def test_it_gives_names_that_a_template_can_write(record):
    for field in record.fields.values():
        for name in field.zh_names:
            assert name.isidentifier()
            assert not name.isascii()  # such a name would be taken for a key


@EACH
def test_it_calls_lists_lists_and_nothing_else(record):
    for field in record.fields.values():
        assert field.zh.endswith(LIST) == (field.kind.name in {"list", "names"}), field.key


@EACH
def test_it_has_each_name_once_in_a_record(record):
    names = [name for field in record.fields.values() for name in field.zh_names]
    assert len(names) == len(set(names))
    assert not set(names) & set(record.fields)


def test_it_never_answers_for_a_record_with_the_names_of_another():
    """A record is known by its keys: two records of the same keys have to mean the same by them."""
    by_keys = {}
    for record in RECORDS.values():
        twin = by_keys.setdefault(frozenset(record.fields), record)
        assert dict(twin.keys_by_name) == dict(record.keys_by_name), (twin.name, record.name)
    every = {name for record in RECORDS.values() for name in record.keys_by_name}
    for record in RECORDS.values():
        values = dict.fromkeys(record.fields)
        answered = {name: find_key(values, name) for name in every}
        assert {name: key for name, key in answered.items() if key} == dict(record.keys_by_name)


def test_it_names_each_top_level_name_once():
    tops = [name for each in (ROOT, "Surroundings") for name in RECORDS[each].keys_by_name]
    assert len(tops) == len(set(tops))


def records_in(value):
    if isinstance(value, dict):
        yield value
        for each in value.values():
            yield from records_in(each)
    elif isinstance(value, list):
        for each in value:
            yield from records_in(each)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_recognizes_every_record_of_a_real_view(sample):
    spec = validate(read(sample.read_bytes(), sample.name)).value
    view = present(spec, find_locale("zh"), {}, datetime.date(2027, 1, 4)).value
    free = {id(view["labels"]), id(view["own"])}
    found = [record_of(each) for each in records_in(view) if id(each) not in free]
    assert None not in found
    assert {"View", "Goal", "Kpi", "Milestone", "Person", "Chart", "Signature"} <= {
        each.name for each in found
    }


def test_it_gives_every_field_the_kind_of_its_values():
    """What the catalogue says of a field is so in the View of a rich sample."""
    kinds = {
        "text": str, "day": str, "choice": str, "number": (int, float), "yes_no": bool, "list": list,
        "paragraphs": list, "names": list, "words": dict, "values": dict,
    }  # fmt: skip
    sample = ROOT_FOLDER / "samples" / "personal" / "market-entry.yaml"
    spec = validate(read(sample.read_bytes(), sample.name)).value
    view = present(
        spec, find_locale("zh"), load_pack("classic").labels("zh"), datetime.date(2027, 1, 4)
    ).value
    days = []

    def look(values, name):
        for key, value in values.items():
            kind = RECORDS[name].fields[key].kind
            if kind.name == "record":
                assert value is not None or kind.optional
                look(value or {}, kind.record)
                continue
            assert isinstance(value, kinds[kind.name]), (name, key)
            if kind.name == "day" and value:
                days.append(datetime.date.fromisoformat(value))
            for each in value if kind.name == "list" else ():
                look(each, kind.record)

    look(view, ROOT)
    assert len(days) > 50


@pytest.mark.parametrize(
    ("record", "name", "key"),
    [
        ("View", "目标列表", "goals"),
        ("View", "员工", "person"),
        ("View", "KPI列表", "kpis"),
        ("View", "ＫＰＩ列表", "kpis"),
        ("View", "kpi列表", "kpis"),
        ("Person", "姓名", "name"),
        ("Person", "name", "name"),
        ("Goal", "名称", "title"),
        ("Kpi", "名称", "name"),
        ("Period", "开始", "start"),
        ("Period", "开始日期", "start"),
        ("Document", "编号", "number"),
        ("Party", "名称", None),
        ("Goal", "姓名", None),
        ("Goal", "name", None),
    ],
)
def test_it_finds_a_field_by_the_names_people_type(record, name, key):
    found = field_named(RECORDS[record].fields, name)
    assert (found and found.key) == key


def test_it_finds_what_is_there_besides_the_view():
    assert (find_top("品牌"), find_top("章节列表"), find_top("没有")) == ("brand", "sections", None)


def test_it_knows_what_templates_see_of_the_brand():
    assert set(brand_values(load_pack("classic").brand)) == set(RECORDS["Brand"].fields)


@pytest.mark.parametrize(
    ("name", "known", "first"),
    [
        ("姓明", ("职务", "姓名"), "姓名"),
        ("titel", ("weight", "title"), "title"),
        ("Title", ("weight", "title"), "title"),
        ("目标例表", ("指标列表", "目标列表", "红线列表"), "目标列表"),
        ("xyz", ("weight", "title"), None),
        ("电话", ("姓名", "职务"), None),
    ],
)
def test_it_proposes_the_nearest_name(name, known, first):
    assert next(iter(nearest(name, known)), None) == first
