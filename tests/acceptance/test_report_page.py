"""The index page of a run in a real browser, opened from the disk."""

from dataclasses import replace
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest

from docgen.bulk.report.counting import count
from docgen.bulk.report.model import About
from docgen.bulk.report.pages import Pages
from docgen.diagnostics import report
from tests.support.preview import find_browser
from tests.support.records import GOALS, WARNING, Desk, a_brief, a_failure

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
BROWSER = find_browser()

pytestmark = [
    pytest.mark.xdist_group("preview"),
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: apt-get install chromium"),
]

HOSTILE = "</script><img src=x onerror=\"document.title='hit'\">\u202e"
ODD = "50% 目标 #1?&'x"


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    desk = Desk(tmp_path_factory.mktemp("run") / "out")
    desk.add("Maya Okafor", findings=(WARNING,))
    desk.add("林知遥", "华东 #1?", stem=ODD, brief=a_brief("林知遥", "E002", "华东", position="高级产品经理"))
    desk.add(
        "x", brief=a_brief(HOSTILE, HOSTILE, position=HOSTILE), findings=(report("DG603", name=HOSTILE),)
    )
    for number in range(130):
        goals = (replace(GOALS[0], weight="70"), replace(GOALS[1], weight="30"))
        desk.add(
            f"Person {number}", "West", brief=a_brief(f"Person {number}", f"W{number}", "West", goals=goals)
        )
    desk.records.append(a_failure("Iris Nair"))
    desk.shelf.put({"West/_binder.pdf": b"binder"}, force=True)
    desk.report(zips=True, binders={"West": ("West/_binder.pdf",)})
    return desk.folder


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture
def visit(browser):
    """Open a page; what the browser complains about fails the test."""
    context = browser.new_context(viewport={"width": 1400, "height": 900})
    complaints, asked = [], []

    def open_page(path, anchor=""):
        page = context.new_page()
        page.on("pageerror", lambda fault: complaints.append(str(fault)))
        page.on("console", lambda said: complaints.append(said.text))
        page.on("request", lambda request: asked.append(request.url))
        page.goto(Path(path).as_uri() + anchor)
        return page

    yield open_page
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:"))] == []


@pytest.fixture
def page(visit, folder):
    return visit(folder / "index.html")


def names(page):
    return page.locator(".who b").all_text_contents()


def test_it_shows_the_figures_and_the_first_hundred(page):
    figures = page.locator("#figures li").all_text_contents()
    assert figures == ["134people", "133done", "1not made", "3teams", "266files", "1error", "2warnings"]
    assert len(names(page)) == 100
    page.locator("#more").click()
    assert len(names(page)) == 134
    assert not page.locator("#more").is_visible()


def test_it_searches_as_one_types(page):
    page.locator("#search").fill("产品 e002")
    assert names(page) == ["林知遥"]
    page.locator("#search").fill("ＭＡＹＡ")
    assert names(page) == ["Maya Okafor"]
    page.locator("#search").fill("nobody at all")
    assert page.locator("#empty").is_visible()
    page.keyboard.press("Escape")
    assert len(names(page)) == 100


@pytest.mark.parametrize(
    ("box", "choice", "shown"),
    [
        ("team", "华东 #1? (1)", ["林知遥"]),
        ("status", "Not made", ["Iris Nair"]),
        ("finding", "With errors", ["Iris Nair"]),
        (
            "finding",
            "With warnings",
            ["Maya Okafor", r"</script><img src=x onerror=\"document.title='hit'\">\u202e"],
        ),
        ("code", "DG121 Wrong type", ["Iris Nair"]),
    ],
)
def test_it_filters(page, box, choice, shown):
    page.locator(f"#{box}").select_option(label=choice)
    assert names(page) == [name.replace('\\"', '"') for name in shown]
    page.locator("#clear").click()
    assert len(names(page)) == 100


def test_it_sorts(page):
    page.locator("#sort").select_option("findings")
    assert names(page)[:2] == ["Iris Nair", "Maya Okafor"]
    page.locator("#sort").select_option("employee")
    page.locator("#search").fill("person")
    assert names(page)[:3] == ["Person 0", "Person 1", "Person 2"]
    assert names(page)[10] == "Person 10"


def test_it_opens_a_person(page):
    page.locator("#search").fill("maya")
    page.locator(".who").focus()
    page.keyboard.press("Enter")
    detail = page.locator(".detail")
    assert detail.locator(".goal header b").all_text_contents() == [
        "Keep 92% of customers",
        "Cut answer time to 4 hours",
    ]
    assert detail.locator(".goal td").all_text_contents()[:5] == [
        "Renewals",
        "100",
        "120",
        "contracts",
        "60%",
    ]
    assert "team.yaml:14:3" in detail.locator(".finding.warning").text_content()
    assert "logo.png" in detail.locator(".finding").text_content()
    page.locator(".who").click()
    assert page.locator(".detail").count() == 0


