"""Charts that Word draws itself, each with its workbook."""

from __future__ import annotations

from dataclasses import replace

from docgen.document.blocks import ChartBlock
from docgen.document.charts import Chart
from docgen.writers.docx.chart_frame import make_frame
from docgen.writers.docx.chart_parts import CHART, chart_xml
from docgen.writers.docx.draft import Draft, Place, Story
from docgen.writers.docx.graphics import EMU_PER_MM, EMU_PER_TWIP
from docgen.writers.docx.markup import attribute
from docgen.writers.docx.paragraphs import write_line
from docgen.writers.docx.workbook import make_workbook

__all__ = ["write_chart"]

_EMU_PER_POINT = 12_700
_LEAST = EMU_PER_MM


def write_chart(block: ChartBlock, place: Place, draft: Draft, story: Story) -> None:
    """Write a chart as a paragraph of its own, no wider than its place."""
    drawing = block.drawing
    width, height = (max(_LEAST, round(n * EMU_PER_MM)) for n in (drawing.width_mm, drawing.height_mm))
    width, height = _fit(width, height, place.width * EMU_PER_TWIP)
    chart = _possible(block.chart, draft)
    frame = make_frame(chart, width / _EMU_PER_POINT, height / _EMU_PER_POINT)
    xml = chart_xml(chart, frame, draft.document.meta.language, "rId1")
    relation = draft.package.add_chart(xml, make_workbook(chart), story.part)
    alt = chart.description or drawing.alt or chart.title
    run = _inline(relation, draft.next_drawing(), alt, width, height)
    write_line(run, place.plain, draft, story, keep_next=place.keep_next)


def _fit(width: int, height: int, room: int) -> tuple[int, int]:
    return (width, height) if width <= room else (room, max(_LEAST, round(height * room / width)))


def _possible(chart: Chart, draft: Draft) -> Chart:
    """Replace what XML cannot hold, so that chart and workbook say the same."""
    series = tuple(replace(each, name=draft.possible(each.name)) for each in chart.series)
    return replace(chart, categories=tuple(map(draft.possible, chart.categories)), series=series)


def _inline(relation: str, number: int, alt: str, width: int, height: int) -> str:
    return (
        '<w:r><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">'
        f'<wp:extent cx="{width}" cy="{height}"/><wp:effectExtent l="0" t="0" r="0" b="0"/>'
        f'<wp:docPr id="{number}" name="Chart {number}" descr="{attribute(alt)}"/><wp:cNvGraphicFramePr/>'
        f'<a:graphic><a:graphicData uri="{CHART}"><c:chart xmlns:c="{CHART}" r:id="{relation}"/>'
        "</a:graphicData></a:graphic></wp:inline></w:drawing></w:r>"
    )
