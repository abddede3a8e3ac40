"""Turn a pack into the look of one language: finished style sheets, Word parts, fonts, paper."""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping
from typing import Any, cast

from jinja2 import TemplateError
from lxml import etree

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import PageSetup, Theme
from docgen.markup import read_xml
from docgen.packs import reference
from docgen.packs.brand import Brand, css_variables, font_values, page_rule
from docgen.packs.load import Pack
from docgen.packs.overlays import base_part, lay_over
from docgen.packs.sandbox import Sandbox, SourceLoader, make_environment
from docgen.packs.settings import as_written, nearest
from docgen.packs.tables import style_word_tables, table_rules

__all__ = ["make_theme", "style_sheets", "word_facts"]

STYLES = "styles"
WORD = "word"
TEMPLATE = ".j2"
MAX_PART = 4_000_000
"""Characters one Word part may have; the styles of classic have some fifty thousand."""


class _Overlong(Exception):  # noqa: N818 - a signal inside this file
    """A Word part passed the limit."""


def make_theme(pack: Pack, locale_tag: str) -> Theme:
    """Make the theme of a pack for a language tag such as ``zh-CN``.

    ``styles/`` is sorted by its names: files that begin with ``print`` are for PDF alone, files that
    begin with ``screen`` for HTML alone, all others for both. A file replaces the parent's file of the
    same name; an ancestor's sheets come before its descendant's, so a child may add a few rules in a
    file of its own. Raises DocgenError: DG315 for a Word part that cannot be made, DG406 for one that
    grows too large, DG324 for one laid over nothing, DG303 or DG314 for ``word/styles.yaml``.
    """
    return Theme(
        name=pack.name,
        css=css_variables(pack.brand)
        + page_rule(pack.brand)
        + style_sheets(pack, without="screen")
        + table_rules(pack.brand),
        screen_css=css_variables(pack.brand, screen=True)
        + style_sheets(pack, without="print")
        + table_rules(pack.brand),
        word=_word_parts(pack, locale_tag),
        word_styles=_word_styles(pack),
        fonts=pack.fonts,
        page=PageSetup(**pack.brand.page.model_dump()),
        language=locale_tag,
        assets=pack.assets,
    )


def word_facts(brand: Brand, locale_tag: str) -> dict[str, Any]:
    """Return what a template of a Word part may use.

    ``colors`` are six hex digits as Word writes them, ``fonts.latin``, ``fonts.cjk`` and ``fonts.heading``
    (with the same two) the families for Word, ``page`` lengths in twentieths of a point (twips), ``tables`` the
    look of tables, ``locale`` and ``language`` the tags.
    """
    return {
        "colors": {name: value.removeprefix("#").upper() for name, value in sorted(brand.colors.items())},
        "fonts": font_values(brand.fonts.word),
        "page": {side: round(length * 1440 / 25.4) for side, length in brand.page.model_dump().items()},
        "tables": brand.tables,
        "locale": locale_tag,
        "language": locale_tag.split("-", maxsplit=1)[0],
    }


def style_sheets(pack: Pack, *, without: str) -> str:
    """Join the style sheets of a pack, the oldest first, without those whose names begin so."""
    sheets: dict[str, str] = {}
    newest = pack.chain.sources(".css")
    for layer in reversed(pack.chain.layers):
        for name in sorted(layer.names(STYLES, ".css"), key=_shared_first):
            if not name.startswith(f"{STYLES}/{without}"):
                sheets.setdefault(name, newest[name][0])
    return "".join(f"\n/* {name} */\n{sheet}" for name, sheet in sheets.items())


def _shared_first(name: str) -> tuple[bool, str]:
    return name.startswith((f"{STYLES}/print", f"{STYLES}/screen")), name


def _word_styles(pack: Pack) -> dict[str, str]:
    file = f"{WORD}/styles.yaml"
    written = [settings for layer in pack.chain.layers if (settings := layer.settings(file))]
    unfit = [
        report("DG314", settings.locate((style,)), key=style, value=as_written(name))
        for settings in written
        for style, name in settings.data.items()
        if not isinstance(name, str)
    ]
    if unfit:
        raise DocgenError(unfit)
    return {style: str(name) for style, name in pack.chain.merged(file).data.items()}


