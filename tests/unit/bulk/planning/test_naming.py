"""Every document gets a name of its own that every system takes."""

import unicodedata
from pathlib import PureWindowsPath

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

from docgen.bulk.planning.naming import (
    MAX_STEP,
    MAX_STEPS,
    Clash,
    Wish,
    endings,
    find_clashes,
    is_shared,
    settle,
)
from docgen.delivery.names import MAX_BYTES, portable, same_name
from tests.support.making import ROOT

CASES = sorted((ROOT / "tests" / "cases" / "plan").glob("*.yaml"))
_WISH = ("team", "department", "stem", "employee", "language")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_names_the_documents_of_a_case(path):
    case = yaml.safe_load(path.read_text("utf-8"))
    people = case["people"]
    wishes = [
        Wish(**{"team": "", "department": "", **{key: each[key] for key in _WISH if key in each}})
        for each in people
    ]
    stems = settle(wishes, case["endings"])
    for each, stem in zip(people, stems, strict=True):
        if "is" in each:
            assert stem == each["is"]
        else:
            steps = [len(step.encode()) for step in stem.split("/")]
            assert all(size - 2 <= step <= size for step, size in zip(steps, each["bytes"], strict=True))
    expected = [Clash(each["meets"], at, each["at"]) for at, each in enumerate(people) if "meets" in each]
    assert list(find_clashes(stems, case["endings"])) == expected


_names = st.text(st.sampled_from("aAéE\u0301ß李娜 ./\\:_-\u202e\n\x00=CONcon1"), max_size=8) | st.text(
    max_size=90
)
_wishes = st.builds(
    Wish,
    team=_names,
    department=_names,
    stem=_names,
    employee=st.sampled_from(["", "E1", "E2", "../E3"]),
    language=st.sampled_from([None, "en"]),
)


class TestAnyNames:
    @given(st.lists(_wishes, max_size=8))
    def test_it_keeps_every_path_portable_and_inside(self, wishes):
        for stem in settle(wishes, (".pdf",)):
            *folders, file = stem.split("/")
            assert len(folders) <= MAX_STEPS
            assert all(len(step.encode()) <= MAX_STEP + 1 for step in folders)
            assert len(file.removesuffix(".en").encode()) <= MAX_BYTES + 1
            for step in (*folders, file):
                assert step == portable(step, MAX_BYTES + 5) == unicodedata.normalize("NFC", step)
                assert not PureWindowsPath(step).drive
                assert step not in {".", "..", ""}
            assert not is_shared(f"{stem}.pdf")

    @given(st.lists(_wishes, max_size=8))
    def test_it_names_no_file_twice_without_saying_so(self, wishes):
        stems = settle(wishes, (".pdf", ".letter.docx", ".docx"))
        told = {clash.second for clash in find_clashes(stems, (".pdf", ".letter.docx", ".docx"))}
        files = [
            same_name(stem + end)
            for at, stem in enumerate(stems)
            if at not in told
            for end in (".pdf", ".docx")
        ]
        folders = {
            same_name("/".join(stem.split("/")[:depth]))
            for stem in stems
            for depth in range(1, stem.count("/") + 1)
        }
        assert len(files) == len(set(files))
        assert not folders & set(files)

    @given(st.lists(_wishes, max_size=6), st.randoms(use_true_random=False))
    def test_it_gives_the_same_names_in_any_order_but_for_the_spelling_of_a_folder(self, wishes, random):
        order = list(range(len(wishes)))
        random.shuffle(order)
        stems = settle(wishes, (".pdf",))
        shuffled = settle([wishes[at] for at in order], (".pdf",))
        assert [same_name(stems[at]) for at in order] == [same_name(stem) for stem in shuffled]


def test_it_knows_how_files_end():
    assert endings({"to": ("pdf", "docx", "letter", "pdf")}) == (".pdf", ".docx", ".letter.docx")


@pytest.mark.parametrize(
    ("path", "shared"),
    [
        ("index.html", True),
        ("INDEX.html", True),
        ("summary.xlsx", True),
        ("report/East.html", True),
        ("zip/East.zip", True),
        ("East/_binder.pdf", True),
        ("East/_合订本-2.pdf", True),
        ("_binder.pdf", True),
        ("East/index.html", False),
        ("East/Li Na.pdf", False),
        ("reporting/x.pdf", False),
        ("East/_binder_.pdf", False),
    ],
)
def test_it_knows_what_is_made_for_all_together(path, shared):
    assert is_shared(path) is shared
