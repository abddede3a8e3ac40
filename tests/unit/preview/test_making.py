"""The bench, with real children; and the pages of what they make."""

import io
from pathlib import Path

import pytest
from PIL import Image

from docgen.diagnostics import Location
from docgen.document.model import Artifact
from docgen.preview import course
from docgen.preview.looking import look, unite
from docgen.preview.making import Bench, Order
from docgen.preview.pages import LARGEST, Pages, PagesError
from docgen.preview.specs import find_specs
from docgen.sources.contract import Entry
from docgen.sources.files import Files
from docgen.workshop.limits import Limits
from tests.support.making import SAMPLES, as_json
from tests.support.specs import a_spec

pytestmark = pytest.mark.xdist_group("preview-making")


class Torn:
    """A source that fails in a way nobody has foreseen."""

    def entries(self):
        yield Entry("goals.yaml", "goals.yaml")

    def read(self, _entry):
        raise RuntimeError

    def picture(self, _entry, _name, _where=Location()):  # noqa: B008 - frozen
        raise RuntimeError


@pytest.fixture(scope="module")
def bench():
    bench = Bench(Limits())
    yield bench
    bench.abandon()


@pytest.fixture(scope="module")
def spec(tmp_path_factory):
    path = tmp_path_factory.mktemp("specs") / "goals.json"
    path.write_bytes(as_json(a_spec()))
    return str(path)


def an_order(spec, state="one", source=None):
    files = Files([spec])
    return Order("onepage", state, ("pdf", "docx"), None, source or files, next(files.entries()))


def test_it_makes_documents_and_keeps_its_child_warm(bench, spec):
    made = bench.make(an_order(spec))
    assert set(made.artifacts) == {"pdf", "docx"}, made.diagnostics
    workshop = bench._workshop
    child = workshop._child
    assert set(bench.make(an_order(spec, "another state")).artifacts) == {"pdf", "docx"}
    assert (bench._workshop, workshop._child) == (workshop, child)


def test_it_outlives_what_nobody_has_foreseen(bench, spec):
    failed = bench.make(an_order(spec, source=Torn()))
    assert [(d.code, d.facts["problem"]) for d in failed.diagnostics] == [("DG752", "RuntimeError")]
    assert not failed.artifacts
    assert bench.make(an_order(spec)).artifacts


def test_it_draws_pages_as_wide_as_it_is_told(bench, spec):
    pages = Pages.open(bench.make(an_order(spec)).artifacts["pdf"].content)
    with Image.open(io.BytesIO(pages.draw(1, 300))) as picture:
        assert picture.width in {299, 300, 301}
        assert len(picture.getcolors(1_000_000)) > 2
    with Image.open(io.BytesIO(pages.draw(1, 1_000_000))) as picture:
        assert picture.width <= LARGEST + 1
    for number in (0, len(pages.sizes) + 1):
        with pytest.raises(PagesError):
            pages.draw(number, 300)
    pages.close()
    with pytest.raises(PagesError):
        pages.draw(1, 300)


def test_it_says_that_pages_cannot_be_drawn():
    pages, found = course._open_pages(Artifact(b"%PDF-1.7 nothing", "application/pdf", ".pdf"))
    assert pages is None
    assert [d.code for d in found] == ["DG753"]


def test_it_shows_the_mistakes_of_pack_and_spec_together(tmp_path):
    (tmp_path / "pack.yaml").write_text("name: acme\nextend: classic\n", encoding="utf-8")
    (tmp_path / "goals.yaml").write_text("schema: 1\n", encoding="utf-8")
    seen = look(str(tmp_path), find_specs(str(tmp_path / "goals.yaml"))[0])
    assert seen.is_hopeless
    assert {d.where.file for d in seen.findings} == {
        f"{tmp_path.name}/pack.yaml",
        str(tmp_path / "goals.yaml"),
    }
    assert unite(seen.findings, seen.findings) == seen.findings


def test_it_offers_the_named_spec_first_and_every_sample(spec):
    specs = find_specs(spec)
    assert specs[0].path == spec
    assert [Path(each.path) for each in specs[1:]] == list(SAMPLES)
