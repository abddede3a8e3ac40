"""Fonts of packs: real files, wrong in one thing each."""

import struct
import subprocess
import sys

import pytest

from docgen.diagnostics import DocgenError
from docgen.packs.font_files import UnfitFontError, read_font
from docgen.packs.load import load_pack
from docgen.packs.locate import templates_folder
from tests.support.fonts import collection, font, web_font
from tests.support.packs import lay_out

LIST = "fonts:\n  - {family: Acme Sans, weight: 400, file: Acme.ttf}\n"
INTER = (templates_folder() / "fonts" / "Inter-Regular.ttf").read_bytes()
BOMB = '<!DOCTYPE svg [<!ENTITY a "xxxx">]><svg xmlns="http://www.w3.org/2000/svg" id="glyph1">&a;</svg>'


@pytest.fixture
def pack(tmp_path):
    def laid_out(content, name="Acme.ttf", listed=LIST, **more):
        files = {"fonts/fonts.yaml": listed, f"fonts/{name}": content}
        return str(lay_out(tmp_path / "acme", {**files, **{f"fonts/{n}": c for n, c in more.items()}}))

    return laid_out


def findings(folder):
    try:
        return [found for found in load_pack(folder).remarks if found.code != "DG322"]
    except DocgenError as failure:
        return list(failure.diagnostics)


def move(content, table, **entry):
    """Lie about one table in the directory of a font: its checksum, place or length."""
    count = struct.unpack(">H", content[4:6])[0]
    rows = [12 + 16 * number for number in range(count)]
    row = next(row for row in rows if content[row : row + 4] == table)
    _, offset, length = struct.unpack(">3I", content[row + 4 : row + 16])
    lie = struct.pack(">2I", entry.get("offset", offset), entry.get("length", length))
    return content[: row + 8] + lie + content[row + 16 :]


WRONG = {
    "a web page": (b"\n<!DOCTYPE html><html>not found</html>", "DG845", {"kind": "web_page"}),
    "a text": ("这不是字体".encode(), "DG845", {"kind": "text"}),
    "nothing": (b"", "DG845", {"kind": "nothing"}),
    "a picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), "DG845", {"kind": "image"}),
    "an archive": (b"PK\x03\x04" + bytes(99), "DG845", {"kind": "zip"}),
    "bytes": (b"\x7fELF" + bytes(99), "DG845", {"kind": "binary"}),
    "an old font": (b"%!PS-AdobeFont-1.0: Acme", "DG845", {"kind": "old_font"}),
    "a bitmap font": (b"STARTFONT 2.1\n", "DG845", {"kind": "old_font"}),
    "a collection": (collection(), "DG845", {"kind": "font_collection", "collection": ".ttf", "web": None}),
    "a web font": (web_font(), "DG845", {"kind": "web_font", "collection": None, "web": ".ttf"}),
    "half a font": (INTER[: len(INTER) // 2], "DG846", {}),
    "the head of a font": (INTER[:200], "DG846", {}),
    "a font with holes": (INTER[:2000] + bytes(len(INTER) - 2000), "DG846", {}),
    "a table outside the file": (move(font(), b"glyf", length=10_000_000), "DG846", {}),
    "a table beyond everything": (move(font(), b"cmap", offset=0xFFFFFFF0), "DG846", {}),
    "a table of something else": (move(font(), b"cmap", offset=0), "DG846", {}),
    "restricted": (font(rights=0x0002), "DG847", {}),
    "bitmaps only": (font(rights=0x0204), "DG847", {}),
    "a drawing": (font(drawing='<svg xmlns="http://www.w3.org/2000/svg" id="glyph1"/>'), "DG849", {}),
    "a drawing that unfolds": (font(drawing=BOMB), "DG849", {}),
}


@pytest.mark.parametrize("name", WRONG)
def test_it_refuses_a_file_that_is_no_fit_font(pack, name):
    content, code, facts = WRONG[name]
    (found,) = findings(pack(content))
    assert (found.code, found.where.file, found.where.line) == (code, "acme/fonts/fonts.yaml", 2)
    assert {"file": "Acme.ttf", **facts}.items() <= found.facts.items()


@pytest.mark.parametrize(
    "content",
    [
        font(),
        font("Something", de="Acme Sans"),
        font("ACME SANS"),
        font(rights=0x0004),
        font(rights=0x0008),
        font(rights=0x0006),  # an old font that permits two things: the more generous counts
        font(rights=0x0100),
    ],
)
def test_it_takes_a_fit_font(pack, content):
    folder = pack(content)
    assert findings(folder) == []
    assert ("Acme Sans", 400) in {(each.family, each.weight) for each in load_pack(folder).fonts}


@pytest.mark.parametrize("name", ["Acme.ttc", "Acme.otc", "Acme.woff", "Acme.woff2"])
def test_it_tells_how_to_convert_a_font_in_a_wrapper(pack, name):
    content = collection() if name.endswith("tc") else web_font()
    (found,) = findings(pack(content, name, LIST.replace("Acme.ttf", name)))
    assert found.code == "DG845"
    assert (found.facts["collection"] or found.facts["web"]) == ".ttf"


@pytest.mark.parametrize(
    ("content", "own"),
    [(font("Other Sans"), ("Other Sans", 400)), (font(weight=700), ("Acme Sans", 700))],
)
def test_it_tells_that_a_font_is_another_than_the_list_says(pack, content, own):
    (found,) = findings(pack(content))
    assert found.code == "DG848"
    assert (found.facts["own_family"], found.facts["own_weight"]) == own
    assert (found.facts["family"], found.facts["weight"]) == ("Acme Sans", 400)


def test_it_says_everything_at_once(pack):
    listed = LIST + "  - {family: Acme Sans, weight: 700, file: Bold.ttf}\n"
    found = findings(pack(b"<html>", listed=listed, **{"Bold.ttf": font(weight=700, rights=2)}))
    assert [(each.code, each.where.line) for each in found] == [("DG845", 2), ("DG847", 3)]


def test_it_looks_at_files_that_no_list_names(pack):
    """The layout opens whatever lies in a folder of fonts, whatever it is called."""
    strangers = {
        "License.txt": "文字".encode(),
        "x.dat": b"\x7fELF" + bytes(99),
        "Bold.ttf": INTER[:900],
        "Fine.ttf": font(),
    }
    found = findings(pack(font(), **strangers))
    assert [(each.code, each.where.file) for each in found] == [
        ("DG846", "acme/fonts/Bold.ttf"),
        ("DG845", "acme/fonts/x.dat"),
    ]


@pytest.mark.parametrize("path", sorted(templates_folder().rglob("*.ttf")), ids=lambda path: path.name)
def test_it_reads_our_own_fonts(path):
    facts = read_font(path)
    assert facts.families
    assert facts.weights[0] in {400, 700}
    assert facts.glyphs > 100


@pytest.mark.parametrize("step", range(0, 1500, 37))
def test_it_survives_any_spoiled_byte(tmp_path, step):
    content = bytearray(font())
    content[step % len(content)] ^= 0xFF
    (tmp_path / "x.ttf").write_bytes(content)
    try:
        read_font(tmp_path / "x.ttf")
    except UnfitFontError as unfit:
        assert unfit.code in {"DG845", "DG846", "DG847"}  # noqa: PT017 - either is right


def test_it_needs_no_font_library_for_packs_without_fonts(tmp_path):
    folder = lay_out(tmp_path / "acme", text="<p>x</p>")
    code = f"import sys; from docgen.packs.load import load_pack; load_pack({str(folder)!r}).remarks; print('fontTools' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout == "False\n"
