"""Folders and patterns of specs: who is in, in which order, and what is not followed."""

from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.sources.folder import Folder, Pattern

SPEC = "schema: 1\nperson: {name: 周以宁}\n"


def write(folder, *names, text=SPEC):
    for name in names:
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")


def ids(source):
    return [entry.id for entry in source.entries()]


def test_it_lists_every_spec_with_its_team(tmp_path):
    write(tmp_path, "b.yaml", "a.json", "东区/大客户/c.yml", "东区/d.YAML", "notes.txt", "people.csv")
    found = list(Folder(str(tmp_path)).entries())
    assert [(each.id, each.team, each.stem) for each in found] == [
        ("a.json", "", "a"),
        ("b.yaml", "", "b"),
        ("东区/d.YAML", "东区", "d"),
        ("东区/大客户/c.yml", "东区/大客户", "c"),
    ]
    assert all(Folder(str(tmp_path)).read(each) == SPEC.encode() for each in found)


def test_it_leaves_out_what_is_nobody(tmp_path):
    write(tmp_path, "a.yaml", ".hidden.yaml", ".git/x.yaml", "people.map.yaml")
    write(tmp_path / "packs", "pack.yaml", "labels.yaml", "inner/b.yaml")
    write(tmp_path, "team.yaml", text="# 团队\nteam: 1\npeople: []\n")
    write(tmp_path, "team.json", text='{"team": 1, "people": []}')
    write(tmp_path, "team-2.json", text='{\n  "name": "东区",\n  "team": 1,\n  "people": []\n}')
    assert ids(Folder(str(tmp_path))) == ["a.yaml"]


def test_it_follows_no_link_out_of_the_folder(tmp_path):
    inside, outside = tmp_path / "in", tmp_path / "out"
    write(inside, "a.yaml")
    write(outside, "b.yaml", "deep/c.yaml")
    (inside / "linked").symlink_to(outside)
    (inside / "b.yaml").symlink_to(outside / "b.yaml")
    (inside / "again.yaml").symlink_to("a.yaml")
    (inside / "ring").symlink_to(inside)
    assert ids(Folder(str(inside))) == ["a.yaml", "again.yaml"]


@pytest.mark.parametrize("names", [(), ("notes.txt",), (".a.yaml", "x/pack.yaml")])
def test_it_says_what_it_looked_for(tmp_path, names):
    write(tmp_path, *names)
    with pytest.raises(DocgenError) as failure:
        ids(Folder(str(tmp_path)))
    (finding,) = failure.value.diagnostics
    assert (finding.code, finding.facts["looked_for"]) == ("DG726", ("*.yaml", "*.yml", "*.json"))


def test_it_says_that_a_folder_is_not_there(tmp_path):
    with pytest.raises(DocgenError) as failure:
        ids(Folder(str(tmp_path / "missing")))
    assert [each.code for each in failure.value.diagnostics] == ["DG710"]


def test_it_lists_what_a_pattern_finds(tmp_path):
    write(tmp_path, "b.yaml", "a.yaml", "x/c.yaml", "x/.d.yaml", "a.map.yaml", "x/e.json")
    assert ids(Pattern(f"{tmp_path}/*.yaml")) == ["a.yaml", "b.yaml"]
    assert ids(Pattern(f"{tmp_path}/**/*.yaml")) == ["a.yaml", "b.yaml", "x/c.yaml"]
    (entry,) = Pattern(f"{tmp_path}/x/*.json").entries()
    assert (entry.id, entry.stem, Path(entry.name).read_text(encoding="utf-8")) == ("e.json", "e", SPEC)
    with pytest.raises(DocgenError) as failure:
        ids(Pattern(f"{tmp_path}/*.yml"))
    assert [each.code for each in failure.value.diagnostics] == ["DG726"]


def test_it_leaves_a_team_file_out_of_a_folder_and_says_so_once(tmp_path):
    write(tmp_path, "x/a.yaml")
    write(tmp_path, "x/team.yaml", text="team: 1\npeople: []\n")
    folder = Folder(str(tmp_path))
    assert (ids(folder), ids(folder)) == (["x/a.yaml"], ["x/a.yaml"])
    assert [(each.code, each.where.file) for each in folder.remarks] == [
        ("DG898", str(tmp_path / "x" / "team.yaml"))
    ]


def test_it_leaves_a_team_file_out_of_what_a_pattern_finds_and_says_so(tmp_path):
    write(tmp_path, "a.yaml")
    write(tmp_path, "team.yaml", text="team: 1\npeople: []\n")
    pattern = Pattern(f"{tmp_path}/*.yaml")
    assert ids(pattern) == ["a.yaml"]
    assert [(each.code, each.where.file) for each in pattern.remarks] == [
        ("DG898", str(tmp_path / "team.yaml"))
    ]
    assert Pattern(f"{tmp_path}/a*.yaml").remarks == ()
