"""Blocks, one after another: the text of a document and of everything that holds text."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import assert_never

from docgen.document.blocks import (
    Block,
    Callout,
    ChartBlock,
    Contents,
    DefinitionList,
    Drawing,
    Figure,
    Group,
    Heading,
    List,
    PageBreak,
    Paragraph,
    Quote,
    Rule,
    Section,
    Table,
)
from docgen.writers.docx.boxes import box_style, write_box
from docgen.writers.docx.captions import write_caption
from docgen.writers.docx.charts import write_chart
from docgen.writers.docx.contents import write_contents
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.drawings import write_drawing
from docgen.writers.docx.lists import write_list
from docgen.writers.docx.paragraphs import write_ground, write_line, write_paragraph
from docgen.writers.docx.tables import write_table

__all__ = ["write_blocks"]

_NUMBERED = {"chapter": "Heading 1", "appendix": "Appendix Heading", "none": "Heading Unnumbered"}


def write_blocks(blocks: Iterable[Block], place: Place, draft: Draft, story: Story) -> None:
    """Write blocks to the end of a story."""
    for block in blocks:
        _write(block, place, draft, story)


def _write(block: Block, place: Place, draft: Draft, story: Story) -> None:  # noqa: C901, PLR0912, PLR0915 - one arm a block
    match block:
        case Paragraph():
            draft.mark(block.id)
            write_paragraph(block.children, draft.paragraph_style(block.style, place), place, draft, story)
        case Table():
            write_table(block, place, draft, story, write_blocks)
        case List():
            write_list(block, place, draft, story, write_blocks)
        case Section():
            _write_section(block, place, draft, story)
        case Group():
            _write_group(block, place, draft, story)
        case Heading():
            _write_heading(block, place, draft, story)
        case DefinitionList():
            _write_definitions(block, place, draft, story)
        case Figure():
            _write_figure(block, place, draft, story)
        case ChartBlock():
            write_chart(block, place, draft, story)
        case Drawing():
            write_drawing(block, place, draft, story)
        case Callout() | Quote():
            _write_apart(block, place, draft, story)
        case Rule():
            write_line("", draft.named_style("Rule"), draft, story)
        case PageBreak():
            _turn_page(place, draft, story)
        case Contents():
            write_contents(block, place, draft, story)
        case _:
            assert_never(block)


def _write_section(section: Section, place: Place, draft: Draft, story: Story) -> None:
    draft.mark(section.id)
    if section.page is None or place.in_cell:
        if section.page or (section.new_page and not _runs_on(section, draft)):
            _turn_page(place, draft, story)
        write_blocks(section.children, place, draft, story)
        return
    outer = story.page
    story.turn(section.page)
    draft.new_page = False
    write_blocks(section.children, replace(place, width=draft.text_width(section.page)), draft, story)
    write_ground(draft, story)
    story.turn(outer)


def _runs_on(section: Section, draft: Draft) -> bool:
    """Tell whether the layout found that this section should continue the page before."""
    first = section.children[0] if section.children else None
    return isinstance(first, Heading) and first.id in draft.document.run_on


def _write_group(group: Group, place: Place, draft: Draft, story: Story) -> None:
    style = box_style(group, draft, place)
    if style is not None:
        write_box(group, style, place, draft, story, write_blocks)
        return
    draft.mark(group.id)
    write_blocks(group.children, place, draft, story)


def _turn_page(place: Place, draft: Draft, story: Story) -> None:
    """Let the next paragraph start a page, unless it does so anyway."""
    if place.in_cell:
        draft.warn("DG623")
    elif story.written:
        draft.new_page = True


def _write_heading(heading: Heading, place: Place, draft: Draft, story: Story) -> None:
    """Write a heading; Word counts it, by the style's own list or by the one of its scheme."""
    counted = draft.named_style(_NUMBERED[heading.scheme])
    style = counted if heading.level == 1 else draft.named_style(f"Heading {heading.level}", place.prefixes)
    if heading.style:
        style = draft.paragraph_style(heading.style, replace(place, plain=style))
    linked = draft.styles.numbering.get(counted)
    numbering = linked if heading.scheme != "none" and style != counted else None
    draft.mark_heading(heading.id)
    write_paragraph(heading.children, style, place, draft, story, numbering=numbering)


def _write_definitions(block: DefinitionList, place: Place, draft: Draft, story: Story) -> None:
    term = draft.named_style("Definition Term", place.prefixes)
    inner = replace(place, plain=draft.named_style("Definition", place.prefixes))
    for item in block.items:
        if item.term:
            write_paragraph(item.term, term, place, draft, story)
        write_blocks(item.children, inner, draft, story)


def _write_figure(figure: Figure, place: Place, draft: Draft, story: Story) -> None:
    draft.mark(figure.id)
    plain = draft.named_style("Figure", place.prefixes)
    if figure.style:
        plain = draft.paragraph_style(figure.style, replace(place, plain=plain))
    write_blocks(figure.children, replace(place, plain=plain), draft, story)
    if figure.caption:
        write_caption("figure", figure.caption, place, draft, story)


def _write_apart(block: Callout | Quote, place: Place, draft: Draft, story: Story) -> None:
    """Write blocks in a style of their own; styles named after it come first inside: "Callout List Bullet"."""
    word = block.style or ("callout" if isinstance(block, Callout) else "quote")
    style = draft.paragraph_style(word, place)
    prefixes = (draft.styles.name_of(word), *place.prefixes)
    story.apart = bool(story.written)
    write_blocks(block.children, replace(place, plain=style, prefixes=prefixes), draft, story)
    story.apart = True
