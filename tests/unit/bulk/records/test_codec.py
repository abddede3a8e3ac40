import dataclasses
import datetime
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.bulk.model import File, Record, Who
from docgen.bulk.records.codec import DamagedError, decode_record, encode, encode_record
from docgen.diagnostics import Diagnostic, Location, Severity
from docgen.pipeline.brief import Brief, GoalBrief, KpiBrief

DAY = datetime.date(2027, 1, 4)
TEXT = st.text(st.characters(), max_size=20)  # also halves of characters, as names on a disk may have
FACTS = st.dictionaries(
    TEXT,
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | TEXT | st.lists(TEXT).map(tuple),
    max_size=4,
)
PLACES = st.builds(
    Location,
    file=st.none() | TEXT,
    line=st.none() | st.integers(1),
    path=st.lists(TEXT | st.integers(0)).map(tuple),
    cell=st.none() | TEXT,
)
FINDINGS = st.builds(
    Diagnostic, TEXT, st.sampled_from(Severity), PLACES, FACTS, st.lists(TEXT, max_size=2).map(tuple)
)
TUPLES = st.lists(TEXT, max_size=2).map(tuple)
BRIEFS = st.builds(
    Brief,
    **{each.name: TEXT for each in dataclasses.fields(Brief) if each.type == "str"},
    milestones=st.integers(0),
    goals=st.lists(st.builds(GoalBrief, TEXT, TEXT, TEXT, TEXT, TUPLES), max_size=2).map(tuple),
    kpis=st.lists(
        st.builds(KpiBrief, TEXT, TEXT, TEXT, TEXT, TEXT, st.none() | TEXT, TEXT, TEXT), max_size=2
    ).map(tuple),
    strategy=st.lists(st.tuples(TEXT, TEXT), max_size=2).map(tuple),
    score=st.none() | TEXT,
)
RECORDS = st.builds(
    Record,
    id=TEXT,
    name=TEXT,
    stem=TEXT,
    key=TEXT,
    status=st.sampled_from(["made", "failed"]),
    day=st.dates(),
    who=st.builds(Who, TEXT, TEXT, TEXT),
    files=st.lists(st.builds(File, TEXT, TEXT, st.integers(0)), max_size=2).map(tuple),
    findings=st.lists(FINDINGS, max_size=2).map(tuple),
    brief=st.none() | BRIEFS,
    places=TEXT,
)
ONE = Record("a", "甲.yaml", "East/甲", "k", "made", DAY, files=(File("East/甲.pdf", "d" * 64, 7),))


@settings(max_examples=60, deadline=None)
@given(RECORDS)
def test_it_reads_again_what_it_wrote(record):
    line = encode_record(record)
    assert b"\n" not in line
    again = decode_record(line)
    assert again == record
    assert encode_record(again) == line


def test_it_writes_a_line_of_json_without_what_goes_without_saying():
    said = json.loads(encode_record(ONE))
    assert set(said) == {"id", "name", "stem", "key", "status", "day", "files", "sum"}


def test_it_notices_any_change_of_a_byte():
    line = encode_record(ONE)
    for place in range(len(line)):
        changed = line[:place] + bytes([line[place] ^ 1]) + line[place + 1 :]
        with pytest.raises(DamagedError):
            decode_record(changed)
    for length in range(len(line)):
        with pytest.raises(DamagedError):
            decode_record(line[:length])


@pytest.mark.parametrize(
    "change",
    [
        {"status": "lost"},
        {"day": "yesterday"},
        {"day": 5},
        {"files": {"path": "x"}},
        {"files": [{"path": "x"}]},
        {"findings": [{"code": "DG1", "severity": "fatal"}]},
        {"who": None},
        {"who": []},
        {"strange": 1},
        {"name": 7},
        {"brief": "x"},
    ],
)
def test_it_takes_no_line_that_holds_something_else(change):
    usual = {"id": "a", "name": "a", "stem": "a", "key": "k", "status": "made", "day": "2027-01-04"}
    assert decode_record(encode(usual)).id == "a"
    with pytest.raises(DamagedError):
        decode_record(encode({**usual, **change}))
