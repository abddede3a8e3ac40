import datetime
from decimal import Decimal

import pytest

from docgen.diagnostics import DocgenError
from docgen.i18n.choices import CHOICES
from docgen.i18n.formats import add_up, write_long_day, write_number, write_signed
from docgen.i18n.locale import find_locale
from docgen.i18n.words import WORDS


@pytest.mark.parametrize(
    ("value", "written"),
    [
        (Decimal("4.0"), "4.0"),
        (60000, "60,000"),
        (Decimal("-1234.5"), "−1,234.5"),
        (Decimal("1E+3"), "1,000"),
    ],
)
def test_it_writes_figures_with_their_own_digits(value, written):
    assert write_number(value) == written


def test_it_signs_points():
    assert [write_signed(Decimal(n)) for n in (3, -2, 0)] == ["+3", "−2", "0"]


def test_it_adds_up_without_idle_zeros():
    assert str(add_up([Decimal("33.5"), Decimal("66.5")])) == "100"
    assert str(add_up([Decimal("0.10"), Decimal("0.20")])) == "0.3"


@pytest.mark.parametrize(
    ("tag", "written"), [("zh", "2027年3月31日"), ("en", "March 31, 2027"), ("en-GB", "31 March 2027")]
)
def test_it_writes_long_days(tag, written):
    assert write_long_day(datetime.date(2027, 3, 31), find_locale(tag)) == written


def test_it_knows_a_locale_by_any_spelling():
    assert find_locale("ZH_cn") == find_locale("zh")
    with pytest.raises(DocgenError) as caught:
        find_locale("zh-CM")
    assert caught.value.diagnostics[0].code == "DG412"


def test_it_has_both_languages_of_every_word():
    assert WORDS["zh"].keys() == WORDS["en"].keys()
    assert {k: v.keys() for k, v in CHOICES["zh"].items()} == {k: v.keys() for k, v in CHOICES["en"].items()}