def test_it_says_why_a_document_is_missing(page):
    page.locator("#status").select_option("failed")
    page.locator(".who").click()
    assert "DG121" in page.locator(".finding.error").text_content()
    assert page.locator(".files a").count() == 0


def test_it_switches_the_language_and_remembers_it(page, visit, folder):
    page.locator("#search").fill("maya")
    page.locator(".who").click()
    page.locator("[data-language=zh]").click()
    assert page.locator("h1").text_content() == "绩效文档总览"
    assert page.evaluate("document.documentElement.lang") == "zh"
    assert "图片“logo.png”" in page.locator(".finding").text_content()
    assert names(page) == ["Maya Okafor"]
    assert visit(folder / "index.html").locator("h1").text_content() == "绩效文档总览"


def test_it_links_to_every_file(page, folder):
    page.locator("#more").click()
    targets = page.locator("#list .files a, #links a").evaluate_all(
        "(links) => links.map((link) => link.href)"
    )
    found = {Path(unquote(urlsplit(target).path)) for target in targets}
    assert found == {path for path in folder.rglob("*") if path.suffix in {".pdf", ".docx", ".xlsx"}} - {
        folder / "West" / "_binder.pdf"
    }
    page.locator("[data-view=teams]").click()
    targets = page.locator("#teams a[href]:not([href='#'])").evaluate_all(
        "(links) => links.map((link) => link.href)"
    )
    assert {Path(unquote(urlsplit(target).path)).relative_to(folder).as_posix() for target in targets} == {
        "zip/East.zip", "zip/West.zip", "zip/华东 #1?.zip", "West/_binder.pdf",
    }  # fmt: skip


def test_it_shows_teams_at_a_glance(page):
    page.keyboard.press("2")
    west = page.locator(".team", has_text="West")
    west.locator("summary h2").click()
    west.locator(".line").last.wait_for()
    assert west.locator(".line").count() == 130
    assert west.locator(".line").first.locator(".bars i").evaluate_all(
        "(parts) => parts.map((part) => part.style.width)"
    ) == ["70%", "30%"]
    assert "Grow by keeping" in west.text_content()
    west.get_by_text("See people").click()
    assert page.locator("#count").text_content() == "130 of 134 people"


def test_it_leads_from_a_code_to_its_people(page):
    page.keyboard.press("3")
    assert page.locator("#findings td code").all_text_contents() == ["DG121", "DG603"]
    page.locator("#findings tr", has_text="DG603").get_by_role("button").click()
    assert len(names(page)) == 2


def test_it_keeps_hostile_names_inert(page):
    page.locator("#search").fill("onerror")
    page.locator(".who").click()
    page.keyboard.press("Tab")
    page.locator("[data-view=teams]").click()
    page.locator(".team", has_text="East").locator("summary h2").click()
    assert page.locator("img, iframe").count() == 0
    assert page.title() == "Performance documents"
    assert "\u202e" not in page.locator("body").text_content()


def test_it_prints_everybody(page):
    page.emulate_media(media="print")
    page.evaluate("window.dispatchEvent(new Event('beforeprint'))")
    assert len(names(page)) == 134
    assert not page.locator(".bar").is_visible()


def test_it_leads_from_the_index_of_a_large_company_to_the_page_of_the_team(visit, tmp_path):
    desk = Desk(tmp_path)
    for number in range(7):
        desk.add(f"Person {number}", ("East", "West #1/One")[number % 2])
    with Pages(count(desk.records), About("1"), 4) as made:
        for record in desk.records:
            made.add(record)
        for path, content in made.make():
            desk.shelf.put({path: content})
    page = visit(tmp_path / "index.html")
    page.locator("#search").fill("e006")
    page.locator("a.who").click()
    page.wait_for_selector(".detail")
    assert page.url.endswith("/report/West%20%231/One.html#p2")
    assert page.locator("h1").text_content() == "West #1/One"
    assert page.locator(".person.open b").first.text_content() == "Person 5"
    links = page.locator(".files a").evaluate_all("(links) => links.map((link) => link.href)")
    assert all(Path(unquote(urlsplit(link).path)).is_file() for link in links)
    page.locator("#back").click()
    assert page.locator("h1").text_content() == "Performance documents"
