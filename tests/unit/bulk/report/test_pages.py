"""The data of the pages: who is on which, what is told of them, and that nothing of it acts."""

import base64
import hashlib
import json
import re
from dataclasses import replace

import pytest

from docgen.bulk.report.counting import count
from docgen.bulk.report.model import About
from docgen.bulk.report.pages import Pages
from docgen.bulk.report.places import PageNames
from docgen.bulk.report.words import STAGES, WORDS, say_ending
from docgen.diagnostics import report
from docgen.seal import is_text_sealed
from docgen.spec.raw import RawSpec
from tests.support.records import WARNING, Desk, a_brief, a_failure

ABOUT = About("1")
HOSTILE = "</script><img src=x onerror=alert(1)>\u202e\u2028&"


@pytest.fixture
def desk(tmp_path):
    return Desk(tmp_path / "out")


def pages(records, one_page=2000, about=ABOUT):
    with Pages(count(records), about, one_page) as made:
        for record in records:
            made.add(record)
        return dict(made.make())


def data(page):
    return json.loads(re.search(rb'id="data">(.*?)</script>', page, re.DOTALL)[1])


def test_it_tells_everything_of_everybody_on_one_page(desk):
    desk.add("Maya Okafor", findings=(WARNING,))
    desk.records.append(a_failure("Iris Nair", "West"))
    made = pages(desk.records)
    assert list(made) == ["index.html"]
    told = data(made["index.html"])
    assert told["facts"] == {
        "people": 2, "failed": 1, "files": 2, "found": [1, 1, 0], "period": "Year 2027", "stages": ["plan"], "final": False,
    }  # fmt: skip
    assert [row[0] for row in told["people"]] == ["Maya Okafor", "Iris Nair"]
    maya = told["details"][0]
    assert [(goal[0], goal[2], [kpi[0] for kpi in goal[5]]) for goal in maya["goals"]] == [
        ("G1", "60", ["K1"]), ("G2", "40", ["K2"]),
    ]  # fmt: skip
    code, place, *texts = maya["findings"][0]
    assert told["codes"][code][:2] == ["DG603", "warning"]
    assert place == "team.yaml:14:3  goals[1].weight"
    assert "logo.png" in told["texts"][texts[0]]
    assert told["affected"] == {"DG121 error": 1, "DG603 warning": 1}
    assert [team["name"] for team in told["teams"]] == ["East", "West"]
    assert told["teams"][0]["overview"]["members"] == [
        [[["Keep 92% of customers", "60", None], ["Cut answer time to 4 hours", "40", None]], "100", True]
    ]
    assert "overview" not in told["teams"][1]


def test_it_says_no_time_and_seals_the_page(desk):
    desk.add("Maya Okafor")
    page = pages(desk.records)["index.html"]
    assert page == pages(desk.records)["index.html"]
    assert is_text_sealed(page)


