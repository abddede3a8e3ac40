"""What the doctor says about libraries, terminals and folders of Linux, macOS and Windows."""

import ctypes.util
import sys
from pathlib import Path, PurePosixPath, PureWindowsPath

import pytest

from docgen.cli.report import paragraph
from docgen.doctor.machine_system import console, folder, libraries, long_paths
from docgen.doctor.results import State

LIBC = ctypes.util.find_library("c")
CLOUDED = {
    "OneDrive": PureWindowsPath("D:\\lin\\OneDrive - Starbridge\\goals"),
    "iCloud": PurePosixPath("/Volumes/lin/Library/Mobile Documents/goals"),
    "CloudStorage": PurePosixPath("/Volumes/lin/Library/CloudStorage/Anything/goals"),
    "Dropbox": PureWindowsPath("D:\\Dropbox\\goals"),
    "坚果云 Nutstore": PureWindowsPath("D:\\坚果云\\绩效"),
}


def codes(result):
    return [finding.code for finding in result.findings]


@pytest.mark.parametrize(
    ("system", "file", "line"),
    [
        ("linux", "libpangoft2-1.0.so.0", "sudo dnf install pango"),
        ("darwin", "libpangoft2-1.0.dylib", "brew install pango"),
        ("win32", "pangoft2-1.0-0.dll", "python -m pip install --no-deps gstreamer-libs"),
    ],
)
def test_it_names_the_missing_file_and_the_line_that_brings_it(tmp_path, system, file, line):
    """An empty file of that name in a folder of ours: what lies there is no library, and neither is it elsewhere."""
    found = {each.name: each for each in libraries(system, ("fedora",), [tmp_path])}
    assert list(found) == ["GObject", "Pango", "PangoFT2", "HarfBuzz", "HarfBuzz subset", "Fontconfig"]
    if system == sys.platform:
        return
    assert found["PangoFT2"].state is State.MISSING
    assert found["PangoFT2"].detail == file
    assert found["PangoFT2"].mend[0] == line


@pytest.mark.skipif(sys.platform != "linux" or not LIBC, reason="lends a library of Linux to other systems")
@pytest.mark.parametrize(("system", "file"), [("darwin", "libpango-1.0.dylib"), ("win32", "pango-1.0-0.dll")])
def test_it_opens_what_lies_in_the_folders_that_the_engine_is_told(tmp_path, system, file):
    real = next(path for path in map(Path, ("/lib", "/usr/lib", "/lib64")) for path in path.rglob(LIBC))
    (tmp_path / file).symlink_to(real)
    found = {each.name: each for each in libraries(system, (), [tmp_path])}
    assert (found["Pango"].state, found["Pango"].detail) == (State.FINE, str(tmp_path / file))
    assert found["Pango"].mend == ()
    assert found["GObject"].state is State.MISSING


@pytest.mark.parametrize("encoding", ["utf-8", "UTF8", "utf_8"])
def test_it_is_content_with_utf8(encoding):
    assert console("win32", encoding).state is State.FINE


@pytest.mark.parametrize(
    ("system", "line"), [("win32", "setx PYTHONUTF8 1"), ("darwin", "export LC_ALL=C.UTF-8")]
)
def test_it_says_how_to_print_utf8(system, line):
    result = console(system, "cp936")
    assert (result.state, codes(result)) == (State.NOTE, ["DG645"])
    assert result.is_well  # nothing that keeps docgen from its work
    assert line in "\n".join(paragraph(result.findings[0], "en"))
    assert "cp936" in "\n".join(paragraph(result.findings[0], "zh"))


@pytest.mark.parametrize("service", CLOUDED)
def test_it_notes_a_folder_that_a_service_keeps_in_sync(service):
    result = folder("linux", CLOUDED[service], long=True)
    assert codes(result) == ["DG646"]
    assert service in "\n".join(paragraph(result.findings[0], "zh"))


def test_it_notes_a_path_that_leaves_no_room_on_windows():
    deep = PureWindowsPath("C:\\" + "绩效目标\\" * 40)
    assert codes(folder("win32", deep, long=False)) == ["DG647"]
    assert codes(folder("win32", deep, long=True)) == []
    assert codes(folder("win32", PureWindowsPath("C:\\goals"), long=False)) == []
    assert "reg add" in "\n".join(paragraph(folder("win32", deep, long=False).findings[0], "en"))


def test_a_long_path_is_no_matter_elsewhere():
    assert folder("darwin", PurePosixPath("/" + "a/" * 200), long=False).state is State.FINE
    assert long_paths() is True or sys.platform == "win32"
