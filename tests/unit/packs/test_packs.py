"""What a pack of one's own can do: laid out as folders, loaded, and seen in a document of a sample."""

import base64
import datetime
from pathlib import Path

import pytest

from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.packs.locate import templates_folder
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read

SAMPLE = Path(__file__).parents[3] / "samples" / "personal" / "market-entry.yaml"
DAY = datetime.date(2027, 1, 4)
PURPOSE = "sections/purpose.html.j2"
# One point of one color.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg=="
)


def press(pack, language="zh"):
    return prepare(load_pack(pack), ("html",), find_locale(language))


def html(pack, language="zh"):
    outcome = produce(read(SAMPLE.read_bytes(), SAMPLE.name), press(pack, language), DAY)
    assert outcome.diagnostics == ()
    return outcome.artifacts["html"].content.decode()


def test_it_shows_a_color_and_a_label_of_its_own(lay_out):
    pack = lay_out(
        "own",
        "extends: classic\n",
        {
            "brand.yaml": 'colors: {primary: "#a1B2c3"}\n',
            "labels/zh.yaml": "chapters: {goals: {title: 今年的目标}}\n",
        },
    )
    own, classic = html(pack), html("classic")
    assert "--color-primary: #a1B2c3;" in own
    assert "今年的目标" in own
    assert "今年的目标" not in classic
    same = own.replace("今年的目标", "SMART 目标").replace(
        "#a1B2c3", load_pack("classic").brand.colors["primary"]
    )
    assert same.split("<body>")[1] == classic.split("<body>")[1]
    assert "今年的目标" not in html(pack, "en")


def test_it_gives_word_the_same_color(lay_out):
    brand = 'colors: {primary: "#a1B2c3", series_1: "#a1B2c3"}\n'  # the first goal has the same
    word = press(lay_out("own", "extends: classic\n", {"brand.yaml": brand})).theme.word
    classic = press("classic").theme.word
    primary = load_pack("classic").brand.colors["primary"].removeprefix("#").encode()
    assert primary in classic["styles.xml"]
    assert word["styles.xml"] == classic["styles.xml"].replace(primary, b"A1B2C3")
    assert word["theme1.xml"] != classic["theme1.xml"]
    assert word["settings.xml"] == classic["settings.xml"]


def test_it_keeps_the_brand_of_its_parent_where_it_says_nothing(lay_out):
    pack = lay_out(
        "own", "extends: classic\n", {"brand.yaml": "page: {top: 30.5}\nfonts: {word: {latin: Georgia}}\n"}
    )
    brand, classic = load_pack(pack).brand, load_pack("classic").brand
    assert brand.colors == classic.colors
    assert (brand.page.top, brand.page.left) == (30.5, classic.page.left)
    assert (brand.fonts.word.latin, brand.fonts.word.cjk) == ("Georgia", classic.fonts.word.cjk)
    assert "@page { size: 210mm 297mm; margin: 30.5mm" in press(pack).theme.css


def test_it_overrides_one_block_of_the_file_of_the_same_name(lay_out):
    frame = '{% extends "parent:document.html.j2" %}\n{% block header %}<header class="running-header"><p>机密</p></header>{% endblock %}\n'
    own = html(lay_out("own", "extends: classic\n", {"document.html.j2": frame}))
    classic = html("classic")
    assert '<header class="running-header"><p>机密</p></header>' in own
    assert (
        own.split('<footer class="running-footer">')[1] == classic.split('<footer class="running-footer">')[1]
    )


def test_it_climbs_a_chain_of_three_one_pack_a_step(lay_out):
    lay_out(
        "oldest",
        "extends: classic\nsections: [purpose]\n",
        {
            PURPOSE: "<p>oldest {% block word %}a{% endblock %}</p>\n",
            "brand.yaml": 'colors: {primary: "#111111", accent: "#111111"}\n',
            "labels/zh.yaml": "own: {a: oldest, b: oldest}\n",
            "styles/own.css": ".own { color: #111111 }\n",
        },
    )
    lay_out(
        "middle",
        "extends: ../oldest\n",
        {
            PURPOSE: '{% extends "parent:sections/purpose.html.j2" %}{% block word %}b{{ super() }}{% endblock %}\n',
            "brand.yaml": 'colors: {accent: "#222222", alarm: "#222222"}\n',
            "labels/zh.yaml": "own: {b: middle, c: middle}\n",
            "styles/own.css": ".own { color: #222222 }\n",
        },
    )
    pack = lay_out(
        "youngest",
        "extends: ../middle\n",
        {
            PURPOSE: (
                '{% extends "parent:sections/purpose.html.j2" %}'
                "{% block word %}c{{ super() }} {{ labels.own.a }} {{ labels.own.b }} {{ labels.own.c }}{% endblock %}\n"
            ),
            "brand.yaml": 'colors: {alarm: "#333333"}\n',
            "labels/zh.yaml": "own: {c: youngest}\n",
        },
    )
    page = html(pack)
    assert "<p>oldest cba oldest middle youngest</p>" in page
    assert [load_pack(pack).brand.colors[name] for name in ("primary", "accent", "alarm")] == [
        "#111111",
        "#222222",
        "#333333",
    ]
    assert ".own { color: #222222 }" in page
    assert "#111111 }" not in page
    assert [layer.manifest.name for layer in load_pack(pack).chain.layers] == [
        "youngest",
        "middle",
        "oldest",
        "classic",
    ]


