"""What holds for every method and every figure."""

from decimal import ROUND_HALF_EVEN, ROUND_HALF_UP, Context, Decimal
from fractions import Fraction

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as some

from docgen.scoring.evaluate import evaluate
from docgen.scoring.results import find_result_flaws
from docgen.scoring.rounding import round_number
from docgen.scoring.score import score
from docgen.scoring.soundness import find_flaws
from docgen.scoring.standing import judge_standing
from docgen.spec.models import GoalSpec
from docgen.spec.models.base import MAX_NUMBER
from docgen.spec.models.course import Actual
from docgen.spec.models.evaluation import Rounding
from tests.support.specs import a_spec

FAST = settings(max_examples=60, deadline=None)
figures = some.decimals(-1000, 1000, places=2)
any_figure = some.one_of(
    figures,
    some.integers(-int(MAX_NUMBER), int(MAX_NUMBER)).map(Decimal),
    some.decimals("-0.001", "0.001", places=12),
)
scores = some.decimals(0, 120, places=1)
optional_scores = some.none() | scores
DIRECTIONS = ["higher", "lower", "range", "maintain"]


def without_nothing(rule):
    """Leave out what is None, and a floor above the cap, which no spec may have."""
    given = {key: value for key, value in rule.items() if value is not None}
    if given.get("floor", 0) > given.get("cap", given.get("floor", 0)):
        del given["floor"]
    return given


def a_method(name, **fields):
    return some.fixed_dictionaries({"method": some.just(name), **fields}).map(without_nothing)


def a_band(sides):
    return {**sides[1], "score": sides[0]}


bounds = some.one_of(
    *(some.fixed_dictionaries({side: figures}) for side in ("ge", "gt", "le", "lt")),
    some.tuples(figures, figures).map(lambda pair: {"ge": min(pair), "le": max(pair)}),
)
bands = some.lists(some.tuples(scores, bounds).map(a_band), min_size=1, max_size=5)
a_level = some.tuples(some.integers(1, 5), bounds).map(
    lambda pair: {
        "level": pair[0],
        **{{"gt": "ge", "lt": "le"}.get(side, side): at for side, at in pair[1].items()},
    }
)
anchors = some.lists(some.fixed_dictionaries({"value": figures, "score": scores}), min_size=2, max_size=6)
METHODS = {
    "anchors": a_method("anchors", points=anchors, below=optional_scores),
    "progress": a_method("progress", cap=optional_scores),
    "ratio": a_method(
        "ratio", form=some.sampled_from(["actual/target", "target/actual", "2-actual/target"]), cap=optional_scores, floor=optional_scores
    ),
    "tiers": a_method("tiers", bands=bands, otherwise=scores),
    "step": a_method(
        "step", base=scores, unit=figures, points=figures, mode=some.sampled_from(["proportional", "full_steps"]), cap=optional_scores, floor=optional_scores
    ),
    "binary": a_method("binary", met=scores, not_met=scores),
    "levels": a_method("levels", levels=some.lists(a_level, min_size=2, max_size=5)),
    "range": a_method("range", low=figures, high=figures, full=scores, per_unit=figures, floor=optional_scores),
    "manual": a_method("manual"),
}  # fmt: skip


def a_plan(rule, *, direction="higher", start=0, target=10, measure="points", **changes):
    kpi = {
        "id": "K1", "goal": "G1", "name": "份额", "unit": "%", "direction": direction, "weight": 100, "target": target,
        "baseline": {"none": "新产品"} if start is None else {"value": start, "as_of": "2026"}, "scoring": rule, **changes,
    }  # fmt: skip
    return GoalSpec.model_validate(a_spec(kpis=[kpi], evaluation={"measure": measure}))


def points(spec, value):
    kpi = spec.kpis[0]
    field = "manager_score" if kpi.scoring.method == "manual" else "value"
    return score(kpi, Actual(kpi="K1", as_of="2027-06-30", **{field: value}))


