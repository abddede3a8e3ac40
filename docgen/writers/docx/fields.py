"""Values that Word computes: fields, with the result it would show at first."""

from __future__ import annotations

from docgen.writers.docx.markup import attribute, characters

__all__ = ["field", "field_end", "field_start", "internal_link"]


def field_start(code: str, properties: str = "") -> str:
    """Open a complex field; its result follows, then ``field_end``."""
    return (
        f'<w:r>{properties}<w:fldChar w:fldCharType="begin"/></w:r>'
        f'<w:r>{properties}<w:instrText xml:space="preserve"> {characters(code)} </w:instrText></w:r>'
        f'<w:r>{properties}<w:fldChar w:fldCharType="separate"/></w:r>'
    )


def field_end(properties: str = "") -> str:
    """Close the field that was opened last."""
    return f'<w:r>{properties}<w:fldChar w:fldCharType="end"/></w:r>'


def field(code: str, result: str, properties: str = "") -> str:
    """Write a whole field with a short result; ``properties`` is a finished ``w:rPr``."""
    shown = f"<w:r>{properties}<w:t>{characters(result)}</w:t></w:r>"
    return field_start(code, properties) + shown + field_end(properties)


def internal_link(bookmark: str, runs: str) -> str:
    """Make runs lead to a bookmark."""
    return f'<w:hyperlink w:anchor="{attribute(bookmark)}" w:history="1">{runs}</w:hyperlink>'
