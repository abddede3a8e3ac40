"""One paragraph at its place: marks, page turns and the space below tables and boxes."""

from __future__ import annotations

from collections.abc import Iterable

from docgen.document.blocks import Inline
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.inlines import write_inlines
from docgen.writers.docx.markup import paragraph

__all__ = ["write_ground", "write_line", "write_paragraph"]


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
    story.written.append(
        paragraph(
            style,
            starts + story.ground + runs + ends,
            keep_next=keep_next,
            page_break=draft.new_page,
            numbering=numbering,
            space_before=_space_before(style, draft, story),
        )
    )
    draft.new_page = story.apart = False
    story.ground = ""


def write_ground(draft: Draft, story: Story) -> None:
    """Give a waiting ground a small paragraph of its own, where something else than a paragraph follows."""
    if story.ground:
        write_line("", draft.named_style("Section End"), draft, story)


def _space_before(style: str, draft: Draft, story: Story) -> int | None:
    """Return the space that the place asks for instead of the style: none on top of a page, some below a table."""
    own = draft.styles.space_before.get(style, 0)
    if draft.new_page or story.starts_page():
        return 0 if own else None
    # Word leaves no space below tables and boxes by itself.
    return draft.styles.gap if story.needs_gap() and own < draft.styles.gap else None
