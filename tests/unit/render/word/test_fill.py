"""Word templates are filled: in every part, with every kind of placeholder docxtpl knows, losing nothing."""

import copy
import io
import struct
import zipfile
import zlib
from pathlib import Path

import pytest
from lxml import etree

from docgen.delivery.marks import is_ours
from docgen.diagnostics import DocgenError
from docgen.document.model import Asset
from docgen.render.meta import make_meta
from docgen.render.word.fill import Filler
from docgen.render.word.verify import verify
from tests.support.making import SAMPLES, make
from tests.support.validators import audit
from tests.support.word_files import WordFile, paragraph, paragraphs_of, parts_of, row, table
from tests.support.word_templates import read_case

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
CORE, MAIN = "docProps/core.xml", "word/document.xml"
VALUES = {
    "name": "林知遥",
    "rows": [{"a": "1", "b": "x", "color": "FFEEEE"}, {"a": "2", "b": "y", "color": "#00FF00"}],
    "many": ["eins", "zwei"],
    "gap": None,
    "record": {"title": "T", "note": "N"},
    "empty": [],
    "yes": True,
}


def fill(body, values=VALUES, **settings):
    """Fill a file, a body or the lines of a template; return the bytes."""
    content = (
        body if isinstance(body, bytes) else bytes(body) if isinstance(body, WordFile) else written(body)
    )
    return Filler(content, "letter.docx", **settings).fill(values).value.content


def written(text):
    return read_case(text)[0]


def lines(body, values=VALUES, **settings):
    return [line for line in paragraphs_of(fill(body, values, **settings)) if line]


def faults(body, values=VALUES, **settings):
    with pytest.raises(DocgenError) as caught:
        fill(body, values, **settings)
    return caught.value.diagnostics


def new_findings(template, content, folder):
    """Return what others find wrong with a filled file and not with its template."""
    found = []
    for name, each in (("before.docx", template), ("after.docx", content)):
        (folder / name).write_bytes(each)
        found.append([words.partition(": ")[2] for words in audit(folder / name)])
    return [words for words in found[1] if words not in found[0]]


@pytest.fixture(scope="module")
def sample():
    path = next(path for path in SAMPLES if path.stem == "market-entry")
    return make(path.read_bytes(), "zh", path.name, outputs=("html",))


def test_it_fills_words_conditions_and_loops():
    assert lines("你好 {{ name }}！{% if yes %}有{% else %}无{% endif %}") == ["你好 林知遥！有"]
    assert lines("{% for r in rows %}{{ r.a }}{% if not loop.last %}、{% endif %}{% endfor %}") == ["1、2"]
    assert lines("A\n{%p if gap %}\nB\n{%p else %}\nC\n{%p endif %}\nD") == ["A", "C", "D"]
    assert lines("{%p for r in rows %}\n{{ r.a }}: {{ r.b }}\n{%p endfor %}") == ["1: x", "2: y"]
    assert lines("a {# not this #} b{# nor\tthis #}") == ["a  b"]


def test_it_puts_together_what_word_split():
    assert lines("{¦{ na¦me }¦} {⟦b⟧% if yes %⟦/b⟧}ja{% en⟦proof⟧dif %}") == ["林知遥 ja"]
    assert lines("{{ name | default(“无”) }} {{ ‘x’ }}") == ["林知遥 x"]


def test_it_repeats_rows_and_cells():
    rows = "| {%tr for r in rows %} | |\n| {{ r.a }} | {{ r.b }} |\n| {%tr endfor %} | |"
    assert lines(f"| A | B |\n{rows}") == ["A", "B", "1", "x", "2", "y"]
    content = fill("| {%tc for r in rows %} | {{ r.a }} | {%tc endfor %} | end |")
    assert [line for line in paragraphs_of(content) if line] == ["1", "2", "end"]
    grid = etree.fromstring(parts_of(content)[MAIN]).find(f".//{W}tblGrid")
    assert len(grid) == 3