@pytest.mark.parametrize("method", METHODS)
@FAST
@given(data=some.data())
def test_it_gives_points_or_a_reason_for_any_value(method, data):
    spec = a_plan(
        data.draw(METHODS[method]),
        direction=data.draw(some.sampled_from(DIRECTIONS)),
        start=data.draw(some.none() | figures),
        target=data.draw(any_figure),
        measure=data.draw(some.sampled_from(["points", "okr", "levels"])),
        precision=data.draw(some.none() | some.integers(0, 6)),
        trajectory=[{"period": "Q2", "value": data.draw(any_figure)}],
    )
    value = data.draw(any_figure)
    found = points(spec, value)
    assert (found.points is None) == (found.working is None) == (found.unscored is not None)
    assert found.points is None or isinstance(found.points, Fraction)
    actual = found.actual
    given_spec = spec.model_copy(
        update={"evaluation": spec.evaluation.model_copy(update={"actuals": (actual,)})}
    )
    evaluate(given_spec)
    judge_standing(spec, spec.kpis[0], actual)
    find_flaws(spec, spec.kpis[0])
    find_result_flaws(given_spec)


@pytest.mark.parametrize("method", ["anchors", "progress", "ratio", "tiers", "step", "binary", "levels"])
@pytest.mark.parametrize("direction", ["higher", "lower"])
@FAST
@given(data=some.data())
def test_it_names_a_flaw_of_every_rule_that_gives_less_for_more(method, direction, data):
    start, target = sorted(data.draw(some.lists(figures, min_size=2, max_size=2, unique=True)))
    if direction == "lower":
        start, target = target, start
    measure = "levels" if method == "levels" else "points"
    spec = a_plan(
        data.draw(METHODS[method]), direction=direction, start=start, target=target, measure=measure
    )
    worse, better = sorted(
        data.draw(some.lists(figures, min_size=2, max_size=2)), reverse=direction == "lower"
    )
    low, high = points(spec, worse).points, points(spec, better).points
    if low is not None and high is not None and low > high:
        assert {flaw.kind for flaw in find_flaws(spec, spec.kpis[0])} - {"target_score", "target_level"}


@pytest.mark.parametrize("method", ["anchors", "tiers", "levels", "range"])
@FAST
@given(data=some.data())
def test_it_names_a_flaw_of_every_rule_that_keeps_the_full_mark_from_the_target(method, data):
    measure = "levels" if method == "levels" else "points"
    spec = a_plan(data.draw(METHODS[method]), target=data.draw(figures), start=-2000, measure=measure)
    found = points(spec, spec.kpis[0].target).points
    rule = spec.kpis[0].scoring
    full = rule.full if method == "range" else 100
    if found is None or (found < 3 if method == "levels" else found != full):
        assert find_flaws(spec, spec.kpis[0])


def a_sound_rule(method, ladder, place, *, lower):
    """Make a rule in which each value is worth more than the one before, and the one at a place is worth 100."""
    values = [-value for value in ladder] if lower else ladder
    worth = [
        50 + 50 * Decimal(each) / place if each < place else 100 + 5 * (each - place)
        for each in range(len(ladder))
    ]
    pairs = list(zip(values, worth, strict=True))
    if method == "anchors":
        return {
            "method": "anchors",
            "points": [{"value": value, "score": score} for value, score in pairs],
            "below": 0,
        }
    side = "le" if lower else "ge"
    if method == "tiers":
        return {
            "method": "tiers",
            "bands": [{side: value, "score": score} for value, score in pairs[::-1]],
            "otherwise": 0,
        }
    levels = [
        {"level": min(3 + each - place, 5), side: value} for each, value in enumerate(values) if each >= place
    ]
    return {"method": "levels", "levels": [*levels, {"level": 1}]}


@pytest.mark.parametrize("method", ["anchors", "tiers", "levels"])
@pytest.mark.parametrize("lower", [False, True])
@FAST
@given(ladder=some.lists(figures, min_size=2, max_size=6, unique=True).map(sorted), data=some.data())
def test_it_finds_nothing_wrong_with_a_sound_rule(method, lower, ladder, data):
    place = data.draw(some.integers(1, len(ladder) - 1))
    assume(method != "levels" or len(ladder) - place <= 3)
    target = -ladder[place] if lower else ladder[place]
    direction, start = ("lower", target + 5000) if lower else ("higher", target - 5000)
    measure = "levels" if method == "levels" else "points"
    spec = a_plan(
        a_sound_rule(method, ladder, place, lower=lower),
        direction=direction,
        start=start,
        target=target,
        measure=measure,
    )
    assert find_flaws(spec, spec.kpis[0]) == ()


