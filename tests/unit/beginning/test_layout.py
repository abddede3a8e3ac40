import datetime
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from docgen.beginning.layout import lay_out
from docgen.beginning.outline import Offer, Outline
from docgen.spec.reader import read
from tests.support.filling import take_offers
from tests.unit.beginning.begun import TONGUES

KEYS = st.sampled_from(["title", "zh", "en", "goals", "points", "x y", "成本中心", "a: b", "#", "value"])
WORDS = st.sampled_from(
    ["林知遥", "a: b", "two\nlines", "a\n\nb\n", " x", "1e3", "", "a, b", "#", "文" * 90, "'\""]
)
LEAVES = st.one_of(st.none(), st.booleans(), st.integers(-5, 5), WORDS)
GROUPS = st.recursive(
    st.dictionaries(KEYS, LEAVES, min_size=1, max_size=4),
    lambda inner: st.dictionaries(
        KEYS, st.one_of(LEAVES, inner, st.lists(st.one_of(LEAVES, inner), min_size=1, max_size=4)), min_size=1
    ),
    max_leaves=6,
)


def written(data, language="zh", remarks=None):
    return "\n".join(lay_out(Outline(data, TONGUES[language], remarks or {}))) + "\n"


def back(text):
    return read(text.encode(), "a.yaml").data


@given(GROUPS, st.sampled_from(list(TONGUES)))
def test_it_writes_what_is_read_back(data, language):
    assert back(written(data, language)) == data


@given(GROUPS)
def test_it_offers_what_is_there_once_it_is_taken(data):
    text = written({"first": 1, "all": Offer(data)})
    assert back(text) == {"first": 1}
    assert back(take_offers(text)) == {"first": 1, "all": data}


def test_it_writes_dates_and_figures_as_people_do():
    text = written(
        {"due": datetime.date(2027, 3, 31), "value": Decimal("4.0"), "on": True, "ids": ["A", "B"]}
    )
    assert text.split("\n")[1::2] == ["due: 2027-03-31", "value: 4.0", '"on": true', "ids: [A, B]"]


def test_it_puts_remarks_above_their_places():
    data = {"goals": [{"id": "G1", "title": None}, Offer({"id": "G2"})]}
    remarks = {("goals", 0): ("one",), ("goals", 0, "title"): ("two\n  three",), ("goals", 1): ("four",)}
    lines = [line.split("  # 填")[0] for line in written(data, remarks=remarks).split("\n")]
    assert lines[lines.index("goals:") :] == [
        "goals:",
        "  # one",
        "  - id: G1",
        "    # two",
        "    # three",
        "    title:",
        "",
        "  # four",
        "#  - id: G2",
        "",
    ]