def test_it_colors_spans_and_merges_cells():
    body = table(
        row("{%tr for r in rows %}", ""),
        row("{% cellbg r.color %}{{ r.a }}", "{% vm %}same"),
        row("{%tr endfor %}", ""),
        row("{% colspan 2 %}wide"),
        row("{%tc for r in rows %}", "{% hm %}head", "{%tc endfor %}"),
        columns=2,
    )
    content = fill(WordFile(body + paragraph("end")))
    root = etree.fromstring(parts_of(content)[MAIN])
    cells = [[child.tag.removeprefix(W) for child in cell.find(f"{W}tcPr")] for cell in root.iter(f"{W}tc")]
    assert cells[:2] == [["tcW", "shd"], ["tcW", "vMerge"]]
    fills = [shade.get(f"{W}fill") for shade in root.iter(f"{W}shd")]
    assert fills == ["FFEEEE", "00FF00"]
    assert [merge.get(f"{W}val") for merge in root.iter(f"{W}vMerge")] == ["restart", "continue"]
    assert [span.get(f"{W}val") for span in root.iter(f"{W}gridSpan")] == ["2", "2"]
    assert [line for line in paragraphs_of(content) if line] == ["1", "same", "2", "wide", "head", "end"]


@pytest.mark.parametrize(
    "properties", ["", "<w:tcPr/>", '<w:tcPr><w:shd w:val="clear" w:fill="000000"/></w:tcPr>']
)
def test_it_colors_a_cell_whatever_was_said_of_it(properties):
    cell = f"<w:tc>{properties}{paragraph('{% cellbg rows[1].color %}{{ name }}')}</w:tc>"
    root = etree.fromstring(parts_of(fill(WordFile(table(f"<w:tr>{cell}</w:tr>", columns=1))))[MAIN])
    assert [shade.get(f"{W}fill") for shade in root.iter(f"{W}shd")] == ["00FF00"]
    assert root.find(f".//{W}tcPr/{W}shd") is not None


def test_it_joins_paragraphs_with_minus_signs():
    body = "a\n{%- if yes %}\nb\n{%- endif -%}\nc"
    assert "".join(lines(body)) == "abc"
    assert lines("{{- name -}}") == ["林知遥"]


def test_it_breaks_lines_and_pages_and_keeps_tabs():
    assert lines("{{ text }}", {"text": "a\nb\tc\r\nd"}) == ["a\nb\tc\nd"]
    assert lines("{{ 'a\\nb\\tc' }}") == ["a\nb\tc"]
    content = fill("{{ 'a\\fb\\ac' }}")
    assert paragraphs_of(content)[:2] == ["a\nb", "c"]
    assert b'w:type="page"' in parts_of(content)[MAIN]


def test_it_writes_lists_of_paragraphs():
    styled = paragraph("- {{ many | paragraphs }}.", style="Head")
    content = fill(WordFile(styled))
    assert paragraphs_of(content) == ["- eins", "zwei."]
    styles = [each.get(f"{W}val") for each in etree.fromstring(parts_of(content)[MAIN]).iter(f"{W}pStyle")]
    assert styles == ["Head", "Head"]
    assert lines("{{ many }}") == ["eins\nzwei"]
    assert lines("{%p for m in many %}\n{{ m }}\n{%p endfor %}") == ["eins", "zwei"]
    assert lines("x\n{{p many | paragraphs }}\ny") == ["x", "eins", "zwei", "y"]


def test_it_writes_rich_text():
    body = WordFile(paragraph("a {{r rich(name, bold=true, color='#c00000', size=12) }} b", look="<w:i/>"))
    root = etree.fromstring(parts_of(fill(body))[MAIN])
    looks = [
        [child.tag.removeprefix(W) for child in run.find(f"{W}rPr")]
        for run in root.iter(f"{W}r")
        if run.find(f"{W}rPr") is not None
    ]
    assert ["b", "color", "sz", "szCs"] in looks
    assert lines("{{ rich('x', style='Strong') ~ rich('y', italic=true) ~ ' & z' }}") == ["xy & z"]
    assert lines("{{r name }} and {{r 'plain' }}") == ["林知遥 and plain"]
    assert [each.code for each in faults("{{r rich('x', color='red') }}")] == ["DG436"]
    assert [each.code for each in faults("{{r rich('x', blink=true) }}")] == ["DG436"]


