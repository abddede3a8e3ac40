"""Whole folders come and go at once."""

import pytest

from docgen.delivery.folders import draft_folder, place_folders, save_tree
from docgen.diagnostics import DocgenError

FILES = {"pack.yaml": b"1", "labels/zh.yaml": b"2", "a/b/c.txt": b"3"}


def tree(folder):
    return {
        path.relative_to(folder).as_posix(): path.read_bytes() for path in folder.rglob("*") if path.is_file()
    }


def spoil(place):
    with draft_folder(place) as draft:
        save_tree(draft / "other", FILES)
        raise ZeroDivisionError


def test_it_writes_a_tree(tmp_path):
    save_tree(tmp_path / "new", FILES)
    assert tree(tmp_path / "new") == FILES


def test_it_leaves_no_draft_behind(tmp_path):
    with draft_folder(tmp_path / "deep" / "place") as draft:
        save_tree(draft / "acme", FILES)
        place_folders({draft / "acme": tmp_path / "deep" / "place" / "acme"})
    with pytest.raises(ZeroDivisionError):
        spoil(tmp_path / "deep" / "place")
    assert [path.name for path in (tmp_path / "deep" / "place").iterdir()] == ["acme"]


def test_it_replaces_a_folder_and_what_is_no_folder(tmp_path):
    (tmp_path / "real").mkdir()
    (tmp_path / "real" / "old.txt").touch()
    (tmp_path / "linked").symlink_to(tmp_path / "real")
    with draft_folder(tmp_path) as draft:
        for name in ("real", "linked"):
            save_tree(draft / name, {"new.txt": b"x"})
        place_folders({draft / name: tmp_path / name for name in ("linked", "real")})
    assert tree(tmp_path) == {"real/new.txt": b"x", "linked/new.txt": b"x"}
    assert not (tmp_path / "linked").is_symlink()


def test_it_puts_everything_back_when_one_folder_fails(tmp_path):
    save_tree(tmp_path / "one", {"old.txt": b"1"})
    with draft_folder(tmp_path) as draft:
        save_tree(draft / "one", {"new.txt": b"2"})
        with pytest.raises(DocgenError) as failed:
            place_folders({draft / "one": tmp_path / "one", draft / "two": tmp_path / "no" / "such" / "two"})
    assert failed.value.diagnostics[0].code.startswith("DG80")
    assert tree(tmp_path) == {"one/old.txt": b"1"}
    assert [path.name for path in tmp_path.iterdir()] == ["one"]


def test_it_says_why_there_can_be_no_folder(tmp_path):
    (tmp_path / "file").touch()
    with pytest.raises(DocgenError) as failed, draft_folder(tmp_path / "file"):
        pass
    assert [found.code for found in failed.value.diagnostics] == ["DG801"]
