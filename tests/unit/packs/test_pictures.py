"""Pictures of packs, looked at before anything is made with them."""

import io
import struct
import zlib

import pytest
from PIL import Image

from docgen.diagnostics import DocgenError
from docgen.document.pixels import MAX_PIXELS, find_fault
from docgen.packs.load import load_pack
from tests.support.packs import lay_out


def picture(mode="RGB", form="PNG", **settings):
    target = io.BytesIO()
    Image.new(mode, (40, 30)).save(target, form, **settings)
    return target.getvalue()


def png(width, height, bits, color, rows):
    header = struct.pack(">IIBBBBB", width, height, bits, color, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


GRAY_16 = png(8, 8, 16, 0, (b"\0" + bytes(range(16))) * 8)
COLOR_16 = png(8, 8, 16, 2, (b"\0" + bytes(range(48))) * 8)
BOMB = png(20_000, 20_000, 1, 0, (b"\0" + bytes(2500)) * 20_000)

FINE = {
    "colors": picture(),
    "with transparency": picture("RGBA"),
    "gray": picture("L"),
    "gray with transparency": picture("LA"),
    "palette": picture("P"),
    "black and white": picture("1"),
    "fine colors": COLOR_16,
    "photo": picture(form="JPEG"),
    "gray photo": picture("L", "JPEG"),
    "gif": picture("P", "GIF"),
    "webp": picture("RGBA", "WEBP", lossless=True),
}
WRONG = {
    "for printing": (picture("CMYK", "JPEG"), "DG850", {"colors": "CMYK"}),
    "of a scanner": (GRAY_16, "DG850", {}),
    "cut": (picture()[:60], "DG722", {}),
    "cut photo": (picture(form="JPEG")[:300], "DG722", {}),
    "spoiled": (picture()[:45] + b"spoiled" + picture()[52:], "DG722", {}),
    "a bomb": (BOMB, "DG723", {"width": 20_000, "height": 20_000, "limit": MAX_PIXELS}),
}


def findings(folder):
    try:
        return load_pack(str(folder)).remarks
    except DocgenError as failure:
        return failure.diagnostics


@pytest.mark.parametrize("name", FINE)
def test_it_takes_pictures_that_every_format_can_show(tmp_path, name):
    folder = lay_out(tmp_path / "acme", {"assets/logo": FINE[name]})
    assert "assets/logo" in load_pack(str(folder)).assets


@pytest.mark.parametrize("name", WRONG)
def test_it_refuses_a_picture_that_no_document_should_show(tmp_path, name):
    content, code, facts = WRONG[name]
    (found,) = findings(lay_out(tmp_path / "acme", {"assets/logo.png": content}))
    assert (found.code, found.facts["name"]) == (code, "assets/logo.png")
    assert found.where.file.endswith("assets/logo.png")
    assert facts.items() <= found.facts.items()


def test_it_tells_everything_at_once(tmp_path):
    files = {f"assets/{n}.png": content for n, (content, _, _) in enumerate(WRONG.values())}
    codes = [found.code for found in findings(lay_out(tmp_path / "acme", files))]
    assert codes == [code for _, code, _ in WRONG.values()]


def test_it_unfolds_no_bomb():
    """A tenth of a megabyte would be four hundred million pixels; only the head of the file is read."""
    assert len(BOMB) < 100_000
    assert find_fault(BOMB, "image/png").code == "DG723"
