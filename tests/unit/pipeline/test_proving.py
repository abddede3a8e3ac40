"""What a finished file must pass before anybody gets it, tried with formats that make bad ones."""

import datetime

import pytest

from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce
from docgen.spec.reader import read

WRITERS = '''

class Torn(Text):
    suffix, media_type = ".pdf", "application/pdf"

    def write(self, document):
        return Checked(Artifact(b"%PDF-1.7\\n%%EOF", self.media_type, self.suffix))


class Scripted(Text):
    suffix, media_type = ".html", "text/html"

    def write(self, document):
        page = document.html.replace("<body>", "<body><script>1</script>")
        return Checked(Artifact(page.encode(), self.media_type, self.suffix))


class Silent(Text):
    """A page like that of docgen, without what is said in its body."""

    suffix, media_type = ".html", "text/html"

    def write(self, document):
        head = '<meta http-equiv="Content-Security-Policy" content="default-src \\'none\\'">'
        return Checked(Artifact(f"<html><head>{head}</head><body></body></html>".encode(), self.media_type, self.suffix))
'''


@pytest.fixture
def make(folder):
    guests = folder / "guests"
    with (guests / "plain_writers.py").open("a", encoding="utf-8") as file:
        file.write(WRITERS)
    with (guests / "guest-1.0.dist-info" / "entry_points.txt").open("a") as file:
        file.writelines(f"\n{name.lower()} = plain_writers:{name}" for name in ("Torn", "Scripted", "Silent"))

    def run(*outputs, verify=False):
        pack = load_pack(str(folder / "plain"))
        press = prepare(pack, outputs, find_locale("zh"), verify=verify)
        raw = read((folder / "goals.yaml").read_bytes(), "goals.yaml")
        return produce(raw, press, datetime.date(2026, 3, 1))

    return run


def test_it_keeps_back_what_is_not_whole_and_delivers_the_rest(make):
    outcome = make("torn", "text")
    assert list(outcome.artifacts) == ["text"]
    (found,) = [each for each in outcome.diagnostics if each.code == "DG890"]
    assert found.trail == ("torn",)
    assert not outcome.ok


def test_it_keeps_back_what_would_do_something(make):
    outcome = make("scripted", "html")
    assert list(outcome.artifacts) == ["html"]
    assert {each.facts["name"] for each in outcome.diagnostics if each.code == "DG891"} >= {"<script>"}


def test_it_looks_for_values_only_when_asked(make):
    assert make("silent", "html").ok
    outcome = make("silent", "html", verify=True)
    assert list(outcome.artifacts) == ["html"]
    found = [each for each in outcome.diagnostics if each.code == "DG892"]
    assert [(each.where.path, each.facts["words"]) for each in found] == [
        (("person", "name"), "林一"),
        (("today",), "2026-03-01"),
    ]
    assert found[0].where.line
