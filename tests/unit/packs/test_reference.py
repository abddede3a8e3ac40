"""A Word file that somebody restyled gives its look to the documents of a pack."""

import io
import zipfile

import pytest
from lxml import etree

from docgen.diagnostics import DocgenError
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read
from tests.support.making import SAMPLES, TODAY, make_sample
from tests.support.validators import audit

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
PACK = "name: acme\ntitle: {zh: 某公司, en: Acme}\nextends: classic\n"


def rewritten(content, change):
    """Return a Word file with its styles changed, as Word would save it."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new:
        for name in old.namelist():
            part = old.read(name)
            if name == "word/styles.xml":
                tree = etree.fromstring(part)
                change(tree)
                part = etree.tostring(tree)
            new.writestr(name, part)
    return out.getvalue()


def style(tree, name):
    return next(each for each in tree.iter(f"{W}style") if each.find(f"{W}name").get(f"{W}val") == name)


def rename_as_a_chinese_word_does(tree):
    """Number the ids, write names of built-in styles in another case, and lose what is not used."""
    numbers = {each.get(f"{W}styleId"): str(n) for n, each in enumerate(tree.iter(f"{W}style"), 1)}
    for each in tree.iter(f"{W}style"):
        each.set(f"{W}styleId", numbers[each.get(f"{W}styleId")])
        for reference in each.iter(f"{W}basedOn", f"{W}next", f"{W}link"):
            reference.set(f"{W}val", numbers[reference.get(f"{W}val")])
        name = each.find(f"{W}name")
        if name.get(f"{W}val").startswith("heading "):
            name.set(f"{W}val", name.get(f"{W}val").title())
    tree.remove(style(tree, "Lead"))


def restyle(tree):
    """Make headings purple and add a style of the company."""
    for each in style(tree, "Heading 1").iter(f"{W}color"):
        each.set(f"{W}val", "5B2A86")
        each.attrib.pop(f"{W}themeColor", None)
    own = etree.SubElement(tree, f"{W}style", {f"{W}type": "paragraph", f"{W}styleId": "Heading1"})
    etree.SubElement(own, f"{W}name", {f"{W}val": "Company Box"})
    etree.SubElement(own, f"{W}basedOn", {f"{W}val": style(tree, "Normal").get(f"{W}styleId")})


def made(folder):
    press = prepare(load_pack(str(folder)), ("docx",), find_locale("zh"))
    outcome = produce(read(SAMPLES[0].read_bytes(), SAMPLES[0].name), press, TODAY)
    return outcome.artifacts_or_raise()["docx"].content


def styles_of(content):
    with zipfile.ZipFile(io.BytesIO(content)) as package:
        return etree.fromstring(package.read("word/styles.xml"))


@pytest.fixture
def pack(tmp_path):
    (tmp_path / "pack.yaml").write_text(PACK, encoding="utf-8")
    (tmp_path / "word").mkdir()
    return tmp_path


def put(pack, content):
    (pack / "word" / "reference.docx").write_bytes(content)


def test_it_takes_the_look_of_styles_by_their_names(pack):
    plain = make_sample(SAMPLES[0], "zh").artifacts["docx"].content

    def change(tree):
        rename_as_a_chinese_word_does(tree)
        restyle(tree)

    put(pack, rewritten(plain, change))
    content = made(pack)
    tree, before = styles_of(content), styles_of(plain)
    heading, old = style(tree, "heading 1"), style(before, "heading 1")
    assert heading.get(f"{W}styleId") == old.get(f"{W}styleId")
    assert {each.get(f"{W}val") for each in heading.iter(f"{W}color")} == {"5B2A86"}
    # Numbers of chapters are the pack's, whatever lists the other file has.
    numbers = [each.find(f".//{W}numId").get(f"{W}val") for each in (heading, old)]
    assert numbers[0] == numbers[1]
    assert style(tree, "Lead") is not None
    own = style(tree, "Company Box")
    assert own.get(f"{W}styleId") == "Heading1Own"
    assert own.find(f"{W}basedOn").get(f"{W}val") == style(tree, "Normal").get(f"{W}styleId")
    ids = [each.get(f"{W}styleId") for each in tree.iter(f"{W}style")]
    assert len(ids) == len(set(ids))
    (pack / "made.docx").write_bytes(content)
    assert audit(pack / "made.docx") == []


def test_it_changes_nothing_with_a_file_that_nobody_restyled(pack):
    plain = make_sample(SAMPLES[0], "zh").artifacts["docx"].content
    put(pack, plain)
    shapes = [
        [
            etree.canonicalize(etree.tostring(each, encoding="unicode", with_tail=False))
            for each in styles_of(content).iter(f"{W}style")
        ]
        for content in (plain, made(pack))
    ]
    assert shapes[0] == shapes[1]


@pytest.mark.parametrize(
    "content",
    [b"", b"no zip", b"PK\x05\x06" + b"\x00" * 18],
)
def test_it_refuses_what_is_no_word_file(pack, content):
    put(pack, content)
    with pytest.raises(DocgenError) as refused:
        made(pack)
    assert [(d.code, d.where.file) for d in refused.value.diagnostics] == [
        ("DG380", f"{pack.name}/word/reference.docx")
    ]
