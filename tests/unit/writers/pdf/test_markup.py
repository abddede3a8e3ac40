"""What of a page reaches the engine at all."""

import pytest

from docgen.document.attributes import MAX_SPAN
from docgen.writers.pdf.markup import read_markup


@pytest.mark.parametrize(
    "value",
    ["0", "-1", "1.5", "100000000", "9" * 5000, "٣", "x", "", " ", f"{MAX_SPAN + 1}", "0" * 20 + "9" * 8],
)
@pytest.mark.parametrize("name", ["colspan", "rowspan"])
def test_it_lets_no_cell_span_beyond_measure(name, value):
    root = read_markup(f'<table><tr><td {name}="{value}">x</td></tr></table>')
    assert name not in root.find(".//td").attrib


@pytest.mark.parametrize("value", ["1", "2", str(MAX_SPAN)])
def test_it_keeps_a_span_that_a_page_can_hold(value):
    root = read_markup(f'<table><tr><th colspan="{value}" rowspan="{value}">x</th></tr></table>')
    assert root.find(".//th").get("colspan") == root.find(".//th").get("rowspan") == value


def test_it_looks_at_columns_with_a_width_too():
    root = read_markup(
        '<table><colgroup span="99999999"><col data-width="5" span="99999999"></colgroup></table>'
    )
    assert "span" not in root.find(".//col").attrib
    assert root.find(".//col").get("style") == "width: 5%"
    assert "span" not in root.find(".//colgroup").attrib