def test_it_calls_macros():
    body = "{%p macro line(r) %}\nrow {{ r.a }}\n{%p endmacro %}\n{%p for r in rows %}\n{{p line(r) }}\n{%p endfor %}"
    assert lines(body) == ["row 1", "row 2"]


def test_it_fills_every_part():
    word = WordFile(paragraph("b {{ name }}"))
    word.add("header", paragraph("h {{ name }}")).add("header", paragraph("h1 {{ name }}"), "first")
    word.add("footer", paragraph("f {{ name }}"))
    for kind in ("footnote", "endnote", "comment"):
        about = ' w:author="A" w:date="2027-01-04T00:00:00Z"' if kind == "comment" else ""
        word.add(f"{kind}s", f'<w:{kind} w:id="1"{about}>{paragraph(kind + " {{ name }}")}</w:{kind}>')
    word.add_properties(title="t {{ name }} & co", creator="Li", subject="{{ record.title }}")
    word.add_custom(Number="n {{ name }}")
    values = {**VALUES, "name": "R&D <王>"}
    content = fill(word, values)
    for part, said in {
        MAIN: "b R&D <王>",
        "word/header1.xml": "h R&D <王>",
        "word/header2.xml": "h1 R&D <王>",
        "word/footer1.xml": "f R&D <王>",
        "word/footnotes.xml": "footnote R&D <王>",
        "word/endnotes.xml": "endnote R&D <王>",
        "word/comments.xml": "comment R&D <王>",
    }.items():
        assert said in paragraphs_of(content, part)
    core = etree.fromstring(parts_of(content)[CORE])
    assert [each.text for each in core] == ["t R&D <王> & co", "Li", "T"]
    assert (
        "n R&D <王>".replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
        in parts_of(content)["docProps/custom.xml"].decode()
    )


def test_it_fills_boxes_in_both_their_forms_and_words_about_pictures():
    content = fill("⟦box⟧box {{ name }}⟦/box⟧ ⟦picture of {{ name }}⟧ {{ name }}")
    xml = parts_of(content)[MAIN].decode()
    assert xml.count("box 林知遥") == 2
    assert "of 林知遥" in xml


def test_it_names_title_and_author_where_the_template_does_not(sample):
    filler = Filler(bytes(WordFile(paragraph("x")).add_properties(title="", creator="HR")), "letter.docx")
    core = etree.fromstring(
        parts_of(filler.fill(sample.view, meta=make_meta(sample.view)).value.content)[CORE]
    )
    assert [each.text for each in core] == [sample.view["document"]["title"], "HR"]
    bare = Filler(bytes(WordFile(paragraph("x"))), "letter.docx")
    core = etree.fromstring(parts_of(bare.fill(sample.view, meta=make_meta(sample.view)).value.content)[CORE])
    assert core[1].text == "林知遥"


NASTY = [
    "R&D <b>x</b> 5<6 \"q\" 'a' &amp; &#65;",
    "{_{ name }_} {_% x %_}",
    "{{ name }} {% if %} {# c #} }} %}",
    "line\nline\r\nline\ttab",
    " lead and trail  ",
    "𠮷 👩‍👩‍👧 \u200b\u00a0\u202e é ﷺ",
    "</w:t></w:r></w:p><w:p>",
    "${x} %(y)s \\n \\1 \\g<0>",
    "]]> <!-- --> <?xml?>",
    "\ufdd5" + "0" + "\ufdd5",
]


@pytest.mark.parametrize("value", NASTY, ids=range(len(NASTY)))
def test_it_loses_nothing_and_renders_nothing_twice(value):
    word = WordFile(paragraph("[{{ v }}]") + table(row("({{ v }})", "{{ v }}"), columns=2))
    word.add("header", paragraph("<{{ v }}>")).add_properties(title="{{ v }}")
    content = fill(word, {"v": value, "name": "never"})
    shown = value.replace("\r\n", "\n").replace("\ufdd5", "�")
    assert paragraphs_of(content) == [f"[{shown}]", f"({shown})", shown]
    assert paragraphs_of(content, "word/header1.xml") == [f"<{shown}>"]
    title = etree.fromstring(parts_of(content)[CORE])[0].text
    assert title == shown.replace("\n", " ").replace("\t", " ")


