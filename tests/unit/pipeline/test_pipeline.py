import datetime

import pytest

import docgen
from docgen.diagnostics import DocgenError
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce, this_day
from docgen.spec.reader import read

DAY = datetime.date(2026, 3, 1)


@pytest.fixture
def generate(folder):
    def run(*to, **options):
        settings = {"pack": str(folder / "plain"), "today": DAY, **options}
        return docgen.generate(folder / "goals.yaml", to=to, **settings)

    return run


def codes(outcome):
    return [d.code for d in outcome.diagnostics]


def text(outcome):
    return outcome.artifacts["text"].content.decode()


def test_it_makes_a_document_in_the_language_of_the_spec(generate):
    outcome = generate("text")
    assert outcome.ok, outcome.diagnostics
    assert '<h1 id="g">您好 林一 2026-03-01</h1>' in text(outcome)
    assert outcome.language is None


def test_it_makes_a_document_in_another_language_and_says_so(generate):
    outcome = generate("text", locale="en-GB")
    assert "Hello 林一" in text(outcome)
    assert outcome.language == "en"
    assert generate("text", locale="zh-CN").language is None


def test_it_gives_the_pages_of_the_layout_to_the_others(folder, monkeypatch):
    monkeypatch.setattr("docgen.pipeline.press.LAYOUT_FIRST", "paged")
    press = prepare(load_pack(str(folder / "plain")), ["text", "paged"], find_locale("zh"))
    outcome = produce(read((folder / "goals.yaml").read_bytes(), "goals.yaml"), press, DAY)
    assert list(outcome.artifacts) == ["paged", "text"]
    assert "pages={'g': 7}" in text(outcome)


def test_it_keeps_to_no_page_numbers_without_a_layout(generate):
    assert "pages={}" in text(generate("text"))


@pytest.mark.parametrize(
    ("format_", "code"),
    [("failing", "DG804"), ("unable", "DG803"), ("nothing", "DG704"), ("broken", "DG703")],
)
def test_it_delivers_the_other_formats_when_one_fails(generate, format_, code):
    outcome = generate(format_, "text")
    assert list(outcome.artifacts) == ["text"]
    assert codes(outcome) == [code]
    assert outcome.diagnostics[0].trail == (format_,)
    assert not outcome.ok
    with pytest.raises(DocgenError):
        outcome.artifacts_or_raise()


@pytest.mark.parametrize(("options", "code"), [({"pack": "no-such"}, "DG301"), ({"locale": "xx"}, "DG412")])
def test_it_never_raises_for_a_mistake_of_the_user(generate, options, code):
    assert codes(generate("text", **options)) == [code]


def test_it_says_that_a_format_is_unknown(generate):
    assert codes(generate("txet")) == ["DG702"]


def test_it_reports_a_file_that_is_not_there(generate, folder):
    (folder / "goals.yaml").unlink()
    assert codes(generate("text")) == ["DG710"]


def test_it_reports_every_mistake_of_a_spec_and_makes_nothing(generate, folder):
    (folder / "goals.yaml").write_text("schema: 1\n", encoding="utf-8")
    outcome = generate("text")
    assert outcome.artifacts == {}
    assert len(outcome.diagnostics) > 3


def test_it_checks_without_making(folder):
    outcome = docgen.check(folder / "goals.yaml")
    assert (outcome.artifacts, outcome.diagnostics) == ({}, ())
    assert outcome.review.verdicts.keys() == {"G1"}
    assert codes(docgen.check(folder / "none.yaml")) == ["DG710"]


def test_it_refuses_a_logo_from_elsewhere(folder, generate):
    path = folder / "goals.yaml"
    text = path.read_text(encoding="utf-8").replace("{name: 某公司}", "{name: 某公司, logo: /etc/passwd}")
    path.write_text(text, encoding="utf-8")
    (finding,) = docgen.check(path).diagnostics
    assert (finding.code, finding.where.line) == ("DG716", 3)
    assert codes(generate("text")) == ["DG716"]


GAP = "document:\n  title:\n    zh: 目标书\nbackground:\n  zh: 只有中文\n"


def test_it_names_the_lines_of_texts_without_the_language(generate, folder):
    path = folder / "goals.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("document: {title: 目标书}\n", GAP))
    (gap,) = generate("text", locale="en").diagnostics
    assert gap.code == "DG411"
    assert gap.facts["fields"] == ("document.title", "background")
    assert gap.facts["lines"] == ("3", "5")
    assert (gap.where.file, gap.where.line) == (str(path), 3)
    assert gap.where.path == ("document", "title")


def test_it_gives_every_finding_the_file_of_its_spec(generate, folder):
    outcome = generate("failing", "remarking", "text")
    assert codes(outcome) == ["DG804", "DG606"]
    assert {finding.where.file for finding in outcome.diagnostics} == {str(folder / "goals.yaml")}
    press = prepare(load_pack(str(folder / "plain")), ["failing"], find_locale("zh"))
    (alone,) = produce(read((folder / "goals.yaml").read_bytes(), "name.yaml"), press, DAY).diagnostics
    assert alone.where.file == "name.yaml"


def test_it_does_not_take_a_line_of_html_for_one_of_the_spec(generate, folder):
    section = folder / "plain" / "sections" / "goals.html.j2"
    section.write_text(section.read_text(encoding="utf-8") + "\n<blink>!</blink>", encoding="utf-8")
    (strange,) = generate("text").diagnostics
    assert (strange.where.file, strange.where.line) == (str(folder / "goals.yaml"), None)
    assert strange.trail == ("HTML:2",)
    assert "<blink>" in strange.where.excerpt


def test_it_takes_the_day_of_a_repeatable_build(monkeypatch):
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    assert this_day() == datetime.date(2026, 1, 1)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "soon")
    assert abs((this_day() - datetime.datetime.now().astimezone().date()).days) <= 1