def test_it_allows_its_own_script_and_style_alone(desk):
    desk.add("Maya Okafor")
    page = pages(desk.records)["index.html"].decode()
    policy = re.search(r'Content-Security-Policy" content="([^"]*)"', page)[1]
    script = re.findall(r"<script>(.*?)</script>", page, re.DOTALL)
    style = re.findall(r"<style>(.*?)</style>", page, re.DOTALL)
    digests = [
        "sha256-" + base64.b64encode(hashlib.sha256(each.encode()).digest()).decode()
        for each in (*script, *style)
    ]
    assert policy == (
        f"default-src 'none'; script-src '{digests[0]}'; style-src '{digests[1]}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )
    assert not re.findall(r'(?:src|href)="(?!data:)', page)


def test_it_keeps_hostile_text_inert(desk):
    finding = report("DG603", name=HOSTILE)
    desk.add("x", brief=a_brief(HOSTILE, HOSTILE, position=HOSTILE, period=HOSTILE), findings=(finding,))
    desk.records.append(replace(a_failure("y", "West"), id=HOSTILE, name=HOSTILE))
    page = pages(desk.records)["index.html"].decode()
    assert "<img" not in page
    assert page.count("</script>") == 3
    assert "\u202e" not in page
    assert "\u2028" not in page
    assert data(page.encode())["people"][0][0] == "</script><img src=x onerror=alert(1)>\\u202e\\u2028&"


def test_it_gives_teams_pages_of_their_own_in_a_large_company(desk):
    for number in range(7):
        desk.add(f"Person {number}", ("East", "West/One")[number % 3 == 0])
    about = About("1", zips=True, binders={"East": ("East/_binder.pdf",)})
    made = pages(desk.records, one_page=3, about=about)
    assert list(made) == ["report/West/One.html", "report/East.html", "report/East-2.html", "index.html"]
    index = data(made["index.html"])
    assert (index["kind"], len(index["people"]), "details" in index) == ("index", 7, False)
    assert [team["pages"] for team in index["teams"]] == [
        ["report/West/One.html"],
        ["report/East.html", "report/East-2.html"],
    ]
    one = data(made["report/West/One.html"])
    assert (one["kind"], one["root"]) == ("team", "../../")
    assert [row[0] for row in one["people"]] == ["Person 0", "Person 3", "Person 6"]
    assert "overview" in one["teams"][0]
    parts = [data(made[page]) for page in ("report/East.html", "report/East-2.html")]
    assert [[row[0] for row in part["people"]] for part in parts] == [
        ["Person 1", "Person 2", "Person 4"],
        ["Person 5"],
    ]
    assert all("overview" not in part["teams"][0] for part in parts)  # sums of a part would be wrong
    assert "Person 0" not in str(parts)


def test_it_links_to_no_archive_where_there_is_none(desk):
    desk.add("Maya")
    desk.records.append(a_failure("Iris Nair", "West"))
    told = data(pages(desk.records, about=About("1", zips=True))["index.html"])
    assert [team["zip"] for team in told["teams"]] == ["zip/East.zip", None]


def test_it_gives_no_two_pages_one_name():
    names = PageNames()
    made = [names.new(team, number) for team, number in (("A", 1), ("A", 2), ("a-2", 1), ("", 1), ("_", 1))]
    assert made == ["report/A.html", "report/A-2.html", "report/a-2_.html", "report/_.html", "report/__.html"]


def test_it_shows_the_worst_findings_first_and_says_how_many_more(desk):
    notes = tuple(report("DG603", name=f"{number}.png") for number in range(80))
    worst = report("DG121", found="text", expected="number")
    desk.add("Maya", findings=(*notes, worst))
    detail = data(pages(desk.records)["index.html"])["details"][0]
    assert (len(detail["findings"]), detail["more"]) == (60, 21)
    told = data(pages(desk.records)["index.html"])
    assert told["codes"][detail["findings"][0][0]][0] == "DG121"


def test_it_says_every_word_in_both_languages():
    holes = re.compile(r"\{\w+\}")
    assert [key for key, (zh, en) in WORDS.items() if {*holes.findall(zh)} != {*holes.findall(en)}] == []
    assert STAGES["zh"].keys() == STAGES["en"].keys()
    assert [say_ending(each) for each in (".pdf", ".docx", ".html", ".letter.docx", ".odt")] == [
        "PDF", "Word", "HTML", "Word · letter", "ODT",
    ]  # fmt: skip


def test_it_shows_people_in_the_order_of_the_source_whatever_their_teams(desk):
    for name, team in (("Maya", "East"), ("Tomas", "West"), ("Iris", "East")):
        desk.add(name, team, brief=a_brief(name, name, department=team))
    told = data(pages(desk.records)["index.html"])
    assert [row[0] for row in told["people"]] == ["Maya", "Tomas", "Iris"]
    assert [team["who"] for team in told["teams"]] == [[0, 2], [1]]


def test_it_blames_no_group_for_a_target_that_several_carry_together(desk):
    goal = {"id": "G1", "title": "Keep 92% of customers"}
    kpi = {
        "id": "K1",
        "goal": "G1",
        "name": "Renewals",
        "unit": "contracts",
        "direction": "higher",
        "target": 500,
    }
    shared = RawSpec({"goals": [goal], "kpis": [kpi]}, {})
    for name, team in (("Maya", "East"), ("Tomas", "West")):
        desk.add(name, team)
    together = data(pages(desk.records, about=About("1", shared=lambda _team: shared))["index.html"])
    assert [(team["overview"]["part"], team["overview"]["sums"][0]["met"]) for team in together["teams"]] == [
        (True, None), (True, None),
    ]  # fmt: skip
    alone = data(pages(desk.records[:1], about=About("1", shared=lambda _team: shared))["index.html"])
    told = alone["teams"][0]["overview"]
    assert (told["part"], told["sums"][0]["met"]) == (False, False)