def test_it_replaces_what_xml_cannot_hold_and_says_so():
    filler = Filler(written("<{{ v }}>"), "letter.docx")
    artifact, warnings = filler.fill({"v": "a\x00b\x1bc\ud800d\ufffee"})
    assert paragraphs_of(artifact.content) == ["<a�b�c�d�e>"]
    assert [(each.code, each.facts["characters"]) for each in warnings] == [
        ("DG626", ("U+0000", "U+001B", "U+D800", "U+FFFE"))
    ]


def test_it_prints_braces_that_the_template_asks_for():
    assert lines("{_{ name }_} {_% if %_} {{ '{{' }}") == ["{{ name }} {% if %} {{"]


def png(width=40, height=20):
    def chunk(kind, content):
        return (
            struct.pack(">I", len(content)) + kind + content + struct.pack(">I", zlib.crc32(kind + content))
        )

    rows = b"".join(b"\0" + b"\xc0\x00\x00" * width for _ in range(height))
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", head)
        + chunk(b"IDAT", zlib.compress(rows))
        + chunk(b"IEND", b"")
    )


SVG = b'<svg xmlns="http://www.w3.org/2000/svg" width="40" height="20"><rect width="40" height="20" fill="#c00"/></svg>'
PICTURES = {"logo.png": Asset(png(), "image/png"), "assets/mark.svg": Asset(SVG, "image/svg+xml")}


def test_it_shows_pictures_of_spec_and_pack(tmp_path):
    word = WordFile(
        paragraph("a {{ picture('logo.png', width_mm=30, alt='R&D') }} b {{ image('assets/mark.svg') }}")
    )
    word.add("header", paragraph("{{ picture('logo.png', height_mm=10) }}"))
    filler = Filler(bytes(word), "letter.docx", assets={"assets/mark.svg": PICTURES["assets/mark.svg"]})
    content = filler.fill({}, pictures={"logo.png": PICTURES["logo.png"]}).value.content
    parts = parts_of(content)
    assert sorted(Path(name).suffix for name in parts if "media" in name) == [".png", ".png", ".svg"]
    extents = [each.get("cx") for each in etree.fromstring(parts[MAIN]).iter("{*}extent")]
    assert extents[0] == str(30 * 36000)
    header = etree.fromstring(parts["word/header1.xml"])
    assert [(each.get("cx"), each.get("cy")) for each in header.iter("{*}extent")] == [("720000", "360000")]
    assert b"filled-" in parts["word/_rels/header1.xml.rels"]
    assert paragraphs_of(content) == ["a  b "]
    assert new_findings(bytes(word), content, tmp_path) == []


def test_it_shows_a_picture_in_the_frame_of_another():
    content = fill("⟦picture {{ picture('logo.png') }}⟧", assets=PICTURES)
    parts = parts_of(content)
    assert b"filled-" in parts["word/_rels/document.xml.rels"]
    assert "\ufdd5".encode() not in parts[MAIN]


def test_it_removes_the_frame_of_a_picture_that_there_is_none_of():
    body = "a ⟦picture {{ picture(logo) }}⟧ b"
    assert b"<w:drawing" in parts_of(written(body))[MAIN]
    assert b"<w:drawing" not in parts_of(fill(body, {"logo": ""}))[MAIN]


def test_it_says_which_pictures_there_are():
    (finding,) = faults("x\n{{ picture('logo.pgn') }}", assets=PICTURES)
    assert finding.code == "DG438"
    assert finding.facts["suggestions"] == ("logo.png",)
    assert finding.facts["place"] == "body, paragraph 2"
    assert lines("<{{ picture('') }}>") == ["<>"]
    broken = {"a.png": Asset(b"\x89PNG\r\n\x1a\n" + b"x" * 40, "image/png")}
    assert [each.code for each in faults("{{ picture('a.png') }}", assets=broken)] == ["DG438"]


