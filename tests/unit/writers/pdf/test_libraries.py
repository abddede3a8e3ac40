"""Where native libraries are looked for, and which line installs them, on each kind of system."""

import sys
from pathlib import Path

import pytest

from docgen.cli.report import paragraph
from docgen.diagnostics import report
from docgen.writers.pdf.libraries import (
    DLL_FOLDERS,
    LIBRARIES,
    distribution,
    find_library,
    library_folders,
    mending,
)

WHEEL = "python -m pip install --no-deps gstreamer-libs"


@pytest.mark.parametrize(
    ("system", "families", "line"),
    [
        (
            "linux",
            ("debian",),
            "sudo apt-get install libpangoft2-1.0-0 libharfbuzz-subset0",
        ),
        ("linux", ("linuxmint", "ubuntu", "debian"), "sudo apt-get install libpangoft2"),
        ("linux", ("rocky", "rhel", "centos", "fedora"), "sudo dnf install pango"),
        ("linux", ("arch",), "sudo pacman -S pango"),
        ("linux", ("alpine",), "sudo apk add so:libpangoft2-1.0.so.0"),
        ("linux", ("unheard-of",), "sudo apt-get install"),
        ("darwin", (), "brew install pango"),
        ("win32", (), WHEEL),
    ],
)
def test_it_gives_the_line_of_the_system(system, families, line):
    assert mending(system, families)[0].startswith(line)


@pytest.mark.parametrize("system", ["debian", "fedora", "arch", "alpine", "darwin", "win32"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_finding_shows_the_line_whole(system, language):
    """A command that is cut short is a wrong one."""
    line = mending(system, (system,))[0]
    shown = paragraph(report("DG601", library="libpango-1.0-0", line=line), language)
    assert line in "\n".join(shown)


def test_it_offers_the_wheel_where_there_is_one():
    assert WHEEL in mending("darwin", ())
    assert all(WHEEL not in mending("linux", (name,)) for name in ("debian", "fedora", "arch", "alpine"))


@pytest.mark.skipif(sys.platform != "linux", reason="asks the Linux it runs on")
def test_it_knows_the_family_of_this_linux():
    assert distribution()


def test_windows_is_told_the_folders_of_the_user_first_and_then_those_of_the_wheel(tmp_path):
    folders = library_folders("win32", {DLL_FOLDERS: "D:\\mine;E:\\too"}, tmp_path)
    assert [str(each) for each in folders[:3]] == ["D:\\mine", "E:\\too", str(tmp_path / "bin")]
    assert Path("C:\\msys64\\ucrt64\\bin") in folders


def test_macos_is_told_where_homebrew_and_the_wheel_put_them(tmp_path):
    folders = library_folders("darwin", {}, tmp_path)
    assert folders[0] == tmp_path / "lib"
    assert Path("/opt/homebrew/lib") in folders


def test_linux_needs_to_be_told_nothing():
    assert library_folders("linux", {DLL_FOLDERS: "/anything"}) == ()


def test_the_search_of_macos_finds_what_lies_in_our_folders(tmp_path):
    (tmp_path / "libpango-1.0.dylib").touch()
    found = find_library("pango-1.0", [tmp_path / "nowhere", tmp_path], lambda _: "another")
    assert found == str(tmp_path / "libpango-1.0.dylib")


def test_the_search_of_macos_asks_the_system_last(tmp_path):
    assert find_library("pango-1.0", [tmp_path], lambda name: f"/usr/lib/{name}") == "/usr/lib/pango-1.0"
    assert find_library("libpango-1.0-0", [tmp_path], lambda _: None) is None


def test_it_knows_a_name_of_each_library_on_every_system():
    for files in LIBRARIES.values():
        assert {"so": ".so." in files[0], "dylib": files[1].endswith(".dylib")} == {"so": True, "dylib": True}
        assert len(files) == 4
        assert all(file.endswith(".dll") for file in files[2:])


def test_it_knows_the_names_that_the_engine_tries():
    """The engine's own list, as installed: a name it does not try would be found here and not there."""
    from weasyprint.text import ffi  # noqa: PLC0415 - needs the libraries

    tried = Path(ffi.__file__).read_text(encoding="utf-8")
    for linux, mac, *windows in LIBRARIES.values():
        assert f"'{linux}'" in tried
        assert f"'{mac.removeprefix('lib').removesuffix('.dylib')}'" in tried
        assert all(f"'{file.removesuffix('.dll')}'" in tried for file in windows)
