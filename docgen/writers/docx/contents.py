"""The table of contents: a field Word can renew, filled with entries that are right already."""

from __future__ import annotations

from docgen.document.blocks import Contents, ContentsEntry, Span, Text
from docgen.writers.docx.bookmarks import bookmark_name
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.fields import field, field_end, field_start, internal_link
from docgen.writers.docx.inlines import write_inlines
from docgen.writers.docx.markup import paragraph
from docgen.writers.docx.paragraphs import write_ground

__all__ = ["write_contents"]

_TAB = "<w:r><w:tab/></w:r>"
_GALLERY = (
    '<w:sdtPr><w:id w:val="{number}"/><w:docPartObj>'
    '<w:docPartGallery w:val="Table of Contents"/><w:docPartUnique/></w:docPartObj></w:sdtPr>'
)
_NUMBER = 1_718_205_313
_COUNTED = {True: "Heading 1", False: "Appendix Heading"}


def write_contents(contents: Contents, place: Place, draft: Draft, story: Story) -> None:
    """Write the entries with links, and with page numbers where a layout has computed them."""
    if not contents.entries:
        return
    write_ground(draft, story)
    lines = [_entry(entry, place, draft, story) for entry in contents.entries]
    deepest = max(entry.level for entry in contents.entries)
    lines[0] = (lines[0][0], field_start(_code(deepest)) + lines[0][1])
    lines[-1] = (lines[-1][0], lines[-1][1] + field_end())
    starts, ends = draft.take_marks()
    lines[0] = (lines[0][0], starts + ends + lines[0][1])
    entries = "".join(
        paragraph(style, runs, page_break=draft.new_page and not index)
        for index, (style, runs) in enumerate(lines)
    )
    draft.new_page = story.apart = False
    properties = _GALLERY.format(number=draft.control_number(_NUMBER))
    story.written.append(f"<w:sdt>{properties}<w:sdtContent>{entries}</w:sdtContent></w:sdt>")


def _code(deepest: int) -> str:
    """Say which headings Word should gather when somebody renews the contents."""
    return f'TOC \\o "1-{deepest}" \\h \\z \\t "Appendix Heading,1"'


def _entry(entry: ContentsEntry, place: Place, draft: Draft, story: Story) -> tuple[str, str]:
    """Return the style and the runs of one line: number, words, page."""
    target = entry.href.removeprefix("#")
    label = _label(entry.number, draft) if entry.number else ""
    number = Span((Text(label),), "toc-number") if label else Text("")
    runs = write_inlines((number,), place, draft, story)
    runs += _TAB + write_inlines(entry.children, place, draft, story)
    page = draft.document.pages.get(target)
    name = bookmark_name(target)
    if page is not None and target in draft.targets:
        runs += _TAB + field(f"PAGEREF {name} \\h", str(page))
    linked = internal_link(name, runs) if target in draft.targets else runs
    return draft.named_style(f"toc {entry.level}"), linked


def _label(number: str, draft: Draft) -> str:
    """Return the number as the heading itself shows it."""
    linked = draft.styles.numbering.get(draft.named_style(_COUNTED[number.isdigit()]))
    return draft.lists.label(linked[0], number) if linked else number
