"""From what stands on the command line to the source that is meant."""

import pytest

from docgen.diagnostics import DocgenError
from docgen.diagnostics.sentences import say
from docgen.sources.contract import TeamSource
from docgen.sources.files import Files
from docgen.sources.folder import Folder, Pattern
from docgen.sources.opening import open_source
from docgen.sources.rows.source import Rows
from docgen.sources.team.source import TeamFile
from tests.support.company import make_company


@pytest.fixture
def folder(tmp_path):
    make_company(tmp_path, 3, "rows")
    make_company(tmp_path, 3, "team")
    make_company(tmp_path, 3, "folder")
    (tmp_path / "lonely.csv").write_text("姓名\n甲\n", encoding="utf-8")
    (tmp_path / "photo.png").write_bytes(b"\x89PNG")
    return tmp_path


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("specs", Folder),
        ("specs/*/*.yaml", Pattern),
        ("specs/华东服务1部/000418.yaml", Files),
        ("team.yaml", TeamFile),
        ("people.map.yaml", Rows),
        ("people.csv", Rows),
    ],
)
def test_it_finds_what_is_meant(folder, name, kind):
    source = open_source([str(folder / name)])
    assert isinstance(source, kind)
    entries = list(source.entries())
    assert len(entries) == (1 if kind is Files else 3)
    assert list(source.entries()) == entries
    assert len({each.id for each in entries}) == len(entries)
    assert isinstance(source, TeamSource) is (kind in {TeamFile, Rows})


def test_it_takes_a_table_with_a_mapping_from_elsewhere(folder):
    source = open_source([str(folder / "lonely.csv")], mapping=str(folder / "people.map.yaml"))
    with pytest.raises(DocgenError) as failure:
        list(source.entries())
    assert {each.code for each in failure.value.diagnostics} == {"DG735"}


def test_it_takes_several_spec_files(folder):
    paths = sorted(map(str, (folder / "specs").rglob("*.yaml")))
    assert [entry.id for entry in open_source(paths).entries()] == paths


@pytest.mark.parametrize(
    ("names", "code"),
    [
        (["lonely.csv"], "DG725"),
        (["photo.png"], "DG725"),
        (["specs", "team.yaml"], "DG725"),
        (["team.yaml", "team.yaml"], "DG725"),
        (["people.csv", "people.map.yaml"], "DG725"),
        (["missing.yaml"], "DG710"),
        (["missing.csv"], "DG710"),
        (["missing"], "DG710"),
        (["missing.map.yaml"], "DG710"),
        ([], "DG725"),
    ],
)
def test_it_says_what_may_stand_there(folder, names, code):
    with pytest.raises(DocgenError) as failure:
        list(open_source([str(folder / name) for name in names]).entries())
    (finding,) = failure.value.diagnostics
    assert finding.code == code
    for language in ("zh", "en"):
        assert "{" not in say(finding, language).reason


@pytest.mark.parametrize(
    ("name", "mapping", "said"),
    [
        ("people.csv", "people.csv", "comes a mapping"),
        ("people.map.yaml", "people.map.yaml", "names another"),
    ],
)
def test_it_says_what_comes_after_map(folder, name, mapping, said):
    with pytest.raises(DocgenError) as failure:
        open_source([str(folder / name)], mapping=str(folder / mapping))
    (finding,) = failure.value.diagnostics
    assert finding.code == "DG725"
    assert said in say(finding, "en").reason
