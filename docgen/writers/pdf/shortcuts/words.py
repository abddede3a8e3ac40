"""Words that stand in a document many times are broken into lines once and drawn once.

Two texts are alike when their letters and everything in their styles that Pango is told are the same.
"""

from __future__ import annotations

from itertools import count
from typing import Any

from pydyf import Stream
from weasyprint.draw import text as drawing
from weasyprint.text import line_break
from weasyprint.text.line_break import Layout

__all__ = [
    "QuickLayout",
    "describe_font",
    "draw_first_line",
    "forget",
    "split_first_line",
    "strut",
]

_TOLD = (
    "direction",
    "font_feature_settings",
    "font_kerning",
    "font_language_override",
    "font_size",
    "font_stretch",
    "font_style",
    "font_variant_alternates",
    "font_variant_caps",
    "font_variant_east_asian",
    "font_variant_ligatures",
    "font_variant_numeric",
    "font_variant_position",
    "font_variation_settings",
    "font_weight",
    "hyphenate_character",
    "hyphenate_limit_chars",
    "hyphenate_limit_zone",
    "hyphens",
    "lang",
    "letter_spacing",
    "overflow_wrap",
    "tab_size",
    "text_decoration_line",
    "white_space",
    "word_break",
    "word_spacing",
)
"""What the engine tells Pango of a style beside the families, and what it asks when it breaks lines."""

_MANY = 4096
_TOO_SMALL = 1e-6
"""A size of letters the engine does not draw."""

_faces: dict[Any, int] = {}
_numbers = count()
_split: Any = line_break.split_first_line
_draw: Any = drawing.draw_first_line
_measure: Any = line_break.strut
_describe: Any = line_break.get_font_description
_drawn: tuple[Any, dict[Any, Any]] = ({}, {})
"""The fonts of the file that is being painted, and the operators of its words."""


def _face(style: Any) -> int | None:
    """Return a number that two styles share if text looks the same in both; nothing if that cannot be told."""
    own = vars(style)
    face: int | None = own.get("docgen_face")
    if face is None:
        families = tuple(style["font_family"])  # a drawing has a list of them
        told = (style[name] for name in _TOLD)
        try:
            face = _faces.setdefault((id(style.font_config), families, *told), next(_numbers))
        except TypeError:
            return None
        if len(_faces) > _MANY:
            _faces.clear()
        own["docgen_face"] = face
    return face


def split_first_line(
    text: str, style: Any, context: Any, max_width: Any, justification_spacing: Any, *more: Any, **named: Any
) -> Any:
    """Return the first line of a text, as the engine does; for each caller a layout of its own.

    A text that fits into one line is the same in every width it fits into.
    """
    face = _face(style) if context is not None else None
    if face is None:
        return _split(text, style, context, max_width, justification_spacing, *more, **named)
    known = vars(context).setdefault("docgen_lines", {})
    alike = (text, face, justification_spacing)
    if (found := known.get(alike)) is not None and (max_width is None or found[1][2] <= max_width):
        return _copy(found[0], max_width=max_width), *found[1]
    exact = (*alike, max_width, more, *named.items())
    if (found := known.get(exact)) is None:
        layout, *rest = _split(text, style, context, max_width, justification_spacing, *more, **named)
        found = known[exact] = (vars(layout), rest)
        if _fits(text, max_width, *rest):
            known[alike] = found
    return _copy(found[0]), *found[1]


def _fits(text: str, max_width: Any, _length: Any, resume_at: Any, width: Any, *_more: Any) -> bool:
    """Tell whether a text fits into one line; a space at its end might hang over."""
    return resume_at is None and (max_width is None or (width <= max_width and text == text.rstrip()))


def _copy(own: dict[str, Any], **more: Any) -> Any:
    layout = QuickLayout.__new__(QuickLayout)
    layout.__dict__.update(own, **more)
    return layout


def strut(style: Any) -> Any:
    """Return the height of a line and where its letters stand, reckoned once a style."""
    own = vars(style)
    if (found := own.get("docgen_strut")) is None:
        found = own["docgen_strut"] = _measure(style)
    return found


def describe_font(style: Any) -> Any:
    """Return what Pango is told of a font; it only reads it."""
    face = _face(style)
    if face is None:
        return _describe(style)
    known = vars(style.font_config).setdefault("docgen_fonts", {})
    if (found := known.get(face)) is None:
        if len(known) > _MANY:
            known.clear()
        found = known[face] = _describe(style)
    return found


class QuickLayout(Layout):  # type: ignore[misc]  # the engine has no types
    """A text that is handed to Pango to be drawn only when somebody asks for that; it may be known already."""

    def reactivate(self, style: Any) -> None:
        """Note the style; ``layout`` is made from it when it is missed."""
        self.style = style

    def __getattr__(self, name: str) -> Any:
        """Make the layout of Pango."""
        if name != "layout" or "style" not in vars(self):
            raise AttributeError(name)
        super().reactivate(self.style)
        return vars(self)["layout"]

    def deactivate(self) -> None:
        """Let go of what is held of Pango, if anything is."""
        own = self.__dict__
        for name in ("layout", "language", "style"):
            own.pop(name, None)


class _Record(Stream):  # type: ignore[misc]  # the library has no types
    """A drawing that only notes the operators of one line of text; where it stands is no part of it."""

    def __init__(self, stream: Any) -> None:
        super().__init__()
        self.add_font = stream.add_font
        self.ink_rect, self.logical_rect = stream.ink_rect, stream.logical_rect

    def set_text_matrix(self, *place: float) -> None:
        pass

    def set_font_size(self, font: str, size: float) -> None:
        self.stream.append((font, size))


def draw_first_line(stream: Any, textbox: Any, text_overflow: Any, block_ellipsis: Any, matrix: Any) -> Any:
    """Draw a line of text; a line that was drawn in this file before is written down again."""
    layout, style = textbox.pango_layout, textbox.style
    if not textbox.text.strip() or style["font_size"] < _TOO_SMALL:
        return []
    face = _face(style)
    if face is None or text_overflow == "ellipsis" or block_ellipsis != "none":
        return _draw(stream, textbox, text_overflow, block_ellipsis, matrix)
    known = _known(stream)
    key = (layout.text, face, layout.justification_spacing)
    if (found := known.get(key)) is None:
        record = _Record(stream)
        emojis = _draw(record, textbox, text_overflow, block_ellipsis, matrix)
        found = known[key] = (record.stream, emojis)
    stream.set_text_matrix(*matrix.values)
    for operator in found[0]:
        if operator.__class__ is tuple:
            stream.set_font_size(*operator)
        else:
            stream.stream.append(operator)
    return found[1]


def _known(stream: Any) -> dict[Any, Any]:
    global _drawn  # noqa: PLW0603 - the engine has no place where a file could keep it
    fonts, known = _drawn
    if fonts is not stream._fonts:  # noqa: SLF001 - all drawings of a file share it, no two files do
        known = {}
        _drawn = stream._fonts, known  # noqa: SLF001
    return known


def forget() -> None:
    """Let go of what was kept for a file."""
    global _drawn  # noqa: PLW0603
    _drawn = ({}, {})
