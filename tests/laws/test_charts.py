"""A chart says in Word, in its workbook, in its drawing and in the view what the spec says, digit by digit."""

import pytest
from lxml import etree

from docgen.document.charts import read_chart
from tests.support.docx_charts import chart_blocks, read_charts, read_sheet
from tests.support.making import CASES, make_sample

EVERY = [
    pytest.param(case, marks=pytest.mark.xdist_group(f"{case.path.stem}-{case.language}"), id=case.name)
    for case in CASES
]
LIMITS = {
    "threshold": "threshold", "stretch": "stretch", "high": "target_high", "red_line": "red_line",
}  # fmt: skip


DRAWING = frozenset({"classic", "formal", "responsibility"})
"""Packs with a chart for every indicator; others draw the one that counts most, lines in the text, or none."""


def made(case):
    return make_sample(case.path, case.language, case.pack)


def exact(values):
    """Values digit by digit: 4.0 is not 4."""
    return [None if value is None else f"{value:f}" for value in values]


def of_spec(kpi, actual):
    """The figures of a KPI as its chart has to show them: the way, the result, the limits by key."""
    way = [kpi.baseline.value, *(point.value for point in kpi.trajectory)]
    if not kpi.trajectory or kpi.trajectory[-1].value != kpi.target:
        way.append(kpi.target)
    limits = {key: getattr(kpi, field) for key, field in LIMITS.items()}
    return [f for f in way if f is not None], actual, {k: v for k, v in limits.items() if v is not None}


def of_chart(chart):
    """The same figures as a chart holds them."""
    way = [value for value in chart.series[0].values if value is not None]
    actual = next((each.values[-1] for each in chart.series if each.key == "actual"), None)
    limits = {each.key: each.values for each in chart.series if each.role == "limit"}
    assert all(len(set(exact(values))) == 1 for values in limits.values())
    return way, actual, {key: values[0] for key, values in limits.items()}


def flat(figures):
    way, actual, limits = figures
    return exact(way), exact([actual]), {key: exact([value]) for key, value in limits.items()}


def svg_texts(drawing):
    return ["".join(each.itertext()) for each in etree.fromstring(drawing.svg).iter("{*}text")]


@pytest.mark.parametrize("case", EVERY)
class TestCharts:
    def test_it_says_in_the_view_what_the_spec_says(self, case):
        sample = made(case)
        evaluation = sample.spec.evaluation
        actuals = {each.kpi: each.value for each in evaluation.actuals} if evaluation else {}
        for kpi, shown in zip(sample.spec.kpis, sample.view["kpis"], strict=True):
            chart = read_chart(shown["chart"]["data"])
            assert flat(of_chart(chart)) == flat(of_spec(kpi, actuals.get(kpi.id)))
            assert chart.mark == len(of_chart(chart)[0]) - 1
            assert chart.series[0].values[chart.mark] == kpi.target

    def test_it_draws_every_kpi(self, case):
        sample = made(case)
        drawn = {block.chart for block in chart_blocks(sample.document.body)}
        if case.pack in DRAWING:
            assert {read_chart(kpi["chart"]["data"]) for kpi in sample.view["kpis"]} <= drawn
            assert drawn

    def test_it_says_in_word_what_the_document_says(self, case):
        sample = made(case)
        blocks = list(chart_blocks(sample.document.body))
        charts = read_charts(sample.artifacts["docx"].content)
        assert len(charts) == len(blocks)
        for block, found in zip(blocks, charts, strict=True):
            assert found.description == block.chart.description
            assert [row.name for row in found.series] == [row.name for row in block.chart.series]
            for row, said in zip(block.chart.series, found.series, strict=True):
                assert said.categories == block.chart.categories
                assert exact(said.values) == exact(row.values)

    def test_it_says_in_the_workbook_what_the_chart_says(self, case):
        for found in read_charts(made(case).artifacts["docx"].content):
            for row in found.series:
                name, categories, values = (read_sheet(found.workbook, cells) for cells in row.cells)
                assert name == [row.name]
                assert tuple(categories) == row.categories
                # A sheet keeps numbers, not digits: 4.0 is 4 there, and its format shows the zero.
                assert tuple(values) == row.values

    def test_it_says_in_the_drawing_what_the_view_says(self, case):
        sample = made(case)
        views = {kpi["chart"]["data"]: kpi["chart"] for kpi in sample.view["kpis"]}
        charts = {read_chart(data): view for data, view in views.items()}
        for block in chart_blocks(sample.document.body):
            texts, view = svg_texts(block.drawing), charts[block.chart]
            for point in view["points"]:
                if point["labelled"]:
                    assert point["text"] in texts
                    assert point["label"] in texts
            for limit in view["limits"]:
                assert f"{limit['label']} {limit['text']}" in texts
