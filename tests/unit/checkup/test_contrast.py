"""Contrast is what WCAG 2 says it is, and what is proposed instead is readable."""

import colorsys

import pytest

from docgen.checkup.contrast import contrast_ratio, find_faint_text, nearest_readable
from docgen.packs.load import load_pack
from docgen.packs.theme import style_sheets
from tests.support.packing import lay_out_pack

# Ratios that the standard, its techniques and the common checkers give.
KNOWN = [
    ("#000000", "#FFFFFF", 21.0),
    ("#FFFFFF", "#FFFFFF", 1.0),
    ("#777777", "#FFFFFF", 4.48),
    ("#767676", "#FFFFFF", 4.54),
    ("#949494", "#FFFFFF", 3.03),
    ("#0000FF", "#FFFFFF", 8.59),
    ("#FF0000", "#FFFFFF", 4.0),
    ("#808080", "#000000", 5.32),
    ("#FFFF00", "#FFFFFF", 1.07),
]


def hue(color):
    return colorsys.rgb_to_hls(*(int(color[at : at + 2], 16) / 255 for at in (1, 3, 5)))[0]


def faint(folder):
    pack = load_pack(str(folder))
    return [found.facts for found in find_faint_text(pack, style_sheets(pack, without="screen"))]


@pytest.mark.parametrize(("one", "other", "ratio"), KNOWN)
def test_it_measures_contrast(one, other, ratio):
    assert contrast_ratio(one, other) == pytest.approx(ratio, abs=0.006)
    assert contrast_ratio(other, one) == contrast_ratio(one, other)


@pytest.mark.parametrize("color", ["#9AA5AA", "#C2903A", "#E06050", "#7ABF9F"])
@pytest.mark.parametrize("other", ["#FFFFFF", "#F7F5F0", "#0E4B50", "#000000"])
@pytest.mark.parametrize("limit", [3.0, 4.5])
def test_it_proposes_a_color_of_the_same_hue(color, other, limit):
    better = nearest_readable(color, [(other, limit)])
    assert better is not None
    assert contrast_ratio(better, other) >= limit
    assert abs(hue(better) - hue(color)) < 0.02
    # No less of a change would do: half a step back is not enough, unless the color was readable already.
    if contrast_ratio(color, other) < limit:
        assert contrast_ratio(better, other) < limit + 0.4


def test_it_proposes_nothing_where_no_color_will_do():
    assert nearest_readable("#777777", [("#FFFFFF", 4.5), ("#000000", 6.0)]) is None


def test_it_judges_a_color_with_everything_it_stands_on_and_beside(tmp_path):
    (told,) = faint(lay_out_pack(tmp_path / "pale", {"brand.yaml": 'colors: {primary: "#7ABF9F"}\n'}))
    assert told["change"] == "primary"
    assert float(told["ratio"]) < float(told["limit"])
    grounds = ("#FFFFFF", "#F7F5F0", "#F1F6F5", "#E6F0EE")
    assert all(contrast_ratio(told["better"], ground) >= 4.5 for ground in grounds)


def test_it_asks_to_change_what_the_pack_says_itself(tmp_path):
    (told,) = faint(lay_out_pack(tmp_path / "dark", {"brand.yaml": 'colors: {tint: "#6A7A78"}\n'}))
    assert told["change"] == "tint"
    assert told["ground"].startswith("primary") or told["ground"].startswith("tint")


def test_it_follows_the_style_sheets_of_the_pack(tmp_path):
    """Text that a pack colors otherwise is judged in its own color."""
    brand = {"brand.yaml": 'colors: {muted: "#9AA5AA"}\n'}
    (before,) = faint(lay_out_pack(tmp_path / "one", brand))
    sheet = {"styles/own.css": ".note { color: #404040; }\n"}
    (after,) = faint(lay_out_pack(tmp_path / "two", {**brand, **sheet}))
    assert "captions" in before["parts_en"]
    assert "captions" not in after["parts_en"]


@pytest.mark.parametrize("color", ["#222222", "#0E4B50"])
def test_it_is_content_with_readable_colors(color, tmp_path):
    assert faint(lay_out_pack(tmp_path / "fine", {"brand.yaml": f'colors: {{muted: "{color}"}}\n'})) == []
