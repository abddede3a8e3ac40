import dataclasses
import datetime

import pytest

from docgen.bulk.events import Planned
from docgen.bulk.model import Begun, Record
from docgen.bulk.records.ledger import JOURNAL
from docgen.bulk.run import plan_only, run
from docgen.bulk.stopping import Stop, StoppedError
from docgen.diagnostics import DocgenError
from docgen.sources.files import Files
from tests.support.runs import contents, few_people, make_request, run_here, told


@pytest.fixture
def specs(tmp_path):
    return few_people(tmp_path, 3)


@pytest.fixture
def out(tmp_path):
    return tmp_path / "out"


@pytest.fixture
def go(specs, out, monkeypatch):
    """Run with some wishes; return the summary and the events."""

    def go(tell=lambda _event: None, stop=None, **wishes):
        events = []

        def hear(event):
            events.append(event)
            tell(event)

        return run_here(monkeypatch, make_request(specs, out, **wishes), hear, stop), events

    return go


def codes(summary):
    return [each.code for each in summary.findings]


def spoil(path):
    path.write_text(
        path.read_text(encoding="utf-8").replace("schema: 1", "schema: 1\nwages: 7"), encoding="utf-8"
    )


def test_it_makes_everybody_and_then_what_hr_gets(go):
    summary, events = go()
    assert (summary.made, summary.kept, summary.failed, summary.left) == (3, 0, 0, 0)
    assert summary.is_whole
    assert summary.files == ("index.html", "summary.xlsx")
    assert len(told(events, Begun)) == len(told(events, Record)) == 3
    assert codes(summary) == []


def test_it_makes_only_what_has_changed(go, specs, out):
    go()
    before = contents(out)
    assert go()[0].kept == 3
    assert contents(out) == before
    path = sorted(specs.rglob("*.yaml"))[1]
    path.write_text(path.read_text(encoding="utf-8") + "\n# changed\n", encoding="utf-8")
    summary, events = go()
    assert (summary.made, summary.kept) == (1, 2)
    assert [record.id for record in told(events, Record)] == [path.relative_to(specs).as_posix()]


def test_a_mistake_costs_one_document_and_its_older_files_stay(go, specs, out):
    go()
    before = {name: held for name, held in contents(out).items() if name.endswith(".html") and "/" in name}
    spoil(min(specs.rglob("*.yaml")))
    summary, _ = go()
    assert (summary.made, summary.kept, summary.failed, summary.is_whole) == (0, 2, 1, True)
    assert before.items() <= contents(out).items()
    assert go()[0].failed == 1  # it is tried again


def test_it_begins_no_more_after_a_failure_when_asked(go, specs):
    spoil(min(specs.rglob("*.yaml")))
    summary, _ = go(fail_fast=True)
    assert (summary.failed, summary.left, summary.is_whole) == (1, 2, False)
    assert codes(summary) == ["DG863"]
    assert go()[0].made == 2


def test_it_names_files_that_are_no_longer_in_the_plan_and_removes_them_when_asked(go, specs, out):
    go()
    gone = min(specs.rglob("*.yaml"))
    gone.unlink()
    summary, _ = go()
    assert codes(summary) == ["DG864"]
    (stray,) = summary.findings[0].facts["names"]
    assert (out / stray).is_file()
    (out / stray).with_name("mine.html").write_text("by hand")
    assert codes(go(prune=True)[0]) == []
    assert not (out / stray).exists()
    assert (out / stray).with_name("mine.html").exists()


def test_it_removes_what_a_run_made_and_nothing_else_that_docgen_did(go, specs, out):
    go()
    gone, moved, _ = sorted(specs.rglob("*.yaml"))
    (made,) = (name for name in contents(out) if name.endswith(f"{gone.stem}.html"))
    generated = out / made.replace(gone.stem, "generated")
    generated.write_bytes((out / made).read_bytes())
    gone.unlink()
    spoil(moved)
    assert codes(go()[0]) == ["DG864"]
    moved.unlink()  # after a run in which it failed
    assert go()[0].findings[0].facts["count"] == 2
    assert go(prune=True)[0].findings == ()
    left = {name for name in contents(out) if name.endswith(".html") and "/" in name and "report" not in name}
    assert generated.relative_to(out).as_posix() in left
    assert len(left) == 2
    assert go()[0].findings == ()


def test_it_goes_on_with_the_day_of_a_run_that_did_not_end(specs, out, monkeypatch, go):
    class KilledError(BaseException):
        pass

    def kill(event):
        if isinstance(event, Record):
            raise KilledError

    with pytest.raises(KilledError):
        go(tell=kill)
    assert (out / JOURNAL).exists()
    request = make_request(specs, out)
    later = dataclasses.replace(request.order, day=request.order.day + datetime.timedelta(1))
    events = []
    summary = run_here(monkeypatch, dataclasses.replace(request, order=later), events.append)
    assert (summary.made, summary.kept) == (2, 1)
    (planned,) = told(events, Planned)
    (finding,) = planned.findings
    assert (finding.code, finding.facts) == ("DG861", {"day": request.order.day.isoformat(), "done": 1})
    assert {record.day for record in told(events, Record)} == {request.order.day}
    undisturbed = out.with_name("undisturbed")
    run_here(monkeypatch, make_request(specs, undisturbed))
    assert contents(out) == contents(undisturbed)


@pytest.mark.parametrize("moment", [Begun, Record])
def test_it_stops_in_order_and_goes_on(go, out, moment):
    stop = Stop()

    def ask(event):
        if isinstance(event, moment) and not stop.is_asked:
            stop.ask()

    summary, _ = go(tell=ask, stop=stop)
    assert (summary.made, summary.left, summary.is_whole) == (1, 2, False)
    assert codes(summary) == ["DG863"]
    assert not (out / JOURNAL).exists()
    assert not (out / "index.html").exists()
    assert go()[0].made == 2


def test_it_stops_at_once_before_anything_is_made(go, out):
    stop = Stop()
    with pytest.raises(StoppedError):
        go(tell=lambda _event: stop.ask(), stop=stop)
    assert sorted(contents(out)) == [".docgen"]


def test_it_changes_nothing_when_it_only_plans(specs, out):
    plan = plan_only(make_request(specs, out), lambda _event: None)
    assert len(plan.jobs) == 3
    assert not out.exists()


def test_it_knows_engines_by_their_names_only(specs, out):
    request = make_request(specs, out, engine="magic")
    with pytest.raises(DocgenError) as failure:
        run(request, tell=print, stop=Stop(), confide=print)
    assert [each.code for each in failure.value.diagnostics] == ["DG702"]
    assert not out.exists()


def test_it_says_when_there_is_nobody(specs, out, monkeypatch):
    request = dataclasses.replace(make_request(specs, out), source=Files([]))
    with pytest.raises(DocgenError) as failure:
        run_here(monkeypatch, request)
    assert [each.code for each in failure.value.diagnostics] == ["DG865"]
