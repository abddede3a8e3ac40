import unicodedata

import pytest

from docgen.delivery.names import MAX_BYTES, file_name, portable, same_name


@pytest.mark.parametrize(
    ("spec", "language", "expected"),
    [
        ("goals.yaml", None, "goals.pdf"),
        ("team/林 一.v2.yaml", None, "林 一.v2.pdf"),
        ("goals.yaml", "en", "goals.en.pdf"),
        ("../../etc/passwd", None, "passwd.pdf"),
        ("goals", None, "goals.pdf"),
    ],
)
def test_it_names_a_file_after_its_spec(spec, language, expected):
    assert file_name(spec, ".pdf", language) == expected


@pytest.mark.parametrize("stem", ["con", "NUL", "nul.tar", "COM1", "lpt¹", "CONIN$", "aux "])
def test_it_avoids_the_device_names_of_windows(stem):
    assert portable(stem).startswith("_")


@pytest.mark.parametrize("sign", [*'<>:"/\\|?*', "\0", "\n", "\x1b", "\u202e", "\u200b", "\udcff"])
def test_it_replaces_what_no_system_or_terminal_should_see(sign):
    assert portable(f"a{sign}b") == "a_b"


@pytest.mark.parametrize(
    ("stem", "expected"), [("-rf", "_-rf"), ("a. ", "a"), (".hidden", "hidden"), ("..", "document")]
)
def test_it_avoids_names_that_programs_misread(stem, expected):
    assert portable(stem) == expected


def test_it_composes_characters():
    assert portable(unicodedata.normalize("NFD", "é")) == "é"


def test_it_cuts_long_names_at_a_character_and_keeps_them_apart():
    first, second = portable("绩" * 100 + "甲"), portable("绩" * 100 + "乙")
    assert first != second
    assert first.startswith("绩" * 50)
    assert max(len(first.encode()), len(second.encode())) <= MAX_BYTES


def test_it_sees_names_as_a_careless_file_system_does():
    assert same_name("Goals-É.pdf") == same_name(unicodedata.normalize("NFD", "goals-é.PDF"))
