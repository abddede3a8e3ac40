"""Captions that Word counts: a label, a number, the words."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Literal

from docgen.document.blocks import Inline, Span, Text
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.fields import field
from docgen.writers.docx.inlines import write_inlines
from docgen.writers.docx.paragraphs import write_line

__all__ = ["write_caption"]

_LABELS = {"table": ("表", "Table"), "figure": ("图", "Figure")}


def write_caption(
    kind: Literal["table", "figure"],
    words: Sequence[Inline],
    place: Place,
    draft: Draft,
    story: Story,
    *,
    keep_next: bool | None = None,
) -> None:
    """Write a caption; the label is also the name of its count, as in Word's own captions."""
    label = _LABELS[kind][0 if draft.chinese else 1]
    style = draft.character_style("caption-label")
    properties = f'<w:rPr><w:rStyle w:val="{style}"/></w:rPr>' if style else ""
    name = write_inlines((Span((Text(f"{label} "),), "caption-label"),), place, draft, story)
    number = field(f"SEQ {label} \\* ARABIC", str(draft.next_caption(label)), properties)
    said = write_inlines((Text(" "), *words), place, draft, story)
    write_line(name + number + said, draft.named_style("Caption"), draft, story, keep_next=keep_next)