def test_it_reorders_and_drops_sections(lay_out):
    page = html(lay_out("own", "extends: classic\nsections: [milestones, contents, goals]\n"))
    body = page.split("<body>")[1]
    assert body.index('id="milestones"') < body.index('class="toc"') < body.index('id="goals"')
    assert 'id="kpis"' not in body
    contents = body.split('<nav class="toc">')[1].split("</nav>")[0]
    assert [row.split('"')[0] for row in contents.split('href="#')[1:]] == ["milestones", "goals"]


def test_it_adds_a_section_of_its_own_with_words_of_its_own(lay_out):
    section = '<section class="chapter"><h1 id="vow" data-numbering="chapter">{{ labels.vow.title }}</h1><p>{{ person.name }}</p></section>\n'
    files = {
        "sections/vow.html.j2": section,
        "labels/zh.yaml": "vow: {title: 承诺}\n",
        "labels/en.yaml": "vow: {title: My vow}\n",
    }
    pack = lay_out("own", "extends: classic\nsections: [contents, goals, vow]\n", files)
    for language, title, name in (("zh", "承诺", "林知遥"), ("en", "My vow", "Lin Zhiyao")):
        page = html(pack, language)
        assert f'data-numbering="chapter">{title}</h1><p>{name}</p>' in page
        assert f'<a href="#vow">{title}</a>' in page


def test_it_carries_the_logo_of_the_brand_to_a_template_that_shows_it(lay_out):
    files = {
        "brand.yaml": "logo: assets/logo.png\n",
        "assets/logo.png": PNG,
        PURPOSE: '<p><img src="assets/logo.png" alt="logo"/></p>\n',
    }
    lay_out("parent", "extends: classic\nsections: [purpose]\n", files)
    pack = lay_out("child", "extends: ../parent\n")
    assert load_pack(pack).brand.logo == "assets/logo.png"
    assert load_pack(pack).assets["assets/logo.png"].media_type == "image/png"
    assert f"data:image/png;base64,{base64.b64encode(PNG).decode()}" in html(pack)


def test_it_prefers_its_own_picture_to_that_of_its_parent(lay_out):
    lay_out("parent", "extends: classic\n", {"assets/logo.svg": "<svg xmlns='http://www.w3.org/2000/svg'/>"})
    pack = lay_out("child", "extends: ../parent\n", {"assets/logo.svg": PNG})
    assert load_pack(pack).assets["assets/logo.svg"].media_type == "image/png"


def test_it_sorts_style_sheets_by_what_they_are_for(lay_out):
    files = {f"styles/{name}.css": f".{name} {{}}\n" for name in ("print-more", "screen-more", "both")}
    theme = press(lay_out("own", "extends: classic\n", files)).theme
    assert [name in theme.css for name in (".print-more", ".screen-more", ".both")] == [True, False, True]
    assert [name in theme.screen_css for name in (".print-more", ".screen-more", ".both")] == [
        False,
        True,
        True,
    ]
    assert theme.css.index("/* styles/print.css */") < theme.css.index(".both {")


def test_it_names_word_styles_and_replaces_word_parts(lay_out):
    part = '<w:settings xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"/>'
    theme = press(
        lay_out(
            "own", "extends: classic\n", {"word/styles.yaml": "note: Remark\n", "word/settings.xml": part}
        )
    ).theme
    assert theme.word_styles["note"] == "Remark"
    assert theme.word["settings.xml"] == part.encode()


def test_it_is_the_same_pack_by_name_and_by_folder(monkeypatch):
    folder = templates_folder() / "classic"
    assert html(str(folder)) == html("classic")
    monkeypatch.chdir(folder)
    assert html(".") == html("classic")


def test_it_stands_alone_without_a_parent(lay_out):
    files = {
        "document.html.j2": "<!DOCTYPE html><html><body>{% for s in sections %}{{ s.html }}{% endfor %}</body></html>",
        "sections/hello.html.j2": "<p>{{ labels.hello }}，{{ person.name }}</p>",
        "labels/zh.yaml": "hello: 您好\n",
    }
    pack = lay_out("alone", "sections: [hello]\noutputs: [html]\n", files)
    assert "<p>您好，林知遥</p>" in html(pack)
    assert load_pack(pack).languages == ("zh",)


@pytest.mark.parametrize(
    "manifest", ["", 'requires: ">=0.0.1"\n', 'requires: ">= 0.1, < 99.0"\n', "view: 1\n"]
)
def test_it_takes_a_manifest_that_fits_this_docgen(lay_out, manifest):
    pack = load_pack(lay_out("own", f"extends: classic\n{manifest}"))
    assert (pack.sections, pack.manifest.outputs) == (
        load_pack("classic").sections,
        load_pack("classic").manifest.outputs,
    )


def test_it_reads_files_with_a_byte_order_mark(lay_out):
    pack = lay_out(
        "own",
        "extends: classic\nsections: [purpose]\n",
        {
            PURPOSE: "\ufeff<p>x</p>",
            "labels/zh.yaml": "\ufeffown: {a: b}\n",
            "styles/own.css": "\ufeff.own {}\n",
        },
    )
    assert "\ufeff" not in html(pack)
