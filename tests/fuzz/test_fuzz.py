"""Whatever bytes a reader is given, it answers: with what it read, or with findings that people understand."""

import time

import pytest
from hypothesis import HealthCheck, Phase, given, settings

from docgen.diagnostics import report
from tests.fuzz.engines import changed
from tests.fuzz.target import CORPUS, Target, UnfitError, read
from tests.fuzz.targets import TARGETS

KEPT = sorted(path for path in CORPUS.glob("*/*") if path.is_file())
SECONDS = 5


@pytest.mark.parametrize("name", TARGETS)
def test_it_answers_samples_with_a_few_changes(name):
    target = TARGETS[name]
    quick = settings(
        max_examples=target.examples, derandomize=True, database=None, deadline=None,
        phases=[Phase.generate], suppress_health_check=list(HealthCheck),
    )  # fmt: skip
    quick(given(changed(target))(lambda content: read(target, content)))()


@pytest.mark.parametrize("path", KEPT, ids=lambda path: f"{path.parent.name}-{path.name}")
def test_it_answers_what_it_once_could_not(path):
    began = time.process_time()
    read(TARGETS[path.parent.name], path.read_bytes())
    assert time.process_time() - began < SECONDS


def test_its_corpus_is_small():
    assert {path.parent.name for path in KEPT} <= TARGETS.keys()
    assert [path for path in KEPT if path.stat().st_size > 20_000] == []


@pytest.mark.parametrize(
    ("found", "wrong"),
    [
        (lambda: 1 // 0, ZeroDivisionError),
        (lambda: [report("DG651", note="<_io.BytesIO object at 0x7f>")], UnfitError),
    ],
)
def test_it_would_notice(found, wrong):
    with pytest.raises(wrong):
        read(Target("odd", "bytes", lambda: [b""], lambda _: found()), b"")
