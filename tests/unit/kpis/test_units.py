import pytest

from docgen.kpis.library import built_in
from docgen.kpis.units import units_differ


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "％"),
        ("%", "百分比"),
        ("元", "万元"),
        ("元/户", "元"),
        ("CNY 10,000 per household", "万元"),
        ("小时", "分钟"),
        ("分", "分钟"),
        ("分（五分制）", "points (out of 5)"),
        ("分（五分制）", "分"),
        ("5-point scale", "五分制"),
        ("功能点", "个"),
        ("个", "功能点"),
        ("", "%"),
        ("Hours", "h"),
    ],
)
def test_it_takes_units_of_one_kind_for_the_same(one, other):
    assert not units_differ([one], [other], built_in().units)
    assert not units_differ([other], [one], built_in().units)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("%", "个百分点"),
        ("%", "人"),
        ("percentage points", "percent"),
        ("元", "人"),
        ("倍", "%"),
        ("小时", "个"),
        ("分（五分制）", "分（十分制）"),
        ("points (out of 10)", "分（五分制）"),
        ("元/户", "户"),
    ],
)
def test_it_tells_units_apart_that_cannot_be_the_same(one, other):
    assert units_differ([one], [other], built_in().units)
    assert units_differ([other], [one], built_in().units)


def test_it_takes_both_languages_of_a_unit_together():
    assert not units_differ(["户", "households"], ["家", "customers"], built_in().units)
    assert units_differ(["户", "households"], ["%"], built_in().units)
    assert not units_differ(["1" * 100_000 + "分制"], ["五分制"], built_in().units)
