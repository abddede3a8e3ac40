import pytest

from docgen.diagnostics import DocgenError, Location
from docgen.sources.contract import Entry
from docgen.sources.files import Files
from docgen.sources.pictures import MAX_BYTES, read_picture

PNG = b"\x89PNG\r\n\x1a\n"
WHERE = Location("goals.yaml", 3, 9)


def code(folder, name):
    with pytest.raises(DocgenError) as failure:
        read_picture(folder, name, WHERE)
    (finding,) = failure.value.diagnostics
    assert finding.where == WHERE
    return finding.code


def test_it_reads_a_picture_beside_the_spec(tmp_path):
    (tmp_path / "images").mkdir()
    (tmp_path / "images" / "logo.dat").write_bytes(PNG)
    entry = Entry(str(tmp_path / "goals.yaml"), "goals.yaml")
    picture = Files([entry.id]).picture(entry, "images/logo.dat", WHERE)
    assert (picture.content, picture.media_type) == (PNG, "image/png")


@pytest.mark.parametrize("name", ["none.png", "a\0b", "folder"])
def test_it_says_that_there_is_no_picture(tmp_path, name):
    (tmp_path / "folder").mkdir()
    assert code(tmp_path, name) == "DG715"


def test_it_does_not_leave_the_folder(tmp_path):
    inside = tmp_path / "inside"
    inside.mkdir()
    (tmp_path / "secret.png").write_bytes(PNG)
    (inside / "link.png").symlink_to(tmp_path / "secret.png")
    for name in ("../secret.png", "link.png", str(tmp_path / "secret.png"), "/etc/passwd"):
        assert code(inside, name) == "DG716"


def test_it_takes_no_loop_of_links(tmp_path):
    (tmp_path / "a").symlink_to(tmp_path / "b")
    (tmp_path / "b").symlink_to(tmp_path / "a")
    assert code(tmp_path, "a") == "DG715"


@pytest.mark.parametrize("content", [b"", b"root:x:0:0", PNG + bytes(MAX_BYTES)])
def test_it_takes_pictures_only(tmp_path, content):
    (tmp_path / "logo.png").write_bytes(content)
    assert code(tmp_path, "logo.png") == "DG717"
