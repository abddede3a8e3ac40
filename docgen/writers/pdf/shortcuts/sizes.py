"""The used sizes of a box: nearly all are lengths and need no reckoning."""

from __future__ import annotations

from typing import Any

from weasyprint.css.properties import Dimension
from weasyprint.formatting_structure.boxes import Box, PageBox
from weasyprint.layout import percent

__all__ = ["resolve_percentages"]

_ACROSS = ("margin_left", "margin_right", "padding_left", "padding_right", "width", "max_width")
_ALONG = ("margin_top", "margin_bottom", "padding_top", "padding_bottom")
_BORDERS = ("border_top_width", "border_right_width", "border_bottom_width", "border_left_width")
_reckon = percent.percentage
_resolve = percent.resolve_percentages


def resolve_percentages(box: Any, containing_block: Any) -> None:
    """Set the used sizes of a box inside another, or inside a pair of width and height."""
    if not isinstance(box, Box):  # what is taken out of the flow stands there wrapped
        _resolve(box, containing_block)
        return
    width, height = _extent(containing_block)
    style, used = box.style, vars(box)
    for name in _ACROSS:
        used[name] = _used(style[name], style, width)
    along = height if isinstance(box, PageBox) else width
    for name in _ALONG:
        used[name] = _used(style[name], style, along)
    used["min_width"] = _least(style["min_width"], style, width)
    _set_height(used, style, height)
    is_collapsed = style["border_collapse"] == "collapse"
    for name in _BORDERS:
        if not (is_collapsed and hasattr(box, name)):  # neighbours have agreed on it already
            used[name] = style[name]
    if style["box_sizing"] != "content-box":
        percent.adjust_box_sizing(box, "width")
        percent.adjust_box_sizing(box, "height")


def _extent(around: Any) -> Any:
    return (around.width, around.height) if isinstance(around, Box) else around


def _used(value: Any, style: Any, whole: Any) -> Any:
    if value.__class__ is Dimension:
        return whole * value.value / 100 if value.unit == "%" else value.value
    return _reckon(value, style, whole)


def _least(value: Any, style: Any, whole: Any) -> Any:
    found = _used(value, style, whole)
    return 0 if found == "auto" else found


def _set_height(used: dict[str, Any], style: Any, whole: Any) -> None:
    """Set the height and its bounds; inside a box of unknown height a share of it is unknown as well."""
    height = style["height"]
    if whole == "auto":
        is_length = height.__class__ is Dimension and height.unit != "%"
        used["height"] = height.value if is_length else "auto"
        used["min_height"] = _least(style["min_height"], style, 0)
        used["max_height"] = _used(style["max_height"], style, float("inf"))
        return
    used["height"] = _used(height, style, whole)
    used["min_height"] = _least(style["min_height"], style, whole)
    used["max_height"] = _used(style["max_height"], style, whole)
