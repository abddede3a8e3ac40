"""The look of a chart: colors of the theme, lines, dots and small words."""

from __future__ import annotations

__all__ = ["color", "dot", "fill", "line", "words"]

_EMU_PER_POINT = 12_700
_WHOLE = 100


def color(scheme: str, *, darker: int = 100, opaque: int = 100) -> str:
    """Write a color of the theme; ``darker`` keeps so many percent of its lightness, ``opaque`` of its strength."""
    change = f'<a:lumMod val="{darker}000"/>' if darker < _WHOLE else ""
    change += f'<a:alpha val="{opaque}000"/>' if opaque < _WHOLE else ""
    return f'<a:schemeClr val="{scheme}">{change}</a:schemeClr>'


def fill(scheme: str, *, opaque: int = 100) -> str:
    """Fill with a color of the theme."""
    return f"<a:solidFill>{color(scheme, opaque=opaque)}</a:solidFill>"


def line(scheme: str, points: float, *, dashed: bool = False) -> str:
    """Draw a line."""
    dash = '<a:prstDash val="dash"/>' if dashed else ""
    return f'<a:ln w="{round(points * _EMU_PER_POINT)}" cap="flat">{fill(scheme)}{dash}<a:round/></a:ln>'


def dot(scheme: str, size: int) -> str:
    """Draw the points of a line as dots."""
    return (
        f'<c:marker><c:symbol val="circle"/><c:size val="{size}"/>'
        f"<c:spPr>{fill(scheme)}<a:ln><a:noFill/></a:ln></c:spPr></c:marker>"
    )


def words(ink: str, size: float, *, bold: bool = False, wrap: bool = True) -> str:
    """Set words in the fonts of the theme, on level lines."""
    return (
        f'<c:txPr><a:bodyPr rot="0" vert="horz" wrap="{"square" if wrap else "none"}"/><a:lstStyle/><a:p><a:pPr>'
        f'<a:defRPr sz="{round(size * 100)}" b="{int(bold)}"><a:solidFill>{ink}</a:solidFill>'
        '<a:latin typeface="+mn-lt"/><a:ea typeface="+mn-ea"/></a:defRPr></a:pPr><a:endParaRPr lang="en-US"/></a:p></c:txPr>'
    )