@pytest.mark.parametrize("method", ["progress", "ratio", "step"])
@FAST
@given(data=some.data())
def test_it_stays_between_floor_and_cap(method, data):
    rule = data.draw(METHODS[method])
    cap, floor = rule.get("cap"), rule.get("floor", 0 if method == "progress" else None)
    found = points(a_plan(rule, target=data.draw(figures)), data.draw(any_figure)).points
    assert found is None or cap is None or found <= cap
    assert found is None or floor is None or found >= floor


@FAST
@given(rule=METHODS["anchors"], value=any_figure)
def test_it_never_leaves_the_scores_of_its_anchors(rule, value):
    found = points(a_plan(rule), value).points
    stated = [*(point["score"] for point in rule["points"]), rule.get("below", Decimal(0))]
    assert found is None or min(stated) <= found <= max(stated)


def scaled(rule, by):
    """Write a rule in a unit that is ``by`` times smaller."""
    keys = {"value", "ge", "gt", "le", "lt", "unit", "low", "high"}

    def walk(part):
        if isinstance(part, dict):
            return {key: at * by if key in keys else walk(at) for key, at in part.items()}
        return [walk(each) for each in part] if isinstance(part, list) else part

    return walk(rule)


@pytest.mark.parametrize("method", ["anchors", "progress", "ratio", "tiers", "step", "binary", "levels"])
@FAST
@given(data=some.data(), by=some.sampled_from([Decimal(100), Decimal("0.01"), Decimal(10000)]))
def test_it_gives_the_same_in_any_unit(method, data, by):
    rule, direction = data.draw(METHODS[method]), data.draw(some.sampled_from(DIRECTIONS))
    start, target, value = data.draw(figures), data.draw(figures), data.draw(figures)
    one = a_plan(rule, direction=direction, start=start, target=target)
    other = a_plan(scaled(rule, by), direction=direction, start=start * by, target=target * by)
    assert points(one, value).points == points(other, value * by).points


@FAST
@given(
    weights=some.lists(some.integers(1, 50), min_size=1, max_size=8),
    values=some.lists(some.none() | figures, min_size=8, max_size=8),
    mode=some.sampled_from(["half_up", "half_even"]),
    digits=some.integers(0, 6),
)
def test_it_sums_its_lines_and_rounds_once(weights, values, mode, digits):
    kpi = a_plan({"method": "progress"}, start=1, target=4).kpis[0]
    kpis = tuple(
        kpi.model_copy(update={"id": f"K{place}", "weight": Decimal(each)})
        for place, each in enumerate(weights)
    )
    actuals = [
        {"kpi": each.id, "value": value, "as_of": "2027-12-31"}
        for each, value in zip(kpis, values, strict=False)
        if value is not None
    ]
    spec = GoalSpec.model_validate(
        a_spec(evaluation={"actuals": actuals, "rounding": {"digits": digits, "mode": mode}})
    )
    found = evaluate(spec.model_copy(update={"kpis": kpis}))
    lines = [each.weighted for each in found.scores if each.points is not None]
    assert (found.total is None) == (not lines)
    if found.total:
        assert found.total.exact == sum(lines)
        assert found.total.open_weight == sum(each.kpi.weight for each in found.scores if each.points is None)
        assert found.total.total == round_number(found.total.exact, found.rounding)


@FAST
@given(
    value=some.decimals(-10000, 10000, places=5),
    digits=some.integers(0, 4),
    mode=some.sampled_from(["half_up", "half_even"]),
)
def test_it_rounds_as_decimals_do(value, digits, mode):
    how = ROUND_HALF_UP if mode == "half_up" else ROUND_HALF_EVEN
    expected = value.quantize(Decimal(1).scaleb(-digits), how, Context(prec=60))
    found = round_number(value, Rounding(digits=digits, mode=mode))
    assert found == expected
    assert found.as_tuple().exponent == -digits


def test_it_rounds_figures_beyond_the_precision_of_decimal_arithmetic():
    value = Fraction(10) ** 40 + Fraction(1, 200)
    assert str(round_number(value, Rounding())) == "1" + "0" * 40 + ".01"
    assert str(round_number(value, Rounding(mode="half_even"))) == "1" + "0" * 40 + ".00"


def test_it_writes_no_negative_zero():
    assert str(round_number(Fraction(-1, 1000), Rounding())) == "0.00"
