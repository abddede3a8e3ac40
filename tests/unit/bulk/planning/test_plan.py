"""Before anything is made, everything has its place, and what is wrong between people is said."""

import datetime
import json
from dataclasses import replace

import pytest

from docgen.bulk.model import Order
from docgen.bulk.planning.asking import open_naming
from docgen.bulk.planning.keys import digest_places
from docgen.bulk.planning.plan import make_plan
from docgen.bulk.records.ledger import Known
from docgen.bulk.shelves.folder import FolderShelf
from docgen.diagnostics import DocgenError, report
from docgen.diagnostics.sentences import say
from docgen.sources.contract import Entry
from docgen.sources.files import Files
from docgen.spec.raw import RawSpec
from docgen.spec.raw import Source as Text
from docgen.workshop.workshop import Workshop
from tests.support.making import SAMPLES
from tests.support.packs import lay_out
from tests.support.specs import a_spec

DAY = datetime.date(2026, 11, 28)
ORDER = Order({"pack": "onepage", "to": ("html",), "locale": None}, DAY)


class Roster:
    """Specs put together from rows, as a team file or a table gives them."""

    def __init__(self, *people):
        self.people = people

    def entries(self):
        for at, (team, person, *_) in enumerate(self.people):
            yield Entry(f"row-{at}", f"people.csv {person['name']}", team, person["name"], at)

    def read(self, entry):
        team, person, *changes = self.people[entry.origin]
        if changes == ["broken"]:
            return b"document: ["
        spec = a_spec(person={**person, "department": team}, **(changes[0] if changes else {}))
        return RawSpec(spec, Text("people.csv"))


class AskedError(Exception):
    """A pack was asked for a name."""


class Silent:
    """A pack that nobody may ask."""

    def name(self, *_):
        raise AskedError

    make = name


@pytest.fixture(scope="module")
def naming():
    """Return a workshop in this process: the child is tested elsewhere."""
    return Workshop("onepage", ())


@pytest.fixture
def shelf(tmp_path):
    """Return an empty output folder."""
    return FolderShelf(str(tmp_path / "out"))


def plan_of(source, shelf, naming, *, known=(), order=ORDER, **wishes):
    return make_plan(source, order, shelf, dict(known), naming, **wishes)


def codes(plan):
    return [found.code for found in plan.findings]


def remembered(plan, shelf, content=b"x", **changes):
    """Save a file for every job of a plan and return what a ledger would know of it."""
    known = {}
    for job in plan.jobs:
        files = shelf.put({f"{job.stem}.html": content}, force=True)
        former = Known(job.key, job.stem, "made", DAY, "", files, job.who, False)
        known[job.entry.id] = replace(former, **changes)
    return known


LI = ("East", {"name": "李娜", "id": "E1"})
WANG = ("East", {"name": "王芳", "id": "E2"})
ZHAO = ("West", {"name": "赵敏", "id": "E3"})