def _word_parts(pack: Pack, locale_tag: str) -> dict[str, bytes]:
    """Render ``word/*.xml.j2`` and take ``word/*.xml`` as they are, from the youngest pack that has either.

    Parts with a hyphen in their names are laid over whole ones, the oldest ancestor's first; the look of
    ``word/reference.docx`` comes last.
    """
    parts: dict[str, bytes] = {}
    broken: list[Diagnostic] = []
    environment = make_environment(SourceLoader(pack.templates))
    facts = word_facts(pack.brand, locale_tag)
    for part, file in _newest_parts(pack).items():
        source = content = pack.chain.find(file) or b""
        base = base_part(part)
        if base is not None and base not in parts:
            known = sorted(name for name in parts if base_part(name) is None)
            broken.append(
                report(
                    "DG324",
                    Location(pack.chain.show(file)),
                    part=base,
                    near=nearest(base, known),
                    known=tuple(known),
                )
            )
            continue
        try:
            content = _render(environment, file, facts) if file.endswith(TEMPLATE) else source
            read_xml(content)
        except Exception as error:  # noqa: BLE001 - a template is a program: it may fail in any way
            broken.append(_explain(file, pack.chain.show(file), error, content, source))
        else:
            parts[base or part] = lay_over(parts[base], content) if base else content
    if broken:
        raise DocgenError(broken)
    return _dress(parts, pack)


def _dress(parts: dict[str, bytes], pack: Pack) -> dict[str, bytes]:
    """Take the look of reference files over, and that of tables from the brand."""
    for layer in reversed(pack.chain.layers):
        if (look := layer.files.get(reference.FILE)) is not None:
            parts = dict(reference.take_look(parts, look, layer.show(reference.FILE)))
    if "styles.xml" in parts:
        parts["styles.xml"] = style_word_tables(parts["styles.xml"], pack.brand)
    return parts


def _newest_parts(pack: Pack) -> Mapping[str, str]:
    """Map the name of each part to the file it is made of: whole parts first, then those laid over them."""
    newest: dict[str, str] = {}
    for layer in reversed(pack.chain.layers):
        for file in sorted((*layer.names(WORD, ".xml"), *layer.names(WORD, f".xml{TEMPLATE}"))):
            newest[file.removeprefix(f"{WORD}/").removesuffix(TEMPLATE)] = file
    return dict(sorted(newest.items(), key=lambda item: base_part(item[0]) is not None))


def _render(environment: Sandbox, file: str, facts: Mapping[str, Any]) -> bytes:
    pieces: list[str] = []
    room = MAX_PART
    rendering = cast("Generator[str]", environment.get_template(file).generate(facts))
    for piece in rendering:
        room -= len(piece)
        if room < 0:
            rendering.throw(_Overlong())  # inside the template, so that its line is known
        pieces.append(piece)
    return "".join(pieces).encode()


def _explain(file: str, shown: str, error: Exception, content: bytes, source: bytes) -> Diagnostic:
    """Say where a Word part went wrong; XML is wrong in what came out, which is looked for in the source."""
    if isinstance(error, etree.XMLSyntaxError):
        line = _same_line(content, source, error.lineno)
    else:
        line = next(_lines_of(error, file), None)
    if isinstance(error, _Overlong):
        return report("DG406", Location(shown, line), template=file, limit=MAX_PART)
    return report("DG315", Location(shown, line), file=file)


def _same_line(content: bytes, source: bytes, line: int | None) -> int | None:
    """Find a line of the output in the template; None if it stands there more than once or not at all."""
    if content == source:
        return line
    rows = content.splitlines()
    row = rows[line - 1].strip() if line and line <= len(rows) else b""
    found = [number for number, known in enumerate(source.splitlines(), 1) if row and known.strip() == row]
    return found[0] if len(found) == 1 else None


def _lines_of(error: Exception, file: str) -> Iterator[int]:
    """Find the line of the file at which an exception arose, in Jinja's way of telling."""
    if isinstance(error, TemplateError):
        line = getattr(error, "lineno", None)
        if isinstance(line, int):
            yield line
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            yield trace.tb_lineno
        trace = trace.tb_next
