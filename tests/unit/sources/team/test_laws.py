"""What is true of every team: nothing shared changes, figures are exact, the parts of a whole are the whole."""

import copy
import pickle
from decimal import Decimal
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.sources.opening import open_source
from docgen.sources.team.amounts import scale, spread
from docgen.sources.team.compose import compose
from docgen.sources.team.model import Given, Own, Shared
from docgen.sources.team.places import Spot, spot_of
from docgen.spec.raw import Mark, Source
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.company import make_company

PARTS = st.decimals(Decimal("0.01"), 100, places=2)
WHERE = Spot(Source("own.yaml"), Mark(7, 3))
NAMES = ("G1", "G2", "K1", "K2", "K3", "K4", "M1", "M2", "M3", "R1", "swot", "strategy")
TEXT = """
document: {title: 目标书}
goals: [{id: G1, weight: 60}, {id: G2, weight: 40}]
kpis:
  - {id: K1, goal: G1, unit: 万元, target: 1800, weight: 40, trajectory: [{value: 5}], scoring: {points: [{value: 3}]}}
  - {id: K2, goal: G1, unit: 家, target: 30, weight: 20, baseline: {value: 7}}
  - {id: K3, goal: G2, unit: 家, target: 30, weight: 30}
  - {id: K4, goal: G2, unit: "%", target: 30, weight: 10}
milestones: [{id: M1, goal: G1}, {id: M2, goal: G2, depends_on: [M1]}, {id: M3, goal: G2, parent: M2}]
red_lines: [{id: R1}]
checkins: [{actuals: [{kpi: K1}], milestones: [{milestone: M1}]}]
swot: {strengths: [{text: a}]}
strategy: [{id: S1}]
"""


def shared():
    raw = read(TEXT.encode(), "team.yaml")
    return Shared(raw.data, spot_of(raw))


@st.composite
def owns(draw):
    goals = draw(st.none() | st.lists(st.sampled_from(("G1", "G2", "G9")), unique=True))
    paths = st.sampled_from(
        (
            ("goals", "G1", "weight"),
            ("kpis", "K1", "trajectory", 0, "value"),
            ("kpis", "K2", "baseline", "value"),
            ("milestones", "M2", "depends_on"),
            ("document", "number"),
            ("person", "name"),
            ("swot", "strengths", 0, "text"),
            ("kpis",),
        )
    )
    shares = draw(st.dictionaries(st.sampled_from(("K1", "K2", "K4")), PARTS | st.just("x"), max_size=3))
    return Own(
        WHERE,
        goals=None if goals is None else tuple(Given(("goals", each), None, WHERE) for each in goals),
        given=tuple(
            Given(each, draw(st.integers(1, 99)), WHERE) for each in draw(st.lists(paths, max_size=4))
        ),
        shares=tuple(Given(("kpis", name, "share"), each, WHERE) for name, each in shares.items()),
        added=tuple(
            Given((each,), {"id": f"{each}-new", "goal": "G1", "weight": 5}, WHERE)
            for each in draw(
                st.lists(st.sampled_from(("goals", "kpis", "milestones", "resources")), max_size=3)
            )
        ),
        dropped=tuple(
            Given((each,), None, WHERE) for each in draw(st.lists(st.sampled_from(NAMES), max_size=3))
        ),
    )


@given(own=owns())
@settings(max_examples=100, deadline=None)
def test_it_never_changes_what_is_shared(own):
    one = shared()
    before = copy.deepcopy(dict(one.data))
    made = compose(one, own)
    assert dict(one.data) == before
    assert compose(one, own).data == made.data
    pickled = pickle.loads(pickle.dumps(made))  # noqa: S301 - made here
    assert pickled.data == made.data
    for path in (("kpis", 0, "target"), ("goals", 0), ("person", "name"), ("milestones", 9, "x")):
        assert pickled.locate(path).line == made.locate(path).line


@given(weights=st.lists(PARTS, min_size=1, max_size=9), total=PARTS)
def test_it_spreads_a_weight_exactly(weights, total):
    parts = spread(weights, total)
    assert sum(parts) == total
    assert all(part >= 0 and -int(part.as_tuple().exponent) <= 2 for part in parts)
    exact = [total * weight / sum(weights) for weight in weights]
    assert all(abs(part - each) <= Decimal("0.01") for part, each in zip(parts, exact, strict=True))


@given(
    target=st.decimals(-10_000_000, 10_000_000, places=3),
    cuts=st.lists(st.decimals(Decimal("0.001"), Decimal("99.999"), places=3), unique=True, max_size=6),
)
def test_it_gives_the_parts_of_a_whole_the_whole_together(target, cuts):
    edges = [Decimal(0), *sorted(cuts), Decimal(100)]
    shares = [after - before for before, after in pairwise(edges)]
    parts = [scale({"target": target}, share, None)["target"] for share in shares]
    assert sum(parts) == target


@pytest.mark.parametrize("form", ["team", "rows"])
def test_it_makes_weights_that_add_up(tmp_path, form):
    source = open_source([str(make_company(tmp_path, 60, form))])
    for entry in source.entries():
        spec = validate(source.read(entry)).value
        assert sum(goal.weight for goal in spec.goals) == 100
        for goal in spec.goals:
            assert sum(kpi.weight for kpi in spec.kpis if kpi.goal == goal.id) == goal.weight


def test_it_says_the_same_of_people_in_each_form(tmp_path):
    told = {}
    for form in ("team", "rows", "folder"):
        source = open_source([str(make_company(tmp_path / form, 12, form))])
        specs = (source.read(entry) for entry in source.entries())
        raws = [read(each, "x.yaml") if isinstance(each, bytes) else each for each in specs]
        told[form] = [validate(raw).value for raw in raws]
    assert told["team"] == told["rows"] == told["folder"]


def test_it_shares_the_data_it_does_not_change(tmp_path):
    source = open_source([str(make_company(tmp_path, 2, "team"))])
    first, second = (source.read(entry).data for entry in source.entries())
    assert first["swot"] is second["swot"]
    assert first["milestones"] is second["milestones"]
    assert first["kpis"][3]["baseline"] is second["kpis"][3]["baseline"]


def test_it_takes_no_text_of_others_along(tmp_path):
    source = open_source([str(make_company(tmp_path, 5, "team"))])
    entries = list(source.entries())
    sent = pickle.dumps(source.read(entries[0])).decode("utf-8", "ignore")
    names = [each.name.split(" (")[0] for each in entries]
    assert names[0] in sent
    assert not any(name in sent for name in names[1:] if name != names[0])
