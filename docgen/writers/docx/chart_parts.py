"""The part that Word draws a chart from: plot, axes, and the way to its workbook."""

from __future__ import annotations

from docgen.document.charts import Chart
from docgen.writers.docx.chart_frame import SMALL, Frame
from docgen.writers.docx.chart_look import color, line, words
from docgen.writers.docx.chart_series import limit_series, path_series
from docgen.writers.docx.markup import attribute
from docgen.writers.docx.workbook import digits, number_format

__all__ = ["CHART", "chart_xml"]

CHART = "http://schemas.openxmlformats.org/drawingml/2006/chart"

_NAMESPACES = (
    f'xmlns:c="{CHART}" xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
)
_NOTHING = "<c:spPr><a:noFill/><a:ln><a:noFill/></a:ln></c:spPr>"
_NO_TICKS = '<c:majorTickMark val="none"/><c:minorTickMark val="none"/>'
_CATEGORY, _VALUE = 1, 2
_AXES = f'<c:axId val="{_CATEGORY}"/><c:axId val="{_VALUE}"/>'
_WIDEST_GAP = 500


def chart_xml(chart: Chart, frame: Frame, language: str, workbook: str) -> str:
    """Write the part of a chart; ``workbook`` is the relationship that leads to its figures."""
    return (
        '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
        f'<c:chartSpace {_NAMESPACES}><c:date1904 val="0"/><c:lang val="{attribute(language)}"/>'
        '<c:roundedCorners val="0"/><c:chart><c:autoTitleDeleted val="1"/>'
        f"<c:plotArea>{_layout(frame)}{_plots(chart, frame)}<c:spPr><a:noFill/></c:spPr></c:plotArea>"
        '<c:plotVisOnly val="1"/><c:dispBlanksAs val="gap"/></c:chart>'
        f'{_NOTHING}{words(color("tx2"), SMALL)}<c:externalData r:id="{workbook}">'
        '<c:autoUpdate val="0"/></c:externalData></c:chartSpace>'
    )


def _layout(frame: Frame) -> str:
    values = (
        ("x", frame.left / frame.width),
        ("y", frame.top / frame.height),
        ("w", frame.plot_width / frame.width),
        ("h", frame.plot_height / frame.height),
    )
    sides = "".join(f'<c:{name} val="{value:.4f}"/>' for name, value in values)
    return (
        '<c:layout><c:manualLayout><c:layoutTarget val="inner"/><c:xMode val="edge"/><c:yMode val="edge"/>'
        f"{sides}</c:manualLayout></c:layout>"
    )


def _plots(chart: Chart, frame: Frame) -> str:
    path = "".join(path_series(chart, n, frame) for n, s in enumerate(chart.series) if s.role == "path")
    limits = "".join(limit_series(chart, n, frame) for n, s in enumerate(chart.series) if s.role == "limit")
    if chart.kind == "line" or not path:
        plots = _lines(path + limits)
    else:
        plots = _columns(path, chart, frame) + (_lines(limits) if limits else "")
    return plots + _category_axis(frame) + _value_axis(chart, frame)


def _columns(series: str, chart: Chart, frame: Frame) -> str:
    gap = min(_WIDEST_GAP, round((frame.slot(chart) / frame.column(chart) - 1) * 100))
    return (
        '<c:barChart><c:barDir val="col"/><c:grouping val="clustered"/><c:varyColors val="0"/>'
        f'{series}<c:gapWidth val="{gap}"/><c:overlap val="100"/>{_AXES}</c:barChart>'
    )


def _lines(series: str) -> str:
    return (
        f'<c:lineChart><c:grouping val="standard"/><c:varyColors val="0"/>{series}<c:marker val="1"/>'
        f"{_AXES}</c:lineChart>"
    )


def _category_axis(frame: Frame) -> str:
    base = f"<c:spPr><a:noFill/>{line('accent4', 0.75)}</c:spPr>"
    return (
        f'<c:catAx><c:axId val="{_CATEGORY}"/><c:scaling><c:orientation val="minMax"/></c:scaling>'
        '<c:delete val="0"/><c:axPos val="b"/><c:numFmt formatCode="General" sourceLinked="0"/>'
        f'{_NO_TICKS}<c:tickLblPos val="low"/>{base}{words(color("tx2"), frame.names)}<c:crossAx val="{_VALUE}"/>'
        '<c:crosses val="autoZero"/><c:auto val="0"/><c:lblAlgn val="ctr"/><c:lblOffset val="50"/>'
        '<c:noMultiLvlLbl val="1"/></c:catAx>'
    )


def _value_axis(chart: Chart, frame: Frame) -> str:
    """Write the value axis; without room for its figures there is no grid either."""
    axis = chart.axis
    grid = f"<c:majorGridlines><c:spPr>{line('accent4', 0.5)}</c:spPr></c:majorGridlines>"
    form = attribute(number_format(digits(axis.low + axis.step)))
    return (
        f'<c:valAx><c:axId val="{_VALUE}"/><c:scaling><c:orientation val="minMax"/>'
        f'<c:max val="{axis.high:f}"/><c:min val="{axis.low:f}"/></c:scaling><c:delete val="0"/>'
        f'<c:axPos val="l"/>{grid if frame.scaled else ""}<c:numFmt formatCode="{form}" sourceLinked="0"/>'
        f'{_NO_TICKS}<c:tickLblPos val="{"low" if frame.scaled else "none"}"/>{_NOTHING}'
        f'{words(color("tx2"), SMALL)}<c:crossAx val="{_CATEGORY}"/><c:crosses val="min"/>'
        f'<c:crossBetween val="between"/><c:majorUnit val="{axis.step:f}"/></c:valAx>'
    )
