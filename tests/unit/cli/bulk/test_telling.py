"""What is said of a run: nothing twice, and why a document was not made."""

import datetime

import pytest

from docgen.bulk.events import Planned
from docgen.bulk.model import Job, Plan, Record, Summary
from docgen.cli.bulk.ending import Ending
from docgen.cli.bulk.telling import Lines, Once, say_plan
from docgen.cli.console import Console
from docgen.diagnostics import Location, report
from docgen.sources.contract import Entry

SHARED = Location("team.yaml", 9, 74, ("goals", 1, "weight"))
RULE = report("R1", SHARED, goals=("G1",))
EDITED = report("DG805", name="E1.html")


def weights(where=SHARED, total=90):
    return report("DG203", where, what="goals", total=total, expected=100)


def failed(name, *findings):
    day = datetime.date(2027, 1, 4)
    return Record(id=name, name=name, stem=name, key="", status="failed", day=day, findings=findings)


def test_it_says_once_what_is_found_with_everybody():
    once = Once()
    elsewhere = Location("team.yaml", 9, 74)
    assert once.new([weights(), weights(), EDITED]) == (weights(), EDITED)
    assert once.new([weights(), weights(elsewhere)]) == ()
    assert once.new([weights(total=80)]) == (weights(total=80),)
    assert len(once.new([weights(Location("b.yaml", 9, 74)), weights(Location(cell="A!B1"))])) == 2


@pytest.mark.parametrize(
    ("workers", "jobs", "said"), [(1000, 3, "3 at a time"), (2, 3, "2 at a time"), (2, 0, "0 unchanged.")]
)
def test_it_does_not_promise_more_workers_than_there_is_work(workers, jobs, said):
    plan = Plan(tuple(Job(Entry(f"E{n}", "team.yaml"), f"E{n}", "") for n in range(jobs)))
    assert say_plan(Planned(plan, workers), "en").endswith(said.rstrip(".") + ".")


def test_it_says_which_documents_were_not_made(capsys):
    lines = Lines(Console("en"))
    lines.hear(Planned(Plan((Job(Entry("E1", "team.yaml"), "E1", ""),)), 1))
    lines.hear(failed("E1", weights()))
    assert "[1/1] not made: E1" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("findings", "codes"), [((RULE, EDITED), "DG805"), ((RULE,), "R1"), ((weights(), EDITED), "DG203, DG805")]
)
def test_it_does_not_blame_a_rule_that_stopped_nothing(capsys, findings, codes):
    ending = Ending(Console("en"), "text", "out")
    ending.hear(failed("E1", *findings))
    ending.tell(Summary(0, 0, 1, 0, 1.0, is_whole=True), ())
    assert f"  E1 ({codes})\n" in capsys.readouterr().err
