"""Pages: paper and margins, covers and landscape, what runs along the top and the bottom."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import chain
from typing import Literal

from docx.opc.part import Part

from docgen.document.blocks import Block, Group, Paragraph
from docgen.document.model import PageSetup
from docgen.writers.docx.body import write_blocks
from docgen.writers.docx.draft import Draft, PageKind, Place, Story
from docgen.writers.docx.inlines import write_inlines
from docgen.writers.docx.markup import paragraph, part_xml, twips
from docgen.writers.docx.package import fill
from docgen.writers.docx.paragraphs import write_line

__all__ = ["write_body"]

_TAB = "<w:r><w:tab/></w:r>"
_HALF = 2
_SIDES = 2


def write_body(draft: Draft) -> str:
    """Write the whole document part; headers and footers are added to the package on the way."""
    story = Story(draft.package.document, fills_pages=True)
    place = Place(draft.named_style("Body Text"), draft.text_width(None))
    write_blocks(draft.document.body, place, draft, story)
    if draft.comments.settle() or draft.has_marks or story.ground:
        # Nothing came after them, and a header must not get them.
        write_line("", draft.named_style("Section End"), draft, story)
    runs = [run for run in story.runs if run[1]] or [(None, [])]
    references = {kind: _references(kind, draft) for kind in dict.fromkeys(kind for kind, _ in runs)}
    for kind, written in runs[:-1]:
        _close(written, _properties(kind, draft.page, references[kind]), draft)
    content = chain.from_iterable(written for _, written in runs)
    last = runs[-1][0]
    return part_xml(
        "document",
        f"<w:body>{''.join(content)}{_properties(last, draft.page, references[last])}</w:body>",
    )


def _close(written: list[str], properties: str, draft: Draft) -> None:
    """End a run of pages in its last paragraph; a small one is added where a table or a control ends it."""
    if not written[-1].startswith("<w:p>"):
        written.append(paragraph(draft.named_style("Section End"), ""))
    written[-1] = written[-1].replace("</w:pPr>", f"{properties}</w:pPr>", 1)


def _properties(kind: PageKind, page: PageSetup, references: str) -> str:
    width, height = twips(page.width), twips(page.height)
    size = f'<w:pgSz w:w="{width}" w:h="{height}"/>'
    if kind == "landscape":
        size = f'<w:pgSz w:w="{height}" w:h="{width}" w:orient="landscape"/>'
    margins = (
        f'<w:pgMar w:top="{twips(page.top)}" w:right="{twips(page.right)}" w:bottom="{twips(page.bottom)}" '
        f'w:left="{twips(page.left)}" w:header="{twips(page.top / _HALF)}" '
        f'w:footer="{twips(page.bottom / _HALF)}" w:gutter="0"/>'
    )
    return (
        f'<w:sectPr>{references}<w:type w:val="nextPage"/>{size}{margins}<w:cols w:space="720"/>'
        '<w:docGrid w:linePitch="312"/></w:sectPr>'
    )


def _references(kind: PageKind, draft: Draft) -> str:
    """Make the header and footer of one kind of pages and write the references to them.

    A cover has a pair of its own without words; without it Word would repeat that of the pages before.
    """
    document = draft.document
    top, bottom = ((), ()) if kind == "cover" else (document.header, document.footer)
    return _running("header", top, kind, draft) + _running("footer", bottom, kind, draft)


def _running(
    name: Literal["header", "footer"],
    blocks: Sequence[Block],
    kind: PageKind,
    draft: Draft,
) -> str:
    """Make one header or footer part and return the reference to it."""
    part = draft.package.add_running(name)
    style = draft.named_style(f"{name.title()} Landscape" if kind == "landscape" else name.title())
    place = Place(style, draft.text_width(kind))
    xml = part_xml("hdr" if name == "header" else "ftr", _lines(blocks, place, draft, part))
    fill(part, draft.possible(xml))
    return f'<w:{name}Reference w:type="default" r:id="{draft.package.relation_id(part)}"/>'


def _lines(blocks: Sequence[Block], place: Place, draft: Draft, part: Part) -> str:
    """Write what runs along the page: paragraphs share one line, the last of them at its right end."""
    words = [line.children for line in _paragraphs(blocks)]
    story = Story(part)
    if words and _is_one_line(blocks):
        runs = _TAB.join(write_inlines(line, place, draft, story) for line in words)
        middle = f'<w:tab w:val="center" w:pos="{place.width // 2}"/>' if len(words) > _SIDES else ""
        return paragraph(place.plain, runs, tabs=middle)
    write_blocks(blocks, place, draft, story)
    if not story.written or not story.written[-1].startswith("<w:p>"):
        story.written.append(paragraph(place.plain, ""))
    return "".join(story.written)


def _is_one_line(blocks: Sequence[Block]) -> bool:
    return all(
        isinstance(b, Paragraph) or (isinstance(b, Group) and _is_one_line(b.children)) for b in blocks
    )


def _paragraphs(blocks: Sequence[Block]) -> Iterator[Paragraph]:
    for block in blocks:
        if isinstance(block, Paragraph):
            yield block
        elif isinstance(block, Group):
            yield from _paragraphs(block.children)
