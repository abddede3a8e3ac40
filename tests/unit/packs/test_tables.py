"""The look of tables that brand.yaml chooses, in CSS and in Word."""

import pytest
from lxml import etree

from docgen.packs.load import load_pack
from docgen.packs.theme import make_theme

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"


def theme_of(lay_out, look):
    brand = {"brand.yaml": f"tables: {look}\n"} if look else {}
    return make_theme(load_pack(lay_out("own", "extends: classic\n", brand)), "zh-CN")


def style(theme, name):
    (found,) = etree.fromstring(theme.word["styles.xml"]).iterfind(f"{W}style[@{W}styleId='{name}']")
    return found


def test_it_changes_nothing_where_tables_are_ruled(lay_out):
    ruled, plain = theme_of(lay_out, "ruled"), theme_of(lay_out, None)
    assert (ruled.css, ruled.screen_css, ruled.word) == (plain.css, plain.screen_css, plain.word)


@pytest.mark.parametrize("name", ["Data", "DataKept", "CardList"])
def test_it_tints_every_second_row(lay_out, name):
    theme = theme_of(lay_out, "banded")
    table = style(theme, name)
    assert table.find(f"{W}tblPr")[0].tag == f"{W}tblStyleRowBandSize"
    (band,) = table.iterfind(f"{W}tblStylePr[@{W}type='band2Horz']")
    tint = load_pack("classic").brand.colors["tint"].removeprefix("#")
    assert band.find(f"{W}tcPr/{W}shd").get(f"{W}fill") == tint
    for css in (theme.css, theme.screen_css):
        assert "nth-child(even)" in css.rpartition("/* brand.yaml: tables */")[2]


def test_it_draws_upright_lines(lay_out):
    theme = theme_of(lay_out, "grid")
    borders = style(theme, "Data").find(f"{W}tblPr/{W}tblBorders")
    names = [etree.QName(each).localname for each in borders]
    assert names == ["left", "bottom", "right", "insideH", "insideV"]
    assert "border-right" in theme.css.rpartition("/* brand.yaml: tables */")[2]


@pytest.mark.parametrize("look", ["banded", "grid"])
def test_it_leaves_cards_and_forms_as_they_are(lay_out, look):
    theme, plain = theme_of(lay_out, look), theme_of(lay_out, None)
    for name in ("Card", "Smart", "Signoff", "Facts"):
        assert etree.tostring(style(theme, name)) == etree.tostring(style(plain, name))
