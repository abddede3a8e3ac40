"""The DOCX writer: a theme prepared once, then documents."""

from __future__ import annotations

from typing import ClassVar

from lxml import etree

from docgen.diagnostics import Checked, DocgenError, report
from docgen.document.model import Artifact, Document, Theme
from docgen.markup import read_xml
from docgen.writers.docx.draft import Draft
from docgen.writers.docx.hints import styles_of_hints
from docgen.writers.docx.numbering import ListNumbers, read_numbering
from docgen.writers.docx.package import fill
from docgen.writers.docx.properties import app_properties, core_properties, custom_properties
from docgen.writers.docx.sections import write_body
from docgen.writers.docx.store import item_properties
from docgen.writers.docx.styles import read_styles

__all__ = ["DocxWriter"]

_WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
_ROOTS = {
    "styles.xml": f"{{{_WORD}}}styles",
    "numbering.xml": f"{{{_WORD}}}numbering",
    "settings.xml": f"{{{_WORD}}}settings",
    "fontTable.xml": f"{{{_WORD}}}fonts",
    "theme1.xml": "{http://schemas.openxmlformats.org/drawingml/2006/main}theme",
}


class DocxWriter:
    """Write documents as Word files in the look of one theme.

    The theme's ``word`` parts are styles, numbering, settings, font table and colours.
    """

    suffix: ClassVar[str] = ".docx"
    media_type: ClassVar[str] = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"

    def __init__(self, theme: Theme) -> None:
        """Read the theme's Word parts; raises DocgenError (DG627) naming every part that is missing or wrong."""
        roots = _read_parts(theme)
        self._theme = theme
        self._styles = read_styles(roots["styles.xml"], theme.word_styles, theme.language)
        self._numbering = read_numbering(roots["numbering.xml"])

    def write(self, document: Document) -> Checked[Artifact]:
        """Return the Word file; what it cannot show is reported beside it (DG621 to DG629)."""
        draft = Draft(document, self._styles, ListNumbers(self._numbering), self._theme)
        body = write_body(draft)
        fill(draft.package.document, draft.possible(body))
        self._add_look(draft)
        self._add_hints(draft)
        _add_comments(draft)
        _add_store(draft)
        _add_properties(draft)
        artifact = Artifact(draft.package.zipped(), self.media_type, self.suffix)
        return Checked(artifact, tuple(draft.warnings))

    def _add_look(self, draft: Draft) -> None:
        word = self._theme.word
        draft.package.add("styles", self._styles.xml_for(draft.document.meta.language))
        draft.package.add("numbering", draft.lists.xml())
        draft.package.add("settings", word["settings.xml"])
        draft.package.add("fontTable", word["fontTable.xml"])
        draft.package.add("theme/theme1", word["theme1.xml"])

    def _add_hints(self, draft: Draft) -> None:
        if draft.hints:
            used = draft.named_style("Normal"), draft.character_style("placeholder-text")
            styles = styles_of_hints(self._styles.xml_for(draft.document.meta.language), used)
            draft.package.add_glossary(draft.possible(draft.hints.xml(*used)), styles)


def _add_comments(draft: Draft) -> None:
    if draft.comments:
        style = draft.styles.find("paragraph", ["annotation text"]) or ""
        xml = draft.comments.xml(draft.document.meta.created, style)
        draft.package.add("comments", draft.possible(xml).encode())


def _add_store(draft: Draft) -> None:
    if not draft.store.is_empty:
        draft.package.add_store(draft.possible(draft.store.xml()), item_properties())


def _add_properties(draft: Draft) -> None:
    meta = draft.document.meta
    for name, content in (("core", core_properties(meta)), ("app", app_properties(meta))):
        draft.package.add_properties(name, draft.possible(content))
    custom = draft.package.add_properties("custom", "")
    fill(custom, draft.possible(custom_properties(meta, draft.package.digest(but=custom))))


def _read_parts(theme: Theme) -> dict[str, etree._Element]:
    roots: dict[str, etree._Element] = {}
    wrong = []
    for name, element in _ROOTS.items():
        root = _root(theme.word.get(name, b""))
        # Our own elements join theirs as text, so the prefix has to be the usual one.
        if root is None or root.tag != element or (_WORD in element and root.prefix != "w"):
            wrong.append(report("DG627", part=name, pack=theme.name))
        else:
            roots[name] = root
    if wrong:
        raise DocgenError(wrong)
    return roots


def _root(content: bytes) -> etree._Element | None:
    try:
        return read_xml(content)
    except etree.XMLSyntaxError:
        return None
