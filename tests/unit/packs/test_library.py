"""The KPI library of a pack is laid over that of its parent, and that over ours."""

import pytest

from docgen.diagnostics import DocgenError
from docgen.packs.chain import read_chain
from docgen.packs.library import read_library


@pytest.fixture
def packs(tmp_path):
    """Write a pack and its child; returns what makes their libraries."""

    def make(parent, child):
        for name, extends, text in (("group", "classic", parent), ("branch", "../group", child)):
            folder = tmp_path / name
            folder.mkdir()
            manifest = f"name: {name}\ntitle: {{zh: 公司, en: Company}}\nextends: {extends}\n"
            (folder / "pack.yaml").write_text(manifest, encoding="utf-8")
            if text is not None:
                (folder / "kpis.yaml").write_text(text, encoding="utf-8")
        return read_chain(str(tmp_path / "branch"))

    return make


def test_it_lays_the_child_over_the_parent(packs):
    chain = packs(
        "indicators: {nps: {hidden: true}, csat: {frequency: weekly, words: [口碑]}}",
        "indicators: {csat: {category: service}, dau: {hidden: true}}",
    )
    library = read_library(chain)
    assert set(library.hidden) == {"nps", "dau"}
    csat = library.indicators["csat"]
    assert (csat.card["frequency"], csat.card["category"], csat.category) == ("weekly", "service", "service")
    assert (csat.origin, library.hidden["nps"].origin) == ("branch", "group")


def test_it_is_ours_where_no_pack_says_anything(packs):
    assert len(read_library(packs(None, None)).indicators) == 56


def test_it_shows_the_mistakes_of_every_pack(packs):
    chain = packs("indicators: {nps: {unit: 5}}", "# ours\nindicators: {store: {unit: x}}")
    with pytest.raises(DocgenError) as failure:
        read_library(chain)
    found = {(each.code, each.where.file, each.where.line) for each in failure.value.diagnostics}
    assert found == {("DG392", "group/kpis.yaml", 1), ("DG391", "branch/kpis.yaml", 2)}
