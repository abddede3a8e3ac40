"""The zip of a team: its files and nothing else, the same bytes every time, larger than the memory."""

import hashlib
import io
import zipfile

import pytest

from docgen.bulk.model import File
from docgen.bulk.report.archives import collect, stream_zip
from docgen.bulk.report.places import name_zip
from docgen.delivery.marks import MAX_BYTES, is_ours
from tests.support.records import Desk


@pytest.fixture
def desk(tmp_path):
    desk = Desk(tmp_path / "out")
    desk.add("林知遥", "华东/一部")
    desk.add("Maya Okafor", "华东/一部", stem="50% #b")
    desk.add("Tomas Tan", "华东")
    desk.add("Iris Nair", "")
    return desk


def test_it_holds_the_files_of_the_team_and_no_others(desk):
    desk.shelf.put({"华东/一部/_合订本.pdf": b"binder"}, force=True)
    desk.report(zips=True, binders={"华东/一部": ("华东/一部/_合订本.pdf",)})
    found = {}
    for path in (desk.folder / "zip").rglob("*.zip"):
        with zipfile.ZipFile(path) as archive:
            assert archive.testzip() is None
            found[path.relative_to(desk.folder).as_posix()] = {
                name: archive.read(name) for name in archive.namelist()
            }
    content = desk.content()
    inside = {
        path.removeprefix("华东/一部/"): held
        for path, held in content.items()
        if path.startswith("华东/一部/")
    }
    assert found["zip/华东/一部.zip"] == inside
    assert len(inside) == 5
    assert set(found["zip/华东.zip"]) == {"E003_Tomas Tan.docx", "E003_Tomas Tan.pdf"}
    assert set(found["zip/_.zip"]) == {"E004_Iris Nair.docx", "E004_Iris Nair.pdf"}


def test_it_names_no_two_archives_alike():
    assert [name_zip(team) for team in ("", "_", "__", "a_")] == [
        "zip/_.zip",
        "zip/__.zip",
        "zip/___.zip",
        "zip/a_.zip",
    ]


def test_it_is_ours_until_somebody_changes_it(desk):
    desk.report(zips=True)
    path = desk.folder / "zip" / "华东.zip"
    assert is_ours(path)
    content = path.read_bytes()
    for changed in (
        content[:-1] + b"x",
        content[:40] + b"x" + content[41:],
        content + b" ",
        content[:60],
        b"PK",
    ):
        path.write_bytes(changed)
        assert not is_ours(path)


class Shelf:
    """A shelf with as many files of zeros as are wanted."""

    def read(self, path):
        return bytes(int(path.partition(".")[0]))


def test_it_never_holds_more_than_one_file(tmp_path):
    """The archive is larger than what is looked at whole; its seal is found all the same."""
    size = 9 << 20
    names = [f"{size}.{number}.pdf" for number in range(MAX_BYTES // size + 1)]
    contents = dict.fromkeys(names, hashlib.sha256(bytes(size)).hexdigest())
    path = tmp_path / "large.zip"
    missing = []
    with path.open("wb") as file:
        for piece in stream_zip("", contents, Shelf(), missing):
            assert len(piece) < size + 10_000
            file.write(piece)
    assert missing == []
    assert path.stat().st_size > MAX_BYTES
    assert zipfile.ZipFile(path).namelist() == names
    assert is_ours(path)
    with path.open("r+b") as file:
        file.seek(1 << 20)
        file.write(b"x")
    assert not is_ours(path)


def test_it_packs_what_is_not_packed_yet(desk):
    text = b"<p>Goals</p>" * 1000
    (file,) = desk.shelf.put({"East/x.html": text}, force=True)
    contents = {file.path: file.digest}
    archive = zipfile.ZipFile(io.BytesIO(b"".join(stream_zip("East", contents, desk.shelf, []))))
    assert archive.read("x.html") == text
    assert archive.infolist()[0].compress_size < 200
    assert {info.date_time for info in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_it_makes_no_archive_for_a_team_without_files(desk):
    records = [*desk.records]
    assert list(collect(records, [("华东", File("华东/_b.pdf", "0", 1))])) == ["华东/一部", "华东", ""]
    assert collect([], []) == {}