def test_it_finds_the_slips_of_all_parts_at_once():
    body = "{{ name\nok {{ name }}\n{{ name | uper }}\n| {% if a b %}x{% endif %} |\n{{ 1 + }}\n[header]\n{% for r in %}x{% endfor %}"
    found = faults(body)
    assert [(each.code, each.facts["place"]) for each in found] == [
        ("DG432", "body, paragraph 1"),
        ("DG432", "body, table 1, row 1, cell 1, paragraph 1"),
        ("DG432", "body, paragraph 4"),
        ("DG432", "header, paragraph 1"),
    ]
    assert found[2].facts["tag"] == "{{ 1 + }}"
    (unknown,) = faults("a {{ name | uper }} b")
    assert (unknown.code, unknown.facts["suggestions"][0]) == ("DG434", "upper")
    assert unknown.where.excerpt == "a {{ name | uper }} b"
    assert unknown.where.path == (MAIN,)


@pytest.mark.parametrize(
    ("body", "place", "block"),
    [
        ("a\n{% if yes %}\nb", "body, paragraph 2", "if"),
        ("{% for r in rows %}{% if r %}x{% endfor %}", "body, paragraph 1", "endfor"),
        ("x{% endif %}", "body, paragraph 1", "endif"),
        ("{% for r in rows %}\n| {{ r.a }}{% endfor %} |", "body, paragraph 1", "for"),
        ("| {%tr for r in rows %} |\n| {{ r.a }} |\n\n{%p endfor %}", "body, table 1, row 1, cell 1, paragraph 1", "for"),
    ],
)  # fmt: skip
def test_it_finds_blocks_without_a_partner(body, place, block):
    (finding,) = faults(body)
    assert (finding.code, finding.facts["place"], finding.facts["block"]) == ("DG433", place, block)


def test_it_names_every_unknown_field_with_the_nearest():
    found = faults("{{ nane }}\nb {{ record.titel }} c\n[footer]\n{{ rows[0].q }}")
    assert [(each.code, each.facts["name"], each.facts["place"]) for each in found] == [
        ("DG431", "nane", "body, paragraph 1"),
        ("DG431", "titel", "body, paragraph 2"),
        ("DG431", "q", "footer, paragraph 1"),
    ]
    assert [each.facts["suggestions"][:1] for each in found[:2]] == [("name",), ("title",)]
    assert found[1].where.excerpt == "b {{ record.titel }} c"
    (raised,) = faults("{% if record.titel == 'x' %}{% endif %}")
    assert (raised.code, raised.facts["name"], raised.facts["place"]) == (
        "DG431",
        "titel",
        "body, paragraph 1",
    )


def test_it_answers_in_the_language_of_the_name(sample):
    assert lines("{{ 员工.姓名 }}{% for 目标 in 目标列表 %}{{ 目标.名称 }}{% endfor %}", sample.view)[
        0
    ].startswith("林知遥")
    (finding,) = faults("{{ 员工.姓明 }}", sample.view)
    assert (finding.code, finding.facts["suggestions"][0]) == ("DG431", "姓名")


@pytest.mark.parametrize(
    ("tag", "found"),
    [
        ("{{ rows }}", "list"),
        ("{{ record }}", "mapping"),
        ("{{ gap }}", "nothing"),
        ("{{ yes }}", "yes_no"),
        ("{{ loop }}", ""),
    ],
)
def test_it_refuses_to_print_what_has_no_words(tag, found):
    (finding,) = faults(f"x {tag}")
    assert finding.code == ("DG437" if found else "DG431")
    assert finding.facts.get("found", "") == found


ATTACKS = [
    "{{ ''.__class__.__mro__ }}",
    "{{ name.__init__.__globals__ }}",
    "{{ picture.__globals__ }}",
    "{{ rich.__self__ }}",
    "{{ 'A' * 10**10 }}",
    "{{ '%999999d' % 1 }}",
    "{{ record.update({'x': 1}) }}",
    "{{ '{0.__class__}'.format(name) }}",
    "{{ range(10**9) | list }}",
    "{{ cycler.__init__ }}",
    "{{ 1 // 0 }}",
    "{{ name + 1 }}",
    "{% include '/etc/passwd' %}",
    "{% import 'os' as os %}",
    "{{ picture('../../etc/passwd') }}",
    "{{ picture(name, width_mm='x') }}",
    "{{ ((((((((((" + "(" * 300 + "1" + ")" * 310 + " }}",
]


