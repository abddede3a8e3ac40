"""What is asked of every box many times, and is the same for nearly all: it has no ground, no border, no float."""

from __future__ import annotations

from typing import Any

from weasyprint.draw import border
from weasyprint.formatting_structure.boxes import Box
from weasyprint.layout import background
from weasyprint.layout import float as floats

__all__ = [
    "avoid_collisions",
    "draw_border",
    "is_in_normal_flow",
    "layout_box_backgrounds",
    "rounded_box",
]

_IN_FLOW = ("static", "relative")
_SHARP = (0, 0)
_CORNERS = tuple(
    f"border_{corner}_radius" for corner in ("top_left", "top_right", "bottom_right", "bottom_left")
)
_NO_CURVES = dict.fromkeys(_CORNERS, _SHARP)
_ask: Any = Box.is_in_normal_flow
_round: Any = Box.rounded_box
_avoid: Any = floats.avoid_collisions
_lay: Any = background.layout_box_backgrounds
_draw: Any = border.draw_border


def is_in_normal_flow(box: Any) -> bool:
    """Tell whether a box stands where its neighbours leave it."""
    style = box.style
    found: bool = (style["float"] == "none" and style["position"] in _IN_FLOW) or _ask(box)
    return found


def rounded_box(box: Any, top: float, right: float, bottom: float, left: float) -> Any:
    """Return the place, the size and the corners of a box that is so much smaller than its border."""
    is_sharp = (
        box.border_top_left_radius == _SHARP
        and box.border_top_right_radius == _SHARP
        and box.border_bottom_right_radius == _SHARP
        and box.border_bottom_left_radius == _SHARP
    )
    if not is_sharp or min(top, right, bottom, left) < 0:
        return _round(box, top, right, bottom, left)
    return (
        box.border_box_x() + left,
        box.border_box_y() + top,
        box.border_width() - left - right,
        box.border_height() - top - bottom,
        _SHARP,
        _SHARP,
        _SHARP,
        _SHARP,
    )


def avoid_collisions(context: Any, box: Any, containing_block: Any, outer: bool = True) -> Any:
    """Return where a box goes and how wide it may be; a line that no float is beside has all the room."""
    if outer or context.excluded_shapes or containing_block.style["direction"] == "rtl" or box.is_floated():
        return _avoid(context, box, containing_block, outer)
    # In the order in which the engine adds, so that the last digit is the same.
    left = containing_block.content_box_x()
    right = left + containing_block.width
    left += box.margin_left
    right -= box.margin_right
    return left - box.margin_left, box.border_box_y() - box.margin_top, right - left


def layout_box_backgrounds(
    page: Any,
    box: Any,
    get_image_from_uri: Any,
    layout_children: bool = True,
    style: Any = None,
) -> None:
    """Prepare the grounds of a box and of those in it."""
    is_box = isinstance(box, Box)  # what is taken out of the flow stands there wrapped
    if style is not None or box is page or not is_box or not _is_bare(box.style):
        _lay(page, box, get_image_from_uri, layout_children, style)
        return
    own = vars(box)
    own.update(_NO_CURVES)
    own["background"] = None
    if layout_children:
        for child in box.all_children():
            layout_box_backgrounds(page, child, get_image_from_uri)


def _is_bare(style: Any) -> bool:
    """Tell whether a style asks for no ground, no picture, no shadow and no curve; known once a style."""
    own = vars(style)
    bare: bool | None = own.get("docgen_bare")
    if bare is None:
        color = style["background_color"]
        bare = own["docgen_bare"] = (
            color != "currentcolor"
            and color.alpha == 0
            and not style["box_shadow"]
            and not any(value for _, value in style["background_image"])
            and style["border_image_source"][0] == "none"
            and style["mask_border_source"][0] == "none"
            and all((0, "px") in style[corner] for corner in _CORNERS)
        )
    return bare


def draw_border(stream: Any, box: Any) -> None:
    """Draw the border of a box, if there is something to draw."""
    style = box.style
    if (
        box.border_top_width
        or box.border_right_width
        or box.border_bottom_width
        or box.border_left_width
        or style["column_rule_width"]
        or style["border_image_source"][0] != "none"
    ):
        _draw(stream, box)
