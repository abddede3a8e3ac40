"""The measures of pictures tell right from wrong."""

import subprocess
import sys
from collections import Counter

import pytest
from PIL import Image, ImageDraw
from weasyprint import HTML

from tests.support import pictures_office
from tests.support.making import ROOT
from tests.support.pictures import Paper, difference, draw, ink, look, lowest, similarity
from tests.support.pictures_letters import agreement, same_letters

SIZE = (320, 400)
MARGIN = 72.0
PAGE = """
<html lang="en"><head><title>Page</title><style>
  @page { size: 400pt 500pt; margin: 72pt; @top-left { content: "HEAD"; } @bottom-left { content: "FOOT"; } }
  @page :first { @top-left { content: none; } @bottom-left { content: none; } }
  * { margin: 0; font-size: 10pt; line-height: 20pt }
  svg { display: block; }
  .mark { background: black; height: 30pt; width: 30pt; }
</style></head><body>
  <p>COVER</p>
  <p style="break-before: page">Body</p>
  <figure><svg viewBox="0 0 100 20" width="100pt" height="20pt" role="img"><title>chart</title>
    <text x="0" y="12">Q4 99</text></svg></figure>
  <div class="mark"></div>
</body></html>
"""


def white(color="white"):
    return Image.new("RGB", SIZE, color)


def with_box(box, color="black", ground="white"):
    picture = white(ground)
    ImageDraw.Draw(picture).rectangle(box, fill=color)
    return picture


@pytest.fixture(scope="module")
def pdf():
    return HTML(string=PAGE).write_pdf(pdf_tags=True)


def test_it_weighs_ink():
    assert ink(white()) == 0
    assert ink(white("black")) == 1
    assert ink(with_box((0, 0, 319, 199))) == pytest.approx(0.5)


def test_it_finds_the_lowest_ink():
    assert lowest(white()) == 0
    assert lowest(with_box((10, 10, 20, 99))) == pytest.approx(0.25)


def test_it_finds_the_lowest_ink_on_colored_ground():
    assert lowest(with_box((10, 10, 20, 99), "#888888", "#F7F5F0")) == pytest.approx(0.25)


def test_it_leaves_the_foot_out_when_it_looks_for_the_lowest_ink():
    page = with_box((10, 10, 20, 99))
    page.paste("black", (10, 380, 200, 390))
    assert lowest(page) == pytest.approx(0.975)
    assert lowest(page, 0, 0.9) == pytest.approx(0.25)


def test_it_tells_colors_apart():
    assert difference(white(), white()) == 0
    assert difference(white(), white("black")) == 1
    assert difference(white(), with_box((0, 0, 319, 199), "#FF0000")) == pytest.approx(1 / 3)


def test_it_knows_a_picture_again():
    page = lines(range(20, 380, 12))
    assert similarity(page, page) == pytest.approx(1)
    assert similarity(page, page.quantize(64).convert("RGB")) > 0.99


def test_it_sees_that_a_line_has_moved():
    page = lines(range(20, 380, 12))
    moved = lines([*range(20, 356, 12), 362, 374])
    assert similarity(page, moved) < 0.98


def test_it_takes_no_two_sizes_for_the_same():
    assert similarity(white(), white().resize((320, 392))) == 0


def lines(heights):
    page = white()
    for height in heights:
        page.paste("black", (40, height, 280, height + 5))
    return page


def test_it_reads_the_body_alone(pdf):
    cover, page = look(pdf, Paper(MARGIN, MARGIN, frozenset({1})))
    assert cover.letters == Counter("cover")
    assert page.letters == Counter("body")
    assert page.lowest == pytest.approx((72 + 20 + 20 + 30) / 500, abs=0.01)


def test_it_reads_head_foot_and_drawings_where_it_may_not_know_them():
    untagged = HTML(string=PAGE).write_pdf()
    _, page = look(untagged, Paper(0, 0))
    assert page.letters == Counter("headbodyq499foot")


def test_it_leaves_prompts_out(pdf):
    _, page = look(pdf, Paper(MARGIN, MARGIN), prompts=["BO", "Nobody"])
    assert page.letters == Counter("dy")


def test_it_draws_the_pages_it_is_asked_for(pdf):
    assert [picture.size for picture in draw(pdf, 36)] == [(200, 250)] * 2
    [second] = draw(pdf, 36, [2])
    assert ink(second) > ink(draw(pdf, 36, [1])[0]) > 0


def test_it_shares_letters():
    assert agreement(Counter("abcd"), Counter("dcba")) == 1
    assert agreement(Counter("aabb"), Counter("ab")) == pytest.approx(2 / 3)
    assert agreement(Counter("ab"), Counter("cd")) == 0
    assert agreement(Counter(), Counter()) == 1


def test_it_writes_letters_of_two_renderers_the_same_way():
    assert same_letters("•Ａ＋\u00ad\ue000⩾ ﬁ") == "a+≥fi"


def test_it_leaves_leaders_out():
    found = HTML(string=PAGE.replace("Body", "Body.......7.")).write_pdf(pdf_tags=True)
    assert look(found, Paper(MARGIN, MARGIN))[1].letters == Counter("body7.")


def test_it_ends_an_office_that_hangs():
    hanging = [sys.executable, "-c", "import time; time.sleep(60)"]
    with pytest.raises(subprocess.TimeoutExpired):
        pictures_office._run(hanging, {}, 0.2)


def test_it_names_the_packages_that_setup_installs():
    native = (ROOT / "make" / "native.sh").read_text(encoding="utf-8")
    packages = pictures_office.INSTALL.partition("recommends ")[2]
    assert f'office="{packages}"' in native
