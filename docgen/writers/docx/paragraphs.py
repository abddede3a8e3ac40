"""One paragraph at its place: marks, page turns and the space below tables and boxes."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.document.blocks import Inline
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.inlines import write_inlines
from docgen.writers.docx.markup import paragraph

__all__ = ["write_line", "write_paragraph"]


def write_paragraph(
    inlines: Iterable[Inline],
    style: str,
    place: Place,
    draft: Draft,
    story: Story,
    *,
    numbering: tuple[int, int] | None = None,
) -> None:
    """Write words in a paragraph style (by its id) to the end of a story."""
    runs = write_inlines(inlines, place, draft, story)
    write_line(runs, style, draft, story, keep_next=place.keep_next, numbering=numbering)


def write_line(
    runs: str,
    style: str,
    draft: Draft,
    story: Story,
    *,
    keep_next: bool | None = None,
    numbering: tuple[int, int] | None = None,
) -> None:
    """Write finished runs as a paragraph; waiting marks and a waiting page turn land here."""
    starts, ends = draft.take_marks()
    gap = None
    if (
        story.needs_gap()
        and not draft.new_page
        and draft.styles.space_before.get(style, 0) < draft.styles.gap
    ):
        gap = draft.styles.gap  # Word leaves no space below tables and boxes by itself
    story.written.append(
        paragraph(
            style,
            starts + runs + ends,
            keep_next=keep_next,
            page_break=draft.new_page,
            numbering=numbering,
            space_before=gap,
        )
    )
    draft.new_page = story.apart = False
