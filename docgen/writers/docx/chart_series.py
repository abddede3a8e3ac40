"""The rows of a chart: how columns, lines and limits are spelled, and their figures."""

from __future__ import annotations

from decimal import Decimal

from docgen.document.charts import Chart, Series
from docgen.writers.docx.chart_frame import SMALL, Frame, label_spot, limit_shifts, shown_labels
from docgen.writers.docx.chart_look import color, dot, fill, line, words
from docgen.writers.docx.markup import attribute, characters
from docgen.writers.docx.workbook import categories_range, digits, name_cell, number_format, values_range

__all__ = ["limit_series", "path_series"]

_LARGE = 8.5
_SHOWN = ("LegendKey", "Val", "CatName", "SerName", "Percent", "BubbleSize")
_LIMITS = {"threshold": "accent3", "red_line": "accent3", "stretch": "accent2"}
_WORDS = {"accent2": 75}
"""Gold is for lines; words need it darker."""
_PALEST, _PALE = 30, 65
"""How strong the color of the first column is, in percent, and up to where words on it are dark."""
_NO_LEADERS = (
    '<c:extLst><c:ext uri="{CE6537A1-D6FC-4f65-9D91-7224C49458BB}" '
    'xmlns:c15="http://schemas.microsoft.com/office/drawing/2012/chart">'
    '<c15:showLeaderLines val="0"/></c:ext></c:extLst>'
)
_DASH = 20
_DASH_ONLY = '<c:marker><c:symbol val="dash"/><c:size val="{}"/><c:spPr>{}</c:spPr></c:marker>'


def path_series(chart: Chart, number: int, frame: Frame) -> str:
    """Write one row of the way, as columns or as a line; ``number`` is its place among the series."""
    series = chart.series[number]
    column = chart.kind == "column"
    look = _column_look(chart, series) if column else _line_look(chart, series)
    tail = "" if column else '<c:smooth val="0"/>'
    labels = _labels(chart, series, frame)
    return f"<c:ser>{_head(number, series)}{look}{labels}{_data(chart, number)}{tail}</c:ser>"


def limit_series(chart: Chart, number: int, frame: Frame) -> str:
    """Write a limit as a dashed line with its name at the right end."""
    series = chart.series[number]
    scheme = _LIMITS.get(series.key, "tx2")
    alone = len(chart.categories) == 1
    marker = (
        _DASH_ONLY.format(_DASH, fill(scheme)) if alone else '<c:marker><c:symbol val="none"/></c:marker>'
    )
    place = next((p for p, value in reversed(list(enumerate(series.values))) if value is not None), None)
    value = series.values[place] if place is not None else None
    label = ""
    if place is not None and value is not None:
        label = _limit_label(place, value, scheme, _shift(chart, number, frame))
    return (
        f"<c:ser>{_head(number, series)}<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{marker}"
        f"<c:dLbls>{label}{_show()}{_NO_LEADERS}</c:dLbls>{'' if alone else _edge_to_edge(scheme)}{_data(chart, number)}"
        '<c:smooth val="0"/></c:ser>'
    )


def _edge_to_edge(scheme: str) -> str:
    """Draw the line as a trend, which may go on for half a category to both edges of the plot."""
    return (
        f'<c:trendline><c:spPr>{line(scheme, 1, dashed=True)}</c:spPr><c:trendlineType val="linear"/>'
        '<c:forward val="0.5"/><c:backward val="0.5"/><c:dispRSqr val="0"/><c:dispEq val="0"/></c:trendline>'
    )


def _shift(chart: Chart, number: int, frame: Frame) -> tuple[float, float]:
    """Tell how far the name of a limit moves, in shares of the chart: right to the edge of the plot, and up."""
    half = frame.slot(chart) / 2 + frame.spill
    if len(chart.categories) == 1:
        half = max(0.0, half - _DASH)
    return half / frame.width, limit_shifts(chart, frame)[number] / frame.height


def _limit_label(place: int, value: Decimal, scheme: str, shift: tuple[float, float]) -> str:
    moved = (
        f'<c:layout><c:manualLayout><c:x val="{shift[0]:.4f}"/><c:y val="{-shift[1]:.4f}"/>'
        "</c:manualLayout></c:layout>"
    )
    ink = color(scheme, darker=_WORDS.get(scheme, 100))
    return (
        f'<c:dLbl><c:idx val="{place}"/>{moved}{_form(value, ink, SMALL)}<c:dLblPos val="r"/>'
        f"{_show('Val', 'SerName')}<c:separator> </c:separator></c:dLbl>"
    )


def _head(number: int, series: Series) -> str:
    return (
        f'<c:idx val="{number}"/><c:order val="{number}"/><c:tx><c:strRef><c:f>{name_cell(number + 1)}</c:f>'
        f'<c:strCache><c:ptCount val="1"/><c:pt idx="0"><c:v>{characters(series.name)}</c:v></c:pt>'
        "</c:strCache></c:strRef></c:tx>"
    )


