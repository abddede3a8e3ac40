"""docs/ as a site: built without a network, whole, and as quick for a reader of Chinese as of English."""

import os
import re
import shutil
import subprocess
import sys
from collections import defaultdict
from pathlib import Path
from urllib.parse import unquote, urlsplit

import pytest
from lxml import html

from tests.support.pictures_office import write_fonts
from tests.support.preview import find_browser

pytest.importorskip("mkdocs", reason="mkdocs is not installed: make setup")
ROOT = Path(__file__).parents[2]
DOCS = ROOT / "docs"
BROWSER = find_browser()
LANGUAGES = ("zh", "en")
LOADED = "//@src | //link[not(@rel='canonical')]/@href | //object/@data | //@poster"
FETCHED = re.compile(r"""(?:url\(|@import)\s*["']?(?!["']?(?:data:|#))([^"')\s;]+)""")

pytestmark = pytest.mark.xdist_group("site")


def build(docs, out):
    command = [sys.executable, str(docs / "site" / "build.py"), str(out)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module")
def built(tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    return out, build(DOCS, out)


@pytest.fixture(scope="module")
def site(built):
    return built[0]


@pytest.fixture(scope="module")
def pages(site):
    return {path: html.parse(path).getroot() for path in sorted(site.rglob("*.html"))}


def test_it_is_built_without_a_warning(built):
    site, done = built
    assert (done.returncode, done.stderr) == (0, "")
    assert (site / "index.html").is_file()


def test_it_has_every_page_in_both_languages(site):
    written = {path.relative_to(DOCS).as_posix() for path in DOCS.rglob("*.md")}
    bare = {re.sub(r"\.(zh|en)\.md$", ".md", name) for name in written}
    expected = {
        re.sub(r"(README)?\.md$", lambda end: "index.html" if end[1] else ".html", name) for name in bare
    }
    for language in LANGUAGES:
        made = {path.relative_to(site / language).as_posix() for path in (site / language).rglob("*.html")}
        assert made == expected


def test_it_leads_nowhere_that_is_not_there(pages):
    places = {path: set(page.xpath("//@id | //a/@name")) for path, page in pages.items()}
    lost = defaultdict(list)
    for path, page in pages.items():
        for link in page.xpath("//a/@href"):
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (path.parent / unquote(address.path)).resolve() if address.path else path
            anchor = unquote(address.fragment)
            if not target.exists() or (anchor and target in places and anchor not in places[target]):
                lost[path.name].append(link)
    assert dict(lost) == {}


def test_it_loads_nothing_from_elsewhere(site, pages):
    loaded = {address for page in pages.values() for address in page.xpath(LOADED)}
    styles = "".join(path.read_text(encoding="utf-8") for path in site.rglob("*.css"))
    for page in pages.values():
        styles += "".join(page.xpath("//style/text() | //@style"))
    addresses = loaded | set(FETCHED.findall(styles))
    assert {
        each for each in addresses if urlsplit(each).scheme not in {"", "data"} or each.startswith("//")
    } == set()


def test_it_speaks_the_language_of_its_reader(pages, site):
    for language in LANGUAGES:
        root = pages[site / language / "guides" / "hr.html"]
        assert root.get("lang") == language
        (title,) = root.xpath("//title/text()")
        assert title == {"zh": "HR 指南 - docgen", "en": "Guide for HR - docgen"}[language]


def test_it_says_where_a_page_is_in_one_language_alone(pages, site):
    notes = "//div[contains(@class, 'admonition')]/p[@class='admonition-title']/text()"
    assert pages[site / "zh" / "architecture.html"].xpath(notes) == ["本页只有英文版"]
    assert pages[site / "en" / "architecture.html"].xpath(notes) == []
    assert pages[site / "zh" / "reference" / "spec.html"].xpath(notes) == []
    ours, theirs = (pages[site / each / "adr" / "0003-packs-are-data.html"] for each in LANGUAGES)
    assert ours.xpath("//title/text()") == theirs.xpath("//title/text()")


def test_it_leads_from_a_page_to_what_only_the_other_language_says(pages, site):
    links = pages[site / "zh" / "security.html"].xpath("//article//a[not(@class='headerlink')]/@href")
    assert "../en/security.html#threats" in links


def test_it_shows_the_files_that_a_guide_says_to_write(pages, site):
    names = pages[site / "zh" / "guides" / "hr.html"].xpath("//span[@class='filename']/text()")
    assert "acme/brand.yaml" in names
    assert "acme/pack.yaml（加在末尾）" in names


def test_it_puts_no_blank_between_two_lines_of_chinese(pages, site):
    wrapped = re.compile(r"[\u4e00-\u9fff，。；]\n[\u4e00-\u9fff]")
    for path, page in pages.items():
        if (site / "zh" / "guides") in path.parents:
            assert [text for text in page.xpath("//article//p//text()") if wrapped.search(text)] == []


def test_it_is_not_built_where_a_link_leads_nowhere(tmp_path):
    docs = shutil.copytree(DOCS, tmp_path / "docs")
    with (docs / "index.zh.md").open("a", encoding="utf-8") as page:
        page.write("\n[去哪里](guides/nowhere.md)，[又去哪里](guides/hr.zh.md#没有这一节)\n")
    one = "import sys, pathlib; sys.path.insert(0, sys.argv[1]); import build; build.build('zh', pathlib.Path(sys.argv[2]))"
    command = [sys.executable, "-c", one, str(docs / "site"), str(tmp_path / "out")]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)
    assert done.returncode == 1
    assert "guides/nowhere.md" in done.stderr
    assert "没有这一节" in done.stderr


@pytest.fixture(scope="module")
def browser(tmp_path_factory):
    sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
    if BROWSER is None:
        pytest.skip("no Chromium on this machine: apt-get install chromium")
    fonts = write_fonts(tmp_path_factory.mktemp("fonts"))
    with sync_api.sync_playwright() as engine:
        opened = engine.chromium.launch(
            executable_path=BROWSER, args=["--no-sandbox"], env={**os.environ, "FONTCONFIG_FILE": str(fonts)}
        )
        yield opened
        opened.close()


@pytest.fixture
def visit(browser, site):
    """Open a page from the disk; what fails or is asked of a network fails the test."""
    context = browser.new_context(viewport={"width": 1360, "height": 900})
    complaints, asked = [], []
    page = context.new_page()
    page.on("pageerror", lambda fault: complaints.append(str(fault)))
    page.on("console", lambda said: complaints.append(said.text))
    page.on("requestfailed", lambda request: complaints.append(request.url))
    page.on("request", lambda request: asked.append(request.url))

    def open_page(name):
        page.goto((site / name).as_uri())
        return page

    yield open_page
    context.close()
    assert complaints == []
    assert [url for url in asked if not url.startswith(("file:", "data:", "blob:"))] == []


@pytest.mark.parametrize("name", ["zh/index.html", "en/guides/scoring.html"])
def test_it_opens_from_the_disk_with_its_pictures(visit, name):
    page = visit(name)
    assert len(page.screenshot()) > 20_000
    broken = "[...document.images].filter(each => each.complete && !each.naturalWidth).map(each => each.src)"
    assert page.evaluate(broken) == []


@pytest.mark.parametrize(
    ("language", "words", "found"),
    [("zh", "失真", "得分怎样算出"), ("en", "provisional", "How scores come about")],
)
def test_it_finds_words_from_the_disk(visit, language, words, found):
    page = visit(f"{language}/index.html")
    page.focus("[data-md-component=search-query]")
    page.type("[data-md-component=search-query]", words)
    page.keyboard.press("End")
    page.wait_for_selector(f".md-search-result__item:has-text('{found}')", timeout=10_000)


def test_it_changes_the_language_and_stays_on_the_page(visit):
    page = visit("zh/guides/scale.html")
    page.hover(".md-select")
    page.click(".md-select__link[hreflang=en]")
    page.wait_for_url("**/en/guides/scale.html")
    assert page.title() == "At scale - docgen"


def test_its_entrance_leads_to_the_language_of_the_browser(browser, site):
    for locale, language in (("zh-CN", "zh"), ("fr", "en")):
        context = browser.new_context(locale=locale)
        page = context.new_page()
        page.goto((site / "index.html").as_uri())
        page.wait_for_url(f"**/{language}/index.html")
        context.close()