@pytest.mark.parametrize("attack", ATTACKS, ids=range(len(ATTACKS)))
@pytest.mark.parametrize("where", ["body", "header", "title"])
def test_it_lets_no_template_out(attack, where):
    word = WordFile(paragraph(attack if where == "body" else "x"))
    word.add("header", paragraph(attack if where == "header" else "x"))
    word.add_properties(title=attack if where == "title" else "x")
    found = faults(word)
    assert {each.code for each in found} <= {f"DG43{number}" for number in (1, 2, 4, 5, 6, 7, 8)}
    assert all(each.facts["place"] for each in found)


def test_it_says_what_is_not_allowed_and_what_cannot_be_worked_out():
    found = faults("a {{ name.__class__ }}\n[header]\n{{ 1 / 0 }}\n[footer]\n{{ name + 1 }}")
    assert [(each.code, each.facts.get("kind")) for each in found] == [
        ("DG435", None),
        ("DG436", "TypeError"),
        ("DG436", "ZeroDivisionError"),
    ]


def test_it_reads_again_what_it_made():
    content = fill("a {{ name }} b\tc")
    assert verify(content, {MAIN: ["a", "林知遥", "b\tc", "a"]}, "x.docx") == []
    (lost,) = verify(content, {MAIN: ["林知遥", "someone"]}, "x.docx")
    assert (lost.code, lost.facts["value"], lost.facts["part"]) == ("DG439", "someone", MAIN)
    broken = io.BytesIO()
    with zipfile.ZipFile(broken, "w") as archive:
        archive.writestr(MAIN, "<w:p>")
    (unread,) = verify(broken.getvalue(), {MAIN: []}, "x.docx")
    assert (unread.code, unread.facts["value"]) == ("DG439", None)


def test_it_limits_what_a_template_may_write(monkeypatch):
    monkeypatch.setattr("docgen.render.word.fill.MAX_XML", 100_000)
    body = "{% for a in range(1000) %}{% for b in range(1000) %}{{ name }}{% endfor %}{% endfor %}"
    (finding,) = faults(body)
    assert finding.code == "DG406"


def test_it_does_not_fill_a_field_with_a_command():
    body = '<w:p><w:r><w:fldChar w:fldCharType="begin"/></w:r><w:r><w:instrText>{{ v }}</w:instrText></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r></w:p>'
    assert [each.code for each in faults(WordFile(body), {"v": 'DDEAUTO c:\\cmd.exe "x"'})] == ["DG428"]


def test_it_tells_a_value_that_has_no_place():
    assert [each.code for each in faults("| {{tr name }} |")] == ["DG437"]