class TestJobs:
    def test_it_gives_every_document_a_place_and_a_key(self, shelf, naming):
        plan = plan_of(Roster(LI, WANG, ZHAO), shelf, naming)
        assert [job.stem for job in plan.jobs] == ["East/李娜", "East/王芳", "West/赵敏"]
        assert len({job.key for job in plan.jobs}) == 3
        assert [job.who.employee for job in plan.jobs] == ["E1", "E2", "E3"]
        assert plan.ids == ("row-0", "row-1", "row-2")
        assert plan.findings == ()

    def test_it_makes_one_plan_whatever_the_size_of_the_batches(self, shelf, naming, monkeypatch):
        people = Roster(
            *(("T", {"name": f"P{at}", "id": f"{at}"}) for at in range(7)), ("T", {"name": "X"}, "broken")
        )
        expected = plan_of(people, shelf, naming)
        for size in (1, 3, 8):
            monkeypatch.setattr("docgen.bulk.planning.looking.BATCH", size)
            heard = []
            assert plan_of(people, shelf, naming, tell=heard.append) == expected
            assert heard[-1] == 8

    def test_it_names_documents_by_the_pattern_of_the_pack_through_a_child(self, shelf):
        order = replace(ORDER, settings={**ORDER.settings, "pack": "acme-example", "locale": "en"})
        with open_naming(order) as naming:
            plan = make_plan(Files([str(SAMPLES[0])]), order, shelf, {}, naming)
        assert plan.jobs[0].stem == "数据智能部·平台产品组/JC-KPI-FY26-PLT-009_陆闻笛.en"

    def test_it_asks_for_no_name_twice(self, shelf, naming):
        people = Roster(LI, WANG)
        first = plan_of(people, shelf, naming)
        with pytest.raises(AskedError):
            plan_of(people, shelf, Silent())
        again = plan_of(people, shelf, Silent(), known=remembered(first, shelf, called="赵敏"))
        assert [job.stem for job in again.jobs] == ["East/赵敏_E1", "East/赵敏_E2"]
        other = remembered(first, shelf, key="another spec")
        with pytest.raises(AskedError):
            plan_of(people, shelf, Silent(), known=other)

    def test_it_reads_the_whole_spec_where_the_pattern_asks_for_more(self, tmp_path, shelf):
        pack = lay_out(
            tmp_path / "acme",
            {
                "pack.yaml": "name: acme\ntitle: {zh: A, en: A}\nextends: onepage\nfile_name: '{{ person.name }} {{ goals[0].title }}'\n"
            },
        )
        order = replace(ORDER, settings={**ORDER.settings, "pack": str(pack)})
        plan = plan_of(Roster(LI, WANG), shelf, Workshop(str(pack), ()), order=order)
        assert [job.stem for job in plan.jobs] == ["East/李娜 目标一", "East/王芳 目标一"]

    def test_it_lets_what_cannot_be_read_fail_alone(self, shelf, naming):
        plan = plan_of(Roster(LI, ("East", {"name": "王芳"}, "broken"), ZHAO), shelf, naming)
        assert [job.stem for job in plan.jobs] == ["East/李娜", "West/赵敏"]
        (failed,) = plan.failed
        assert (failed.id, failed.stem, failed.status) == ("row-1", "East/王芳", "failed")
        assert [(found.code, found.where.file) for found in failed.findings] == [("DG156", "people.csv 王芳")]
        assert plan.total == 3

    @pytest.mark.parametrize(("name", "is_sum"), [("合计", True), ("Total", True), ("合嘉", False)])
    def test_it_takes_a_row_of_totals_for_no_person(self, shelf, naming, name, is_sum):
        plan = plan_of(Roster(LI, ("East", {"name": name}), ZHAO), shelf, naming)
        assert [record.findings[0].code for record in plan.failed] == ["DG857"] * is_sum
        assert len(plan.jobs) == 3 - is_sum

    def test_it_passes_on_what_the_source_has_to_say_as_a_whole(self, shelf, naming):
        people = Roster(LI)
        people.remarks = (report("DG856", count=1, about="rows"),)
        assert plan_of(people, shelf, naming).findings == people.remarks

    def test_it_refuses_a_source_that_breaks_off(self, shelf, naming):
        class Broken(Roster):
            def entries(self):
                yield from super().entries()
                raise DocgenError([report("DG710", name="people.csv")])

        with pytest.raises(DocgenError) as caught:
            plan_of(Broken(LI, WANG), shelf, naming)
        assert [found.code for found in caught.value.diagnostics] == ["DG710"]

    def test_it_refuses_a_pack_that_is_not_there(self, shelf, naming):
        with pytest.raises(DocgenError) as caught:
            plan_of(
                Roster(LI), shelf, naming, order=replace(ORDER, settings={**ORDER.settings, "pack": "acne"})
            )
        assert [found.code for found in caught.value.diagnostics] == ["DG301"]


