import stat

import pytest

from docgen.delivery.replace import replace
from docgen.diagnostics import DocgenError
from docgen.diagnostics.catalogue import catalogue
from tests.support.privileges import unprivileged


def codes(failure):
    return [d.code for d in failure.value.diagnostics]


def test_it_replaces_the_content_and_keeps_the_mode(tmp_path):
    path = tmp_path / "goals.yaml"
    path.write_bytes(b"old")
    path.chmod(0o604)
    replace(path, b"old", b"new")
    assert path.read_bytes() == b"new"
    assert stat.S_IMODE(path.stat().st_mode) == 0o604
    assert [each.name for each in tmp_path.iterdir()] == ["goals.yaml"]


def test_it_changes_the_target_of_a_link_and_keeps_the_link(tmp_path):
    (tmp_path / "real").mkdir()
    target = tmp_path / "real" / "goals.yaml"
    target.write_bytes(b"old")
    link = tmp_path / "link.yaml"
    link.symlink_to(target)
    replace(link, b"old", b"new")
    assert link.is_symlink()
    assert target.read_bytes() == b"new"


@pytest.mark.parametrize("now", [b"changed", None])
def test_it_leaves_a_file_alone_that_somebody_changed_or_removed_meanwhile(tmp_path, now):
    path = tmp_path / "goals.yaml"
    if now is not None:
        path.write_bytes(now)
    with pytest.raises(DocgenError) as failure:
        replace(path, b"old", b"new")
    assert codes(failure) == ["DG761"]
    assert [each.read_bytes() for each in tmp_path.iterdir()] == ([now] if now else [])


def test_it_leaves_everything_as_it_was_when_the_folder_cannot_be_written(tmp_path):
    path = tmp_path / "goals.yaml"
    path.write_bytes(b"old")
    path.chmod(0o666)
    tmp_path.chmod(0o555)
    catalogue()  # whoever may not read everything must have it loaded

    def attempt():
        with pytest.raises(DocgenError) as failure:
            replace(path, b"old", b"new")
        assert codes(failure) == ["DG744"]
        assert failure.value.diagnostics[0].facts["kind"] == "folder_protected"

    try:
        assert unprivileged(attempt)
    finally:
        tmp_path.chmod(0o755)
    assert path.read_bytes() == b"old"


def test_it_leaves_a_read_only_file_alone(tmp_path):
    path = tmp_path / "goals.yaml"
    path.write_bytes(b"old")
    path.chmod(0o444)
    with pytest.raises(DocgenError) as failure:
        replace(path, b"old", b"new")
    assert [d.facts["kind"] for d in failure.value.diagnostics] == ["file_protected"]
    assert path.read_bytes() == b"old"
    assert [each.name for each in tmp_path.iterdir()] == ["goals.yaml"]