def test_it_is_the_same_every_time_and_sealed(tmp_path):
    content = written("{{ name }}\n[header]\n{{ name }}")
    first, second = fill(content), fill(content)
    assert first == second
    filler = Filler(content, "letter.docx")
    others = [filler.fill({**VALUES, "name": name}).value.content for name in ("a", "b", "a")]
    assert others[0] == others[2] != others[1]
    with zipfile.ZipFile(io.BytesIO(first)) as archive:
        assert archive.testzip() is None
        assert archive.namelist() == sorted(archive.namelist())
        assert {entry.date_time for entry in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
    path = tmp_path / "letter.docx"
    path.write_bytes(first)
    assert is_ours(path)
    path.write_bytes(Filler(first, "again.docx").fill({}).value.content)
    assert is_ours(path)


def test_it_keeps_what_it_does_not_fill():
    word = WordFile(paragraph("x")).put("word/media/a.png", png())
    word.add_custom(Company="Acme")
    before, after = word.members(), parts_of(fill(word))
    assert after["word/media/a.png"] == before["word/media/a.png"]
    assert after[MAIN] == before[MAIN]
    assert b"Acme" in after["docProps/custom.xml"]


def test_it_numbers_what_loops_repeat():
    drawing = '<w:r><w:drawing><wp:inline><wp:docPr id="3" name="x"/></wp:inline></w:drawing></w:r>'
    marks = '<w:bookmarkStart w:id="1" w:name="here"/><w:bookmarkEnd w:id="1"/>'
    body = (
        paragraph("{%p for r in rows %}")
        + f'<w:p w14:paraId="11111111">{marks}{drawing}<w:r><w:t>{{{{ r.a }}}}</w:t></w:r></w:p>'
        + paragraph("{%p endfor %}")
    )
    root = etree.fromstring(parts_of(fill(WordFile(body)))[MAIN])
    numbers = [each.get("id") for each in root.iter("{*}docPr")]
    assert len(numbers) == len(set(numbers)) == 2
    assert len(list(root.iter(f"{W}bookmarkStart"))) == len(list(root.iter(f"{W}bookmarkEnd"))) == 1
    assert sum("paraId" in str(each.attrib) for each in root.iter(f"{W}p")) == 1


def test_it_repeats_a_note_with_its_reference():
    body = "{%p for r in rows %}\n{{ r.a }}⟦note⟧of {{ name }}⟦/note⟧\n{%p endfor %}"
    parts = parts_of(fill(body))
    numbers = [each.get(f"{W}id") for each in etree.fromstring(parts[MAIN]).iter(f"{W}footnoteReference")]
    notes = {
        each.get(f"{W}id"): "".join(each.itertext()) for each in etree.fromstring(parts["word/footnotes.xml"])
    }
    assert len(set(numbers)) == 2
    assert ["of 林知遥" in notes[number] for number in numbers] == [True, True]


def test_it_takes_no_sign_of_its_own_from_a_template():
    signs = "".join(map(chr, range(0xFDD0, 0xFDF0)))
    body = paragraph(
        f"<{signs}5{signs}> {{{{ name }}}} {{{{ '\\ufdd5' ~ '77' ~ '\\ufdd5' }}}} {{{{ '\\ufdd57\\ufdd5' }}}}"
    )
    (line,) = paragraphs_of(fill(WordFile(body)))
    assert "林知遥" in line
    assert not any(sign in line for sign in signs)


def test_it_leaves_no_place_without_a_paragraph():
    body = "| {%p for r in empty %}⏎x⏎{%p endfor %} | y |\n\nz"
    content = fill(body)
    cells = etree.fromstring(parts_of(content)[MAIN]).iter(f"{W}tc")
    assert all(cell[-1].tag == f"{W}p" for cell in cells)
    gone = fill("| {%tr for r in empty %} |\n| x |\n| {%tr endfor %} |\n\nz")
    assert etree.fromstring(parts_of(gone)[MAIN]).find(f".//{W}tbl") is None


def test_it_is_valid_for_others(tmp_path, sample):
    body = (
        "{{ document.title }}\n{%p for goal in goals %}\n{{ goal.id }} {{ goal.outcome | paragraphs }}\n{%p endfor %}\n"
        "| 指标 | 目标值 |\n| {%tr for kpi in kpis %} | |\n| {% cellbg 'EEEEEE' %}{{ kpi.name }} | {{ kpi.target }} |\n"
        "| {%tr endfor %} | |\n\n{{r rich(person.name, bold=true, highlight='#FFFF00') }}⟦note⟧n {{ person.name }}⟦/note⟧"
    )
    assert new_findings(written(body), fill(body, sample.view), tmp_path) == []


def test_it_prepares_once_and_leaves_the_values_alone(sample):
    before = copy.deepcopy(sample.view)
    filler = Filler(written("{{ person.name }}{% for g in goals %}{{ g.title }}{% endfor %}"), "letter.docx")
    first = filler.fill(sample.view).value.content
    assert filler.fill({**sample.view, "goals": []}).value.content != first
    assert filler.fill(sample.view).value.content == first
    assert sample.view == before


def test_it_reads_a_chart_title():
    chart = '<c:chart xmlns:c="c" xmlns:a="a"><a:p><a:r><a:t>{{ name }} &amp; {{ many }}</a:t></a:r></a:p></c:chart>'
    word = WordFile(paragraph("x")).put("word/charts/chart1.xml", chart)
    assert "林知遥 &amp; eins zwei" in parts_of(fill(word))["word/charts/chart1.xml"].decode()
