"""What packs are made of: Word templates, pictures, drawings, fonts, styles of Word, whole packs."""

from __future__ import annotations

import io
import tempfile
import zipfile
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from PIL import Image

from docgen.checkup.word.check import check_word
from docgen.diagnostics import Diagnostic, DocgenError, Location
from docgen.i18n.locale import find_locale
from docgen.packs.font_files import unsound_files
from docgen.packs.intake import read_bundle
from docgen.packs.load import Pack, load_pack
from docgen.pipeline import prepare, produce, show
from docgen.render.word.fill import Filler
from docgen.sources.pictures import read_picture
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.writers.docx.rasters import paint
from tests.fuzz.target import Target
from tests.fuzz.targets.specs import CASES, ROOT, TODAY
from tests.support.fonts import font, web_font
from tests.support.packing import build_bundle
from tests.support.spoiling import hand_made, packed
from tests.support.word_templates import read_case

__all__ = ["TARGETS", "a_document"]

_PICTURES = (
    Image.new("RGB", (9, 7), (200, 30, 30)),
    Image.new("LA", (5, 5)),
    Image.new("P", (16, 16)),
)
_SVG = b"""<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="30mm" height="20mm"
viewBox="0 0 90 60"><defs><linearGradient id="g"><stop offset="0" stop-color="#123456"/><stop offset="1"/></linearGradient>
<g id="s"><rect width="9" height="9" fill="url(#g)"/></g><clipPath id="c"><circle r="20" cx="40" cy="30"/></clipPath>
<filter id="f"><feGaussianBlur stdDeviation="2"/></filter><mask id="m"><rect width="50" height="50" fill="#fff"/></mask>
<pattern id="p" width="4" height="4" patternUnits="userSpaceOnUse"><circle r="1"/></pattern></defs>
<style>.a { fill: #ff0000; stroke: url(#g) }</style><use href="#s" x="20"/><use xlink:href="#s" y="20" transform="rotate(20)"/>
<path class="a" d="M0 0 L90 60 C 10 10 20 20 30 5 A 5 5 0 0 1 9 9 Z" clip-path="url(#c)" filter="url(#f)"/>
<text x="5" y="40" font-size="9" mask="url(#m)">Goals <tspan dx="3">2027</tspan></text><rect fill="url(#p)" width="30" height="9"/>
</svg>"""


def _picture(content: bytes) -> Iterator[Diagnostic]:
    """Look at a picture as at the logo of a spec; paint a drawing."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "logo").write_bytes(content)
        asset = read_picture(Path(folder), "logo", Location(file="goals.yaml", line=3))
    if asset.media_type == "image/svg+xml":
        paint(asset.content.decode("utf-8", "replace"), 30, 20, ())
    yield from ()


def _pictures() -> Iterator[bytes]:
    for picture in _PICTURES:
        for form in ("PNG", "GIF", "WEBP", "JPEG"):
            target = io.BytesIO()
            picture.convert(
                "RGB" if form in {"JPEG", "WEBP"} else picture.mode if form == "PNG" else "P"
            ).save(target, form)
            yield target.getvalue()


def _drawings() -> Iterator[bytes]:
    yield _SVG
    yield from (path.read_bytes() for path in sorted((ROOT / "templates").rglob("*.svg"))[:4])


def _font(content: bytes) -> Iterator[Diagnostic]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "font.ttf"
        path.write_bytes(content)
        yield from unsound_files(path, Location(file="fonts.yaml"))


@cache
def _pack() -> Pack:
    return load_pack("classic")


@cache
def _view() -> dict[str, object]:
    raw = read((CASES / "progress" / "base.spec").read_bytes(), "goals.yaml")
    press = prepare(_pack(), ("html",), find_locale("zh"))
    return dict(show(validate(raw).value, press, TODAY)[0])


@cache
def a_document() -> bytes:
    press = prepare(_pack(), ("docx",), find_locale("zh"))
    spec = read((CASES / "progress" / "base.spec").read_bytes(), "goals.yaml")
    return produce(spec, press, TODAY).artifacts_or_raise()["docx"].content


def _template(content: bytes) -> Iterator[Diagnostic]:
    """Examine, mend and fill a Word template."""
    try:
        yield from check_word(content, "letter.docx", mend=True, pack=_pack()).diagnostics
    except DocgenError as failure:
        yield from failure.diagnostics
    yield from Filler(content, "letter.docx").fill(_view()).warnings


def _templates() -> Iterator[bytes]:
    for path in sorted((CASES / "word").glob("*/template.txt")):
        yield read_case(path.read_text("utf-8"))[0]
    for path in sorted((ROOT / "templates").rglob("*.docx")):
        yield path.read_bytes()


def _folder(content: bytes) -> Iterator[Diagnostic]:
    """Lay a pack out, load it and prepare it."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            files = {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        zipfile.zlib.error,
    ):
        return
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "acme"
        _lay_out(pack, files)
        loaded = load_pack(str(pack))
        yield from loaded.remarks
        yield from prepare(loaded, ("html", "docx"), find_locale("zh")).problems


def _lay_out(pack: Path, files: dict[str, bytes]) -> None:
    pack.mkdir()
    for name, content in files.items():
        path = (pack / name.replace("\0", "_")).resolve()
        if not path.is_relative_to(pack.resolve()) or len(name) > 200:
            continue
        try:
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content)
        except (OSError, UnicodeEncodeError):  # a file where a folder should be
            continue


def _packs() -> Iterator[bytes]:
    for name in ("acme-example", "formal", "onepage", "okr"):
        root = ROOT / "templates" / name
        files = {
            each.relative_to(root).as_posix(): each.read_bytes()
            for each in sorted(root.rglob("*"))
            if each.is_file()
        }
        if name == "okr":
            files["word/reference.docx"] = packed(hand_made())
        yield packed({name: content for name, content in files.items() if len(content) < 300_000})


def _reference(content: bytes) -> Iterator[Diagnostic]:
    """Take the look of a Word file over."""
    with tempfile.TemporaryDirectory() as folder:
        pack = Path(folder) / "acme"
        _lay_out(
            pack,
            {
                "pack.yaml": b"name: acme\ntitle: {zh: a, en: b}\nextends: classic\n",
                "word/reference.docx": content,
            },
        )
        yield from prepare(load_pack(str(pack)), ("docx",), find_locale("zh")).problems


def _bundle(content: bytes) -> Iterator[Diagnostic]:
    read_bundle(content, "acme.zip")
    yield from ()


def _bundles() -> Iterator[bytes]:
    yield build_bundle()
    yield build_bundle(
        {"acme/brand.yaml": b"colors: {primary: '#123456'}\n", "acme/styles/a.css": b"p { margin: 0 }"}
    )


TARGETS = (
    Target("picture", "bytes", _pictures, _picture),
    Target("drawing", "xml", _drawings, _picture),
    Target("font", "bytes", lambda: [font(), font(rights=2), web_font()], _font),
    Target("word-template", "zip", _templates, _template),
    Target("pack", "zip", _packs, _folder, examples=8),
    Target("reference", "zip", lambda: [packed(hand_made()), a_document()], _reference, examples=4),
    Target("bundle", "zip", _bundles, _bundle),
)
