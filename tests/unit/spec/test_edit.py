import datetime
from decimal import Decimal
from pathlib import Path

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from docgen.diagnostics import DocgenError
from docgen.spec.edit import append_item, set_part
from docgen.spec.reader import read

ROOT = Path(__file__).parents[3]
CASES = sorted((ROOT / "tests" / "cases" / "edit").glob("*.yaml"))
SAMPLES = sorted((ROOT / "samples" / "personal").glob("*.yaml"))
CHANGES = {"append": append_item, "set": set_part}
ENTRY = {"date": datetime.date(2026, 12, 1), "title": {"zh": "十二月", "en": "December"}, "actuals": []}


def case(path):
    """Read a case; its texts with every blank and line end, its value as the reader sees a spec."""
    loaded = yaml.load(path.read_text(encoding="utf-8"), Loader=yaml.BaseLoader)  # noqa: S506 - builds nothing but texts
    written = f"value: {loaded['value']}" if isinstance(loaded["value"], str) else None
    value = read((written or path.read_text(encoding="utf-8")).encode(), "case.yaml").data["value"]
    return loaded, value


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_changes_one_place_and_nothing_else(path):
    loaded, value = case(path)
    change = CHANGES[loaded["change"]]
    assert change(loaded["before"].encode(), "goals", loaded["key"], value).decode() == loaded["after"]


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_keeps_line_ends_of_windows_and_a_byte_order_mark(path):
    loaded, value = case(path)
    change = CHANGES[loaded["change"]]
    before = b"\xef\xbb\xbf" + loaded["before"].replace("\n", "\r\n").encode()
    after = b"\xef\xbb\xbf" + loaded["after"].replace("\n", "\r\n").encode()
    if "\n" not in loaded["before"] and not loaded["before"].startswith("{"):
        after = after.replace(b"\r\n", b"\n")  # a single line does not say how lines end
    assert change(before, "goals", loaded["key"], value) == after


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
@pytest.mark.parametrize("key", ["checkins", "communication", "changes", "custom_list"])
def test_it_adds_to_every_list_of_a_sample_without_touching_a_line(path, key):
    before = path.read_bytes()
    after = append_item(before, path.name, key, ENTRY)
    old, new = before.splitlines(), after.splitlines()
    added = len(new) - len(old)
    start = next((i for i, pair in enumerate(zip(old, new, strict=False)) if pair[0] != pair[1]), len(old))
    assert added > 0
    assert new[:start] + new[start + added :] == old
    assert read(after, path.name).data[key][-1]["title"] == ENTRY["title"]


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_sets_a_part_again_and_the_file_is_as_after_the_first_time(path):
    part = {"date": datetime.date(2026, 1, 8), "terms": {"goals": {"G1": {"weight": Decimal("60.0")}}}}
    once = set_part(path.read_bytes(), path.name, "signed", part)
    assert set_part(once, path.name, "signed", {**part, "digest": "x"}) != once
    assert set_part(once, path.name, "signed", part) == once


@pytest.mark.parametrize(
    "text",
    [
        "checkins: none\n",
        "checkins: {a: 1}\n",
        '{"checkins": ""}\n',
        "a: |\n  text without an end",
    ],
)
def test_it_refuses_what_it_cannot_change_alone(text):
    change = append_item if "checkins" in text else set_part
    with pytest.raises(DocgenError) as failure:
        change(text.encode(), "goals.yaml", "checkins", {"a": 1})
    assert [d.code for d in failure.value.diagnostics] == ["DG760"]


def test_it_reports_a_spec_that_cannot_be_read():
    with pytest.raises(DocgenError) as failure:
        append_item(b"a: 1\na: 2\n", "goals.yaml", "checkins", {})
    assert [d.code for d in failure.value.diagnostics] == ["DG115"]


words = st.text(
    st.characters(blacklist_categories=("Cs", "Cc"), blacklist_characters="\ufffe\uffff"), max_size=12
)
scalars = (
    words
    | st.integers()
    | st.booleans()
    | st.none()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3)
)
keys = st.from_regex("[a-z_]{1,8}", fullmatch=True)
values = st.recursive(
    scalars,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(keys, inner, max_size=4),
    max_leaves=12,
)
entries = st.dictionaries(keys, values, min_size=1, max_size=5)


@settings(max_examples=300, deadline=None)
@given(
    entry=entries,
    style=st.sampled_from(["checkins:\n  - {a: 1}\nz: 1\n", "z: 1\n", "{z: 1}\n", '{\n  "z": 1\n}']),
)
def test_it_writes_whatever_a_spec_may_hold(entry, style):
    after = append_item(style.encode(), "goals", "checkins", entry)
    assert append_item(after, "goals", "checkins", entry).startswith(after[:10])


@settings(max_examples=300, deadline=None)
@given(
    first=st.lists(
        st.sampled_from(["  - a: 1", "  # c", "", "  - [1, 2] # c", "  - |\n    t\n", "  - 'q'"]), max_size=5
    ),
    rest=st.lists(
        st.sampled_from(["# c", "", "z: 1", "y:\n  - 1", "x: |+\n  t\n\n"]), max_size=4, unique=True
    ),
    key=st.sampled_from(["checkins", "z", "y", "other"]),
)
def test_it_finds_the_place_between_whatever_comments_and_blanks(first, rest, key):
    text = "\n".join(["a: 1", "checkins:", *first, *rest, ""])
    before = read(text.encode(), "goals.yaml")
    if isinstance(before.data.get(key), int):
        return
    after = append_item(text.encode(), "goals.yaml", key, {"n": 1}).decode()
    assert list(read(after.encode(), "goals.yaml").data)[: len(before.data)] == list(before.data)
    left = iter(after.splitlines())
    assert all(line in left for line in text.splitlines())
