from pathlib import Path

import pytest

from docgen.preview.prints import Places, find_pack_folders, folders_of, print_files, print_folders


def a_pack(folder, extends="classic"):
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "pack.yaml").write_text(
        f"name: {folder.name}\ntitle: {{zh: 一, en: One}}\nextends: {extends}\nview: 1\n", encoding="utf-8"
    )
    return folder


def test_it_follows_the_chain_to_the_packs_that_come_with_docgen(tmp_path):
    parent, child = a_pack(tmp_path / "parent"), a_pack(tmp_path / "child", "../parent")
    assert find_pack_folders(str(child)) == (child, parent)


def test_it_names_a_parent_that_is_not_there_yet(tmp_path):
    child = a_pack(tmp_path / "child", "../missing")
    assert find_pack_folders(str(child)) == (child, tmp_path / "missing")


@pytest.mark.parametrize("content", ["name: [", "extends: 3", ""])
def test_it_follows_a_broken_chain_as_far_as_it_goes(tmp_path, content):
    child = a_pack(tmp_path / "child")
    (child / "pack.yaml").write_text(content, encoding="utf-8")
    assert find_pack_folders(str(child)) == (child,)


def test_it_ends_where_packs_extend_each_other(tmp_path):
    one, two = a_pack(tmp_path / "one", "../two"), a_pack(tmp_path / "two", "../one")
    assert find_pack_folders(str(one)) == (one, two)


def test_it_watches_nothing_of_a_pack_that_comes_with_docgen():
    assert find_pack_folders("classic") == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda folder: (folder / "styles" / "print.css").write_text("p { margin: 1px }"),
        lambda folder: (folder / "new.css").touch(),
        lambda folder: (folder / "styles" / "print.css").unlink(),
        lambda folder: (folder / "other").replace(folder / "styles" / "print.css"),
    ],
    ids=["written", "made", "removed", "renamed"],
)
def test_it_sees_every_way_of_saving(tmp_path, change):
    folder = a_pack(tmp_path / "pack")
    (folder / "styles").mkdir()
    (folder / "styles" / "print.css").write_text("p { margin: 2px }")
    (folder / "other").write_text("p { margin: 3px }")
    before = print_folders([folder])
    assert print_folders([folder]) == before
    change(folder)
    assert print_folders([folder]) != before


def test_it_sees_no_change_in_files_that_no_pack_reads(tmp_path):
    folder = a_pack(tmp_path / "pack")
    before = print_folders([folder])
    (folder / ".brand.yaml.swp").touch()
    (folder / ".git").mkdir()
    (folder / ".git" / "index").touch()
    assert print_folders([folder]) == before


def test_it_sees_a_file_come_and_go(tmp_path):
    path = tmp_path / "goals.yaml"
    missing = print_files([path])
    path.touch()
    assert print_files([path]) != missing
    path.unlink()
    assert print_files([path]) == missing


def test_it_watches_every_folder_of_a_pack_and_that_of_a_spec(tmp_path):
    folder = a_pack(tmp_path / "packs" / "acme")
    (folder / "sections" / "inner").mkdir(parents=True)
    (tmp_path / "specs" / "other").mkdir(parents=True)
    watched = folders_of(Places((folder,), (tmp_path / "specs" / "goals.yaml",)))
    inside = {Path(path).relative_to(tmp_path).as_posix() for path in watched}
    assert inside == {"packs", "packs/acme", "packs/acme/sections", "packs/acme/sections/inner", "specs"}
