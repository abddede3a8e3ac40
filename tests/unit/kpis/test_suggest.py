import pytest
import yaml

from docgen.beginning.cards import Place, library_card
from docgen.beginning.span import find_span
from docgen.kpis.library import built_in
from docgen.kpis.snippet import write_snippet
from docgen.kpis.suggest import suggest_scoring

INDICATORS = [each for each in built_in().indicators.values() if each.suggested_scoring]


@pytest.mark.parametrize("indicator", INDICATORS, ids=lambda each: each.id)
def test_it_suggests_the_same_wherever_a_kpi_begins(indicator):
    (shown,) = yaml.safe_load(write_snippet(indicator, "en"))
    begun = library_card(Place("K1", "G1", 10), indicator, "me", find_span("2027"))
    suggested = suggest_scoring(indicator.suggested_scoring, str(indicator.card["direction"]))
    assert shown["scoring"] == suggested == begun["scoring"].value


@pytest.mark.parametrize("direction", ["higher", "lower", "range", "maintain"])
@pytest.mark.parametrize(
    "method", ["anchors", "tiers", "levels", "binary", "progress", "range", "ratio", "step"]
)
def test_it_names_the_method_first(method, direction):
    assert next(iter(suggest_scoring(method, direction).items())) == ("method", method)


def test_it_puts_the_better_side_of_a_band_where_the_kpi_goes():
    assert suggest_scoring("tiers", "lower")["bands"][0] == {"score": 120, "le": None}
    assert suggest_scoring("levels", "higher")["levels"][0] == {"level": 5, "ge": None}
    assert [each["score"] for each in suggest_scoring("tiers", "range")["bands"]] == [100, 60]
