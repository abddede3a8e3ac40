"""Zip files are opened with care: each reason to refuse one is told, all at once."""

import io
import struct
import zipfile

import pytest

from docgen.archive import Limits, Unsafe, UnsafeError, is_safe_name, read_members

SMALL = Limits(members=3, one=2 << 20, total=3 << 20, ratio=100)


def packed(*members):
    """Zip (name, content) pairs; a name may be a ZipInfo."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(name, content)
    return out.getvalue()


def reasons(content, limits=SMALL):
    with pytest.raises(UnsafeError) as refused:
        read_members(content, limits)
    return [(each.reason, each.member) for each in refused.value.reasons]


def test_it_gives_the_files_and_no_folders():
    content = packed(("a/", ""), ("a/b.txt", "text"), ("c", b"\x00"))
    assert read_members(content, SMALL) == {"a/b.txt": b"text", "c": b"\x00"}


@pytest.mark.parametrize(
    "name",
    ["../a", "/a", "a/../../b", "a\\b", "C:/a", "c:a", "a/./b", "a//b", "a\nb", "a/\u202eb"],
)
def test_it_refuses_names_that_leave_the_folder(name):
    assert reasons(packed((name, "x"))) == [("name", name)]


@pytest.mark.parametrize("name", ["a", "目标/模板.docx", "a b/c.d", "...", "a..b"])
def test_it_takes_ordinary_names(name):
    assert is_safe_name(name)


def test_it_tells_everything_that_is_wrong_at_once():
    link = zipfile.ZipInfo("link")
    link.external_attr = 0o120777 << 16
    assert reasons(packed((link, "target"), ("../x", ""), ("B", ""))) == [("link", "link"), ("name", "../x")]


def test_it_refuses_a_name_that_is_there_twice_in_another_case():
    assert reasons(packed(("a.txt", "1"), ("A.TXT", "2"))) == [("twice", "A.TXT")]


def test_it_refuses_too_many_members():
    assert reasons(packed(*((str(n), "") for n in range(4)))) == [("many", "")]


def test_it_refuses_what_is_large_by_its_own_word():
    assert reasons(packed(("one", b"\x00" * (2 << 20) + b"1")), SMALL) == [("large", "one")]
    noise = bytes(range(256)) * 5000
    assert ("large", "") in reasons(packed(*((str(n), noise) for n in range(3))))


def test_it_refuses_a_bomb():
    assert reasons(packed(("zeros", b"\x00" * (2 << 20)))) == [("ratio", "zeros")]


def test_it_counts_what_comes_out_when_the_sizes_lie():
    content = bytearray(packed(("zeros", b"\x00" * 1000)))
    for signature, at in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        here = content.index(signature)
        content[here + at : here + at + 4] = struct.pack("<I", 10)
    assert reasons(bytes(content))[0][0] in {"large", "broken"}


def test_it_refuses_members_that_share_bytes():
    content = bytearray(packed(("a", "1" * 50), ("b", "2" * 50)))
    second = content.index(b"PK\x01\x02", content.index(b"PK\x01\x02") + 4)
    content[second + 42 : second + 46] = struct.pack("<I", 0)  # b begins where a begins
    assert ("overlap", "b") in reasons(bytes(content))


@pytest.mark.parametrize(
    "content",
    [b"", b"PK\x03\x04", b"no zip at all", packed(("a", "b"))[:-8]],
    ids=["empty", "head", "text", "cut"],
)
def test_it_says_that_a_file_is_broken(content):
    assert reasons(content) == [("broken", "")]


def test_it_refuses_a_locked_archive():
    content = bytearray(packed(("a", "b")))
    for signature, at in ((b"PK\x01\x02", 8), (b"PK\x03\x04", 6)):
        here = content.index(signature)
        content[here + at] |= 1
    assert reasons(bytes(content)) == [("locked", "a")]


def test_its_reasons_are_plain_values():
    assert Unsafe("large", "a", 3) == Unsafe("large", "a", 3)