class TestTwins:
    def test_it_names_both_places_of_two_documents_of_one_name(self, tmp_path, shelf, naming):
        for name in ("a/goals.yaml", "b/goals.yaml"):
            path = tmp_path / name
            path.parent.mkdir()
            path.write_text(json.dumps(a_spec(), indent=1), "utf-8")
        source = Files([str(tmp_path / "a/goals.yaml"), str(tmp_path / "b/goals.yaml")])
        plan = plan_of(source, shelf, naming)
        (found,) = plan.findings
        assert found.code == "DG852"
        assert found.facts["what"] == "goals.html"
        assert found.facts["first_at"] == f"{tmp_path}/a/goals.yaml:10"
        assert (found.where.file, found.where.line) == (f"{tmp_path}/b/goals.yaml", 10)
        assert "goals.html" in say(found, "zh").reason

    def test_it_names_all_clashes_at_once(self, shelf, naming):
        nobody = ("East", {"name": "李娜"})
        somebody = ("West", {"name": "王芳"})
        plan = plan_of(Roster(nobody, somebody, nobody, somebody, nobody), shelf, naming)
        assert codes(plan) == ["DG852", "DG852", "DG852"]

    def test_it_refuses_one_id_twice_in_a_team_and_says_it_once(self, shelf, naming):
        plan = plan_of(Roster(LI, LI, ("East", {"name": "孙丽", "id": "e1"})), shelf, naming)
        assert [(found.code, found.severity, found.facts["second"]) for found in plan.findings] == [
            ("DG853", "error", "李娜"),
            ("DG853", "error", "孙丽"),
        ]

    def test_it_warns_of_one_id_in_two_teams(self, shelf, naming):
        plan = plan_of(Roster(LI, ("West", {"name": "李娜", "id": "E1"})), shelf, naming)
        assert [(found.code, found.severity) for found in plan.findings] == [("DG854", "warning")]

    def test_it_lets_a_person_have_a_document_a_period_and_a_language(self, shelf, naming):
        english = {"document": {"title": "Goals", "language": "en"}}
        later = {"period": {"start": "2028-01-01", "end": "2028-12-31"}}
        one = ("2027", {"name": "李娜", "id": "E1"})
        people = Roster(one, ("2028", one[1], later), ("English", {"name": "Li Na", "id": "E1"}, english))
        assert codes(plan_of(people, shelf, naming)) == []

    def test_it_finds_two_people_with_one_id_in_two_periods(self, shelf, naming):
        later = {"period": {"start": "2028-01-01", "end": "2028-12-31"}}
        plan = plan_of(Roster(LI, ("East", {"name": "孙丽", "id": "E1"}, later)), shelf, naming)
        assert codes(plan) == ["DG853"]

    def test_it_counts_what_it_does_not_list(self, shelf, naming):
        plan = plan_of(Roster(*[LI] * 104), shelf, naming)
        assert codes(plan) == ["DG853"] * 100 + ["DG856"]
        assert plan.findings[-1].facts == {"count": 3, "about": "DG853"}


class TestChoice:
    @pytest.mark.parametrize(
        ("globs", "stems"),
        [
            (["李*"], ["East/李娜"]),
            (["e2", "West"], ["East/王芳", "West/赵敏"]),
            (["row-2"], ["West/赵敏"]),
            (["*st"], ["East/李娜", "East/王芳", "West/赵敏"]),
            (["East/王?"], ["East/王芳"]),
            (["people.csv 王芳"], ["East/王芳"]),
        ],
    )
    def test_it_plans_those_that_are_meant(self, shelf, naming, globs, stems):
        plan = plan_of(Roster(LI, WANG, ZHAO), shelf, naming, only=globs)
        assert [job.stem for job in plan.jobs] == stems
        assert len(plan.jobs) + len(plan.outside) == 3
        assert plan.ids == ("row-0", "row-1", "row-2")
        assert codes(plan) == []

    def test_it_says_when_a_pattern_matches_nobody(self, shelf, naming):
        plan = plan_of(Roster(LI, WANG), shelf, naming, only=["李*", "Zhou*"])
        (found,) = plan.findings
        assert (found.code, found.facts) == ("DG855", {"glob": "Zhou*", "known": ("E1 李娜", "E2 王芳")})

    def test_it_names_the_chosen_ones_as_if_all_were_meant(self, shelf, naming):
        people = Roster(LI, ("East", {"name": "李娜", "id": "E9"}), WANG)
        assert plan_of(people, shelf, naming, only=["E9"]).jobs[0].stem == "East/李娜_E9"

    def test_it_keeps_quiet_about_those_who_are_not_meant(self, shelf, naming):
        assert codes(plan_of(Roster(LI, LI, WANG), shelf, naming, only=["王芳"])) == []

    def test_it_leaves_what_cannot_be_read_outside(self, shelf, naming):
        plan = plan_of(Roster(LI, ("East", {"name": "王芳"}, "broken")), shelf, naming, only=["李娜"])
        assert (plan.failed, [job.stem for job in plan.outside]) == ((), ["East/王芳"])


