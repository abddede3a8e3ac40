"""The page of the preview in a real browser: what it shows, and how it follows the files."""

import time

import pytest

from tests.support.preview import find_browser, make_folder, running

sync_api = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: make setup")
BROWSER = find_browser()

pytestmark = [
    pytest.mark.xdist_group("preview"),
    pytest.mark.skipif(BROWSER is None, reason="no Chromium on this machine: apt-get install chromium"),
]

PATIENCE = 20_000
"""Milliseconds until something must be there; a busy machine is slow, and what is fast is measured elsewhere."""

QUICK = 4
"""Seconds in which the preview ends on a busy machine; an idle one needs half of one."""

STATE = "(wanted) => document.getElementById('state').dataset.state === wanted"
TEXT = "() => document.getElementById('word-host').shadowRoot.textContent"
PIXEL = """() => {
  const [image, canvas] = [document.querySelector('.page img'), document.createElement('canvas')];
  [canvas.width, canvas.height] = [image.naturalWidth, image.naturalHeight];
  const context = canvas.getContext('2d');
  context.drawImage(image, 0, 0);
  return [...context.getImageData(Math.floor(canvas.width / 2), 8, 1, 1).data].slice(0, 3);
}"""

READY = f"""() => document.getElementById('state').dataset.state === 'done'
  && document.querySelector('.page img')?.naturalWidth > 0 && ({PIXEL})()[0] === 0x0e
  && ({TEXT})().includes('Goals of Lin Zhiyao') && ({TEXT})().includes('Keep more customers')"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    return make_folder(tmp_path_factory.mktemp("page"))


@pytest.fixture(scope="module")
def browser():
    with sync_api.sync_playwright() as engine:
        opened = engine.chromium.launch(executable_path=BROWSER, args=["--no-sandbox"])
        yield opened
        opened.close()


@pytest.fixture(scope="module")
def preview(folder):
    with running(folder, "acme", "goals.yaml", "--no-open") as started:
        yield started


@pytest.fixture
def page(browser, preview, folder):
    """The page, with the folder as it was and everything made."""
    make_folder(folder)
    assert preview.ask("/choose?spec=0", **preview.cookie).status == 200
    context = browser.new_context(
        viewport={"width": 1500, "height": 900}, permissions=["clipboard-read", "clipboard-write"]
    )
    opened = context.new_page()
    complaints = []
    opened.on("pageerror", lambda fault: complaints.append(str(fault)))
    opened.on("console", lambda said: complaints.append(said.text) if said.type == "error" else None)
    opened.goto(preview.address)
    opened.wait_for_function(READY, timeout=PATIENCE)
    yield opened
    context.close()
    assert complaints == []


def wait(page, state):
    page.wait_for_function(STATE, arg=state, timeout=PATIENCE)


def wait_for_finding(page, code):
    finding = page.locator(f".finding[data-code='{code}']").first
    finding.wait_for(timeout=PATIENCE)
    return finding


def wait_for_no_finding(page, code):
    page.locator(f".finding[data-code='{code}']").first.wait_for(state="detached", timeout=PATIENCE)


def change(path, old, new):
    """Save as many editors do: another file takes the place of the first."""
    text = path.read_text(encoding="utf-8")
    assert old in text
    other = path.with_name(f".{path.name}.new")
    other.write_text(text.replace(old, new), encoding="utf-8")
    other.replace(path)


def test_it_shows_pages_word_view_and_findings_side_by_side(page):
    assert page.url.endswith("/")
    assert page.locator("#pack").text_content() == "Acme"
    assert "house" in page.locator("#chain").text_content()
    images = page.evaluate("() => [...document.querySelectorAll('.page img')].map((i) => i.naturalWidth)")
    assert len(images) == int(page.locator("#pdf-count").text_content().split()[0]) == 2
    assert images[0] > 300
    assert "Goals of Lin Zhiyao" in page.evaluate(TEXT)
    assert page.locator(".finding").count() > 0
    assert page.locator("#link").get_attribute("data-state") == "connected"


def test_it_follows_a_color_of_the_brand(page, folder, record_property):
    assert page.evaluate(PIXEL) == [0x0E, 0x4B, 0x50]
    began = time.monotonic()
    change(folder / "house" / "brand.yaml", "#0E4B50", "#7A1F3D")
    page.wait_for_function(f"() => ({PIXEL})()[0] === 0x7a", timeout=PATIENCE)
    record_property("seconds", round(time.monotonic() - began, 2))
    assert page.evaluate(PIXEL) == [0x7A, 0x1F, 0x3D]


def test_it_follows_the_spec(page, folder):
    change(folder / "goals.yaml", "Keep more customers", "Keep every customer")
    page.wait_for_function(f"() => ({TEXT})().includes('Keep every customer')", timeout=PATIENCE)


def test_it_shows_what_is_wrong_with_a_template_and_keeps_the_last_pages(page, folder):
    section = folder / "acme" / "sections" / "goals.html.j2"
    section.parent.mkdir()
    section.write_text("<section>\n<p>{{ goals[0].titel }}</p>\n</section>\n", encoding="utf-8")
    wait(page, "failed")
    cards = page.locator(".finding.error")
    cards.first.wait_for(timeout=PATIENCE)
    assert "acme/sections/goals.html.j2:2" in cards.first.text_content()
    assert page.locator("#pages.old .page img").first.evaluate("(image) => image.naturalWidth") > 0
    assert page.locator("#pdf-stale").is_visible()
    section.write_text("<section>\n<p>{{ goals[0].title }}</p>\n</section>\n", encoding="utf-8")
    wait(page, "done")
    cards.first.wait_for(state="detached", timeout=PATIENCE)
    assert page.locator("#pages.old").count() == 0
    assert not page.locator("#pdf-stale").is_visible()


def test_it_shows_what_is_wrong_with_the_manifest(page, folder):
    change(folder / "acme" / "pack.yaml", "title:", "titel:")
    assert "acme/pack.yaml:2" in wait_for_finding(page, "DG304").text_content()
    change(folder / "acme" / "pack.yaml", "titel:", "title:")
    wait_for_no_finding(page, "DG304")
    wait(page, "done")


def test_it_shows_what_is_wrong_with_the_spec_and_copies_the_place(page, folder):
    change(folder / "goals.yaml", "outcome:", "outcom:")
    finding = wait_for_finding(page, "DG120")
    assert "goals.yaml:9:5" in finding.text_content()
    finding.click()
    page.wait_for_function(
        "() => document.getElementById('toast').textContent.includes('goals.yaml:9:5')", timeout=PATIENCE
    )
    assert page.evaluate("() => navigator.clipboard.readText()") == "goals.yaml:9:5"
    change(folder / "goals.yaml", "outcom:", "outcome:")
    wait_for_no_finding(page, "DG120")


def test_it_speaks_both_languages_and_answers_to_keys(page):
    page.locator("[data-reader=zh]").click()
    assert page.locator("#findings-title").text_content() == "检查结果"
    assert page.locator("#pack").text_content() == "某公司"
    page.locator("[data-reader=en]").click()
    page.keyboard.press("1")
    assert not page.locator("#word").is_visible()
    page.keyboard.press("2")
    assert not page.locator("#pdf").is_visible()
    page.keyboard.press("3")
    assert page.locator("#pdf").is_visible()
    width = page.locator(".page img").first.evaluate("(image) => image.offsetWidth")
    page.keyboard.press("+")
    assert page.locator(".page img").first.evaluate("(image) => image.offsetWidth") > width
    page.keyboard.press("f")
    assert page.evaluate("() => document.activeElement.className").startswith("finding")


def test_it_shows_another_spec_and_another_language(page):
    page.locator("#locale").select_option("zh")
    page.wait_for_function(f"() => ({TEXT})().includes('年')", timeout=PATIENCE)
    page.locator("#locale").select_option("")
    place = page.locator("#spec option", has_text="support-lead").get_attribute("value")
    page.locator("#spec").select_option(place)
    page.wait_for_function(f"() => ({TEXT})().includes('Maya Okafor')", timeout=PATIENCE)


def test_it_has_room_in_a_narrow_window(page):
    page.set_viewport_size({"width": 1000, "height": 700})
    page.wait_for_timeout(200)
    assert page.evaluate("() => document.documentElement.scrollWidth") <= 1000
    boxes = [page.locator(name).bounding_box() for name in ("#state", "#link", "#spec", "#list")]
    assert all(box["x"] >= 0 and box["x"] + box["width"] <= 1000 for box in boxes)


def test_it_says_that_the_preview_has_ended(browser, tmp_path):
    with running(make_folder(tmp_path), "acme", "goals.yaml", "--no-open") as started:
        opened = browser.new_page()
        opened.goto(started.address)
        opened.locator("#link[data-state=connected]").wait_for(timeout=PATIENCE)
        began = time.monotonic()
        assert started.end() == 143
        assert time.monotonic() - began < QUICK
        opened.locator("#link[data-state=gone]").wait_for(timeout=PATIENCE)
        opened.close()
