import struct
import warnings
import zlib
from io import BytesIO

import pytest
from PIL import Image, ImageFile

from docgen.diagnostics import DocgenError, Location
from docgen.document.pixels import MAX_PIXELS, size_of
from docgen.sources.contract import Entry
from docgen.sources.files import Files
from docgen.sources.pictures import MAX_BYTES, read_picture

WHERE = Location("goals.yaml", 3, 9)
FORMATS = ("PNG", "JPEG", "GIF", "WEBP")


def picture(form, width=40, height=30, **settings):
    target = BytesIO()
    Image.effect_noise((width, height), 90).convert("RGB").save(target, form, **settings)
    return target.getvalue()


def blank_png(width, height):
    """A picture of white pixels, one bit each: small as a file, whatever its size."""
    row = b"\0" + b"\xff" * ((width + 7) // 8)
    parts = (
        (b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(row * height)),
        (b"IEND", b""),
    )
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


PNG = blank_png(8, 8)


def finding(folder, name):
    with pytest.raises(DocgenError) as failure:
        read_picture(folder, name, WHERE)
    (only,) = failure.value.diagnostics
    assert only.where == WHERE
    return only


def code(folder, name):
    return finding(folder, name).code


def test_it_reads_a_picture_beside_the_spec(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "logo.dat").write_bytes(PNG)
    entry = Entry(str(tmp_path / "goals.yaml"), "goals.yaml")
    picture = Files([entry.id]).picture(entry, "images/logo.dat", WHERE)
    assert (picture.content, picture.media_type) == (PNG, "image/png")


@pytest.mark.parametrize("name", ["none.png", "a\0b", "folder"])
def test_it_says_that_there_is_no_picture(tmp_path, name):
    (tmp_path / "folder").mkdir()
    assert code(tmp_path, name) == "DG715"


def test_it_does_not_leave_the_folder(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    for name in ("../secret.png", "link.png", str(tmp_path / "secret.png"), "/etc/passwd"):
        assert code(inside, name) == "DG716"


def test_it_takes_no_loop_of_links(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert code(tmp_path, "a") == "DG715"


@pytest.mark.parametrize("content", [b"", b"root:x:0:0", PNG + bytes(MAX_BYTES)])
def test_it_takes_pictures_only(tmp_path, content):
    (tmp_path / "logo.png").write_bytes(content)
    assert code(tmp_path, "logo.png") == "DG717"


@pytest.mark.parametrize("form", FORMATS)
def test_it_takes_whole_pictures(tmp_path, form):
    (tmp_path / "logo").write_bytes(picture(form))
    assert read_picture(tmp_path, "logo", WHERE).media_type == f"image/{form.lower()}"


def test_it_takes_a_drawing(tmp_path):
    (tmp_path / "logo.svg").write_bytes(
        b'<svg xmlns="http://www.w3.org/2000/svg" width="90000" height="90000"/>'
    )
    assert read_picture(tmp_path, "logo.svg", WHERE).media_type == "image/svg+xml"


def test_it_refuses_a_drawing_that_fetches_or_runs(tmp_path):
    drawing = '<svg xmlns="http://www.w3.org/2000/svg" onload="x()"/>'
    (tmp_path / "logo.svg").write_text(drawing)
    assert finding(tmp_path, "logo.svg").facts["found"] == 'onload="x()"'
    for bad in (drawing, f"<?xml version='1.0'?><!DOCTYPE svg>{drawing}", "<svg <"):
        (tmp_path / "logo.svg").write_text(bad)
        assert code(tmp_path, "logo.svg") == "DG724"


@pytest.mark.parametrize("lenient", [False, True])
@pytest.mark.parametrize("form", FORMATS)
def test_it_finds_that_a_part_is_missing(tmp_path, monkeypatch, form, lenient):
    """Also after the layout of PDF has told the library to fill the gaps of pictures with gray."""
    monkeypatch.setattr(ImageFile, "LOAD_TRUNCATED_IMAGES", lenient)
    content = picture(form)
    for length in (20, 100, len(content) // 2):
        (tmp_path / "logo").write_bytes(content[:length])
        assert code(tmp_path, "logo") == "DG722"
    assert ImageFile.LOAD_TRUNCATED_IMAGES is lenient


def test_it_finds_that_a_picture_is_damaged(tmp_path):
    content = bytearray(picture("PNG"))
    content[len(content) // 2] ^= 0xFF
    (tmp_path / "logo.png").write_bytes(content)
    assert code(tmp_path, "logo.png") == "DG722"


def test_it_refuses_more_pixels_than_a_document_needs(tmp_path):
    content = blank_png(12_000, 12_000)
    assert len(content) < MAX_BYTES
    (tmp_path / "logo.png").write_bytes(content)
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        only = finding(tmp_path, "logo.png")
    assert only.code == "DG723"
    assert (only.facts["width"], only.facts["height"], only.facts["limit"]) == (12_000, 12_000, MAX_PIXELS)


def test_it_takes_as_many_pixels_as_the_limit_allows(tmp_path):
    (tmp_path / "logo.png").write_bytes(blank_png(5000, 5000))
    assert read_picture(tmp_path, "logo.png", WHERE)
    (tmp_path / "logo.png").write_bytes(blank_png(5000, 5001))
    assert code(tmp_path, "logo.png") == "DG723"


@pytest.mark.parametrize(
    "settings", [{"lossless": True}, {"quality": 50}, {"quality": 50, "exif": b"Exif\0\0"}]
)
def test_it_reads_the_size_of_every_kind_of_webp(settings):
    assert size_of(picture("WEBP", 300, 70, **settings), "image/webp") == (300, 70)


@pytest.mark.parametrize("form", FORMATS)
def test_it_reads_sizes(form):
    assert size_of(picture(form, 300, 70), f"image/{form.lower()}") == (300, 70)
