"""What a file says of itself, and what travels in it."""

import datetime
import io
import json
import zlib
from decimal import Decimal

import pikepdf
import pytest
from PIL import Image

from docgen.document.model import Asset, Meta
from docgen.writers.pdf import finish
from tests.support.pdf_rules import PROFILES, attachments, breaches, syntax_faults

META = Meta(
    "目标 <1> & more", "zh-CN", "林知遥", "主题", keywords=("一", "b"), created=datetime.date(2027, 1, 4)
)
SOURCE = {"person": {"name": "林知遥"}, "share": Decimal("12.50"), "goals": [{"title": "a"}]}


@pytest.mark.parametrize("meta", [META, Meta("T", "en"), Meta("", "zh-CN")])
@pytest.mark.parametrize("source", [SOURCE, {}])
def test_it_breaks_no_rule_of_an_archive(write, meta, source):
    content = write("<p>x</p>", meta=meta, source=source).value.content
    assert breaches(content, "3a") == []
    assert syntax_faults(content) == []


def test_it_says_the_same_to_archives_and_to_readers(write):
    content = write("<p>x</p>", meta=META).value.content
    assert b"<pdfaid:part>3</pdfaid:part>" in content, "readable without unpacking"
    with pikepdf.open(io.BytesIO(content)) as pdf:
        said = pdf.open_metadata(set_pikepdf_as_editor=False)
        assert (said["dc:title"], said["dc:creator"], said["dc:description"]) == (
            "目标 <1> & more", ["林知遥"], "主题",
        )  # fmt: skip
        assert (said["pdfaid:conformance"], said["pdfuaid:part"]) == ("A", "1")
        assert said["dc:language"] == {"zh-CN"}
        assert said["pdf:Producer"] == str(pdf.docinfo["/Producer"])
        assert said["xmp:CreateDate"] == "2027-01-04"
        assert bool(pdf.Root.ViewerPreferences.DisplayDocTitle)
        assert all(str(page.Tabs) == "/S" for page in pdf.pages)


def test_it_carries_the_spec_it_was_made_from(write):
    ((name, (relation, kind, content)),) = attachments(
        write("<p>x</p>", meta=META, source=SOURCE).value.content
    ).items()
    assert (name, relation, kind) == ("goal-spec.json", "/Source", "application/json")
    assert json.loads(content, parse_float=Decimal) == SOURCE
    assert b"12.50" in content


def test_it_carries_nothing_where_there_is_no_spec(write):
    assert attachments(write("<p>x</p>").value.content) == {}


@pytest.mark.parametrize(("created", "expected"), [(META.created, "D:20270104"), (None, "D:20000101")])
def test_it_dates_the_spec_by_the_document(write, created, expected):
    content = write("<p>x</p>", meta=Meta("T", "en", created=created), source=SOURCE).value.content
    with pikepdf.open(io.BytesIO(content)) as pdf:
        dates = pdf.Root.AF[0].EF.F.Params
        assert str(dates.CreationDate)[:10] == str(dates.ModDate)[:10] == expected


@pytest.mark.parametrize("profile", PROFILES)
@pytest.mark.parametrize("mode", ["RGB", "RGBA", "L", "P"])
def test_it_shows_pictures_as_an_archive_wants_them(write, mode, profile):
    target = io.BytesIO()
    Image.new(mode, (8, 8)).save(target, "PNG")
    picture = Asset(target.getvalue(), "image/png")
    made = write('<p><img src="a.png" alt="x"/><img src="a.png" alt=""/></p>', assets={"a.png": picture})
    assert breaches(made.value.content, profile) == []


@pytest.mark.parametrize("content", [b"\t", b"\x0c"])
def test_it_packs_no_stream_that_ends_like_a_line(content):
    assert zlib.compress(content, 4)[-1:] in b"\n\r"
    packed = finish._deflate(content)
    assert packed[-1:] not in b"\n\r"
    assert zlib.decompressobj().decompress(packed) == content