class TestKept:
    def test_it_keeps_what_is_there_and_would_be_the_same(self, shelf, naming):
        people = Roster(LI, WANG)
        first = plan_of(people, shelf, naming)
        second = plan_of(people, shelf, naming, known=remembered(first, shelf))
        assert (second.jobs, second.kept, second.strays) == ((), first.jobs, ())

    @pytest.mark.parametrize(
        "changes",
        [
            {"key": "0" * 64},
            {"stem": "West/李娜"},
            {"status": "failed"},
            {"files": ()},
            {"has_findings": True, "places": "elsewhere"},
        ],
    )
    def test_it_makes_anew_what_is_another_document_or_stands_elsewhere(self, shelf, naming, changes):
        known = remembered(plan_of(Roster(LI), shelf, naming), shelf, **changes)
        assert len(plan_of(Roster(LI), shelf, naming, known=known).jobs) == 1

    def test_it_keeps_a_document_with_findings_while_their_places_stay(self, shelf, naming):
        people = Roster(LI)
        entry = next(people.entries())
        places = digest_places(people.read(entry), entry)
        known = remembered(plan_of(people, shelf, naming), shelf, has_findings=True, places=places)
        assert len(plan_of(people, shelf, naming, known=known).kept) == 1

    @pytest.mark.parametrize("spoil", [lambda path: path.write_bytes(b"y"), lambda path: path.unlink()])
    def test_it_makes_anew_what_somebody_changed_or_removed(self, tmp_path, shelf, naming, spoil):
        known = remembered(plan_of(Roster(LI), shelf, naming), shelf)
        spoil(tmp_path / "out" / "East" / "李娜.html")
        assert len(plan_of(Roster(LI), shelf, naming, known=known).jobs) == 1


class TestStrays:
    def made(self, tmp_path):
        """Make a document that docgen has sealed."""
        path = tmp_path / "goals.json"
        path.write_text(json.dumps(a_spec()), "utf-8")
        source = Files([str(path)])
        outcome = Workshop("onepage", ("html",)).make(source, next(source.entries()), DAY)
        return outcome.artifacts["html"].content

    def test_it_names_what_docgen_made_and_nobody_has(self, tmp_path, shelf, naming):
        content = self.made(tmp_path)
        first = plan_of(Roster(LI, WANG, ZHAO), shelf, naming)
        known = remembered(first, shelf, content)
        shelf.put({"index.html": content})
        shelf.put({"East/_binder.html": content})
        shelf.put({"East/孙丽.html": content.replace("林知遥".encode(), "孙丽".encode())})
        shelf.put({"East/letter.html": content})  # by docgen generate
        plan = plan_of(Roster(LI, WANG), shelf, naming, known=known)
        assert plan.strays == ("West/赵敏.html",)
        only = plan_of(Roster(LI, WANG), shelf, naming, known=known, only=["王芳"])
        assert only.strays == ("West/赵敏.html",)

    def test_it_leaves_the_files_of_a_spec_that_cannot_be_read_any_more(self, tmp_path, shelf, naming):
        content = self.made(tmp_path)
        known = remembered(
            plan_of(Roster(("East", {"name": "李娜", "id": "E1"})), shelf, naming), shelf, content
        )
        broken = plan_of(Roster(("South", {"name": "李"}, "broken")), shelf, naming, known=known)
        assert (broken.failed[0].stem, broken.strays) == ("East/李娜", ())

    def test_it_leaves_the_files_of_a_spec_that_has_no_name_any_more(self, tmp_path, shelf, naming):
        content = self.made(tmp_path)
        known = remembered(plan_of(Roster(LI), shelf, naming), shelf, content)
        wrong = ("South", {"name": "李", "id": ["E1"]})
        plan = plan_of(Roster(wrong, wrong), shelf, naming, known=known)
        assert [job.stem for job in plan.jobs] == ["East/李娜", "South/李"]
        assert (plan.strays, plan.findings) == ((), ())