# Looks --------------------------------------------------------------------------------------------


def _column_look(chart: Chart, series: Series) -> str:
    """Give every column its color: paler the farther it is from the one that stands out."""
    points = "".join(
        f'<c:dPt><c:idx val="{place}"/><c:invertIfNegative val="0"/><c:bubble3D val="0"/>'
        f"<c:spPr>{_column_fill(chart, series, place)}</c:spPr></c:dPt>"
        for place, value in enumerate(series.values)
        if value is not None
    )
    return f'<c:spPr>{fill("accent1")}</c:spPr><c:invertIfNegative val="0"/>{points}'


def _column_fill(chart: Chart, series: Series, place: int) -> str:
    if series.key == "actual":
        return fill("accent3")
    if place == chart.mark:
        return fill("accent2")
    return fill("accent1", opaque=_strength(chart, place))


def _strength(chart: Chart, place: int) -> int:
    before = chart.mark if chart.mark > 0 else len(chart.categories)
    return _PALEST + min(100 - _PALEST, round((100 - _PALEST) * place / before))


def _line_look(chart: Chart, series: Series) -> str:
    if series.key == "actual":
        return f"<c:spPr><a:ln><a:noFill/></a:ln></c:spPr>{dot('accent3', 8)}"
    marked = ""
    if 0 <= chart.mark < len(series.values) and series.values[chart.mark] is not None:
        marked = (
            f'<c:dPt><c:idx val="{chart.mark}"/>{dot("accent2", 8)}<c:bubble3D val="0"/>'
            f"<c:spPr>{line('accent1', 1.75)}</c:spPr></c:dPt>"
        )
    return f"<c:spPr>{line('accent1', 1.75)}</c:spPr>{dot('accent1', 5)}{marked}"


# Figures ------------------------------------------------------------------------------------------


def _labels(chart: Chart, series: Series, frame: Frame) -> str:
    shown = shown_labels(chart, series, frame)
    labels = "".join(
        _label(chart, series, place, value, frame) if place in shown else _hidden(place)
        for place, value in enumerate(series.values)
        if value is not None
    )
    spot = "t" if chart.kind == "line" else "outEnd"
    rest = _form(Decimal(1).scaleb(-chart.decimals), color("tx1"), SMALL)
    return f'<c:dLbls>{labels}{rest}<c:dLblPos val="{spot}"/>{_show("Val")}</c:dLbls>'


def _label(chart: Chart, series: Series, place: int, value: Decimal, frame: Frame) -> str:
    stands_out = place == chart.mark or series.key == "actual"
    spot = label_spot(value, chart, frame)
    dark = series.key == "actual" or (place != chart.mark and _strength(chart, place) > _PALE)
    ink = color("bg1" if spot == "inEnd" and dark else "tx1")
    form = _form(value, ink, _LARGE if stands_out else SMALL, bold=stands_out)
    return f'<c:dLbl><c:idx val="{place}"/>{form}<c:dLblPos val="{spot}"/>{_show("Val")}</c:dLbl>'


def _hidden(place: int) -> str:
    return f'<c:dLbl><c:idx val="{place}"/><c:delete val="1"/></c:dLbl>'


def _form(value: Decimal, ink: str, size: float, *, bold: bool = False) -> str:
    return (
        f'<c:numFmt formatCode="{attribute(number_format(digits(value)))}" sourceLinked="0"/>'
        f"<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>{words(ink, size, bold=bold, wrap=False)}"
    )


def _show(*names: str) -> str:
    return "".join(f'<c:show{name} val="{int(name in names)}"/>' for name in _SHOWN)


def _data(chart: Chart, number: int) -> str:
    """Write what the sheet says: the names of the categories and the values, digit by digit."""
    values = chart.series[number].values
    names = "".join(
        f'<c:pt idx="{place}"><c:v>{characters(name)}</c:v></c:pt>'
        for place, name in enumerate(chart.categories)
    )
    figures = "".join(
        f'<c:pt idx="{place}"><c:v>{value:f}</c:v></c:pt>'
        for place, value in enumerate(values)
        if value is not None
    )
    count = f'<c:ptCount val="{len(values)}"/>'
    return (
        f"<c:cat><c:strRef><c:f>{categories_range(chart)}</c:f><c:strCache>{count}{names}</c:strCache>"
        f"</c:strRef></c:cat><c:val><c:numRef><c:f>{values_range(chart, number + 1)}</c:f><c:numCache>"
        f"<c:formatCode>{number_format(chart.decimals)}</c:formatCode>{count}{figures}</c:numCache>"
        "</c:numRef></c:val>"
    )
