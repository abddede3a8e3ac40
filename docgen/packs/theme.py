"""Turn a pack into the look of one language: finished style sheets, Word parts, fonts, paper."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from jinja2 import TemplateError
from lxml import etree

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import PageSetup, Theme
from docgen.packs.brand import Brand, css_variables, page_rule
from docgen.packs.labels import find_non_text
from docgen.packs.load import Pack
from docgen.packs.sandbox import Sandbox, SourceLoader, make_environment

__all__ = ["make_theme", "word_facts"]

STYLES = "styles"
WORD = "word"
TEMPLATE = ".j2"


def make_theme(pack: Pack, locale_tag: str) -> Theme:
    """Make the theme of a pack for a language tag such as ``zh-CN``.

    ``styles/`` is sorted by its names: files that begin with ``print`` are for PDF alone, files that
    begin with ``screen`` for HTML alone, all others for both. A file replaces the parent's file of the
    same name; an ancestor's sheets come before its descendant's, so a child may add a few rules in a
    file of its own. Raises DocgenError: DG315 for a Word part that cannot be made,
    DG303 or DG314 for ``word/styles.yaml``.
    """
    return Theme(
        name=pack.name,
        css=css_variables(pack.brand) + page_rule(pack.brand) + _style_sheets(pack, without="screen"),
        screen_css=css_variables(pack.brand, screen=True) + _style_sheets(pack, without="print"),
        word=_word_parts(pack, locale_tag),
        word_styles=_word_styles(pack),
        fonts=pack.fonts,
        page=PageSetup(**pack.brand.page.model_dump()),
        language=locale_tag,
        assets=pack.assets,
    )


def word_facts(brand: Brand, locale_tag: str) -> dict[str, Any]:
    """Return what a template of a Word part may use.

    ``colors`` are six hex digits as Word writes them, ``fonts.latin`` and ``fonts.cjk`` the families
    for Word, ``page`` lengths in twentieths of a point (twips), ``locale`` and ``language`` the tags.
    """
    return {
        "colors": {name: value.removeprefix("#").upper() for name, value in sorted(brand.colors.items())},
        "fonts": brand.fonts.word.model_dump(),
        "page": {side: round(length * 1440 / 25.4) for side, length in brand.page.model_dump().items()},
        "locale": locale_tag,
        "language": locale_tag.split("-", maxsplit=1)[0],
    }


def _style_sheets(pack: Pack, *, without: str) -> str:
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
    merged = pack.chain.merged(f"{WORD}/styles.yaml")
    if unfit := list(find_non_text(merged, merged.data)):
        raise DocgenError(unfit)
    return {style: str(name) for style, name in merged.data.items()}


def _word_parts(pack: Pack, locale_tag: str) -> dict[str, bytes]:
    """Render ``word/*.xml.j2`` and take ``word/*.xml`` as they are, from the youngest pack that has either."""
    parts: dict[str, bytes] = {}
    broken: list[Diagnostic] = []
    environment = make_environment(SourceLoader(pack.templates))
    facts = word_facts(pack.brand, locale_tag)
    for part, file in sorted(_newest_parts(pack).items()):
        try:
            content = _render(environment, file, facts) if file.endswith(TEMPLATE) else pack.chain.find(file)
            etree.fromstring(content or b"", etree.XMLParser(resolve_entities=False, no_network=True))
        except Exception as error:  # noqa: BLE001 - a template is a program: it may fail in any way
            broken.append(_explain(file, error))
        else:
            parts[part] = content or b""
    if broken:
        raise DocgenError(broken)
    return parts


def _newest_parts(pack: Pack) -> Mapping[str, str]:
    """Map the name of each part to the file it is made of."""
    newest: dict[str, str] = {}
    for layer in reversed(pack.chain.layers):
        for file in (*layer.names(WORD, ".xml"), *layer.names(WORD, f".xml{TEMPLATE}")):
            newest[file.removeprefix(f"{WORD}/").removesuffix(TEMPLATE)] = file
    return newest


def _render(environment: Sandbox, file: str, facts: Mapping[str, Any]) -> bytes:
    return environment.get_template(file).render(facts).encode()


def _explain(file: str, error: Exception) -> Diagnostic:
    return report("DG315", Location(file, line=next(_lines_of(error, file), None)), file=file)


def _lines_of(error: Exception, file: str) -> Iterator[int]:
    """Find the line of the file at which an exception arose, in Jinja's or in lxml's way of telling."""
    if isinstance(error, TemplateError | SyntaxError):
        line = getattr(error, "lineno", None)
        if isinstance(line, int):
            yield line
    trace = error.__traceback__
    while trace is not None:
        if trace.tb_frame.f_code.co_filename == file:
            yield trace.tb_lineno
        trace = trace.tb_next
