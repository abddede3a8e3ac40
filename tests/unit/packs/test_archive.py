"""A pack goes into one file and comes out of it the same; whatever else a file holds is refused."""

import json
import struct
import zipfile
from io import BytesIO

import pytest

from docgen.checkup.handover import export_pack
from docgen.checkup.installation import install_pack
from docgen.diagnostics import DocgenError
from docgen.diagnostics.sentences import say
from docgen.packs.archive import CONTENTS, pack_up
from docgen.packs.chain import read_chain
from docgen.packs.intake import read_bundle
from docgen.packs.load import load_pack
from tests.support.packing import build_bundle, lay_out_pack, member

BOMB = b"\0" * (3 << 20)


@pytest.fixture
def acme(tmp_path):
    return lay_out_pack(
        tmp_path / "acme", {"brand.yaml": 'colors: {primary: "#123456"}\n', ".git/config": "x"}
    )


def members_of(content):
    with zipfile.ZipFile(BytesIO(content)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def refused(action, *arguments, **options):
    with pytest.raises(DocgenError) as failure:
        action(*arguments, **options)
    for finding in failure.value.diagnostics:
        assert all(say(finding, language).reason for language in ("zh", "en"))
    return [(found.code, found.facts.get("member")) for found in failure.value.diagnostics]


def test_it_always_makes_the_same_bytes(acme, tmp_path):
    first = pack_up(read_chain(str(acme)))
    for path in acme.rglob("*"):
        path.touch()
    assert pack_up(read_chain(str(acme))) == first
    assert list(members_of(first)) == [CONTENTS, "acme/brand.yaml", "acme/pack.yaml"]
    copy = lay_out_pack(tmp_path / "else" / "acme", {"brand.yaml": (acme / "brand.yaml").read_text()})
    assert pack_up(read_chain(str(copy))) == first


def test_it_brings_fonts_along(tmp_path):
    font = b"\0\1\0\0 not read here"
    listed = "fonts: [{family: Own, weight: 400, file: Own.ttf}]\n"
    acme = lay_out_pack(tmp_path / "acme", {"fonts/fonts.yaml": listed, "fonts/Own.ttf": font})
    assert members_of(pack_up(read_chain(str(acme))))["acme/fonts/Own.ttf"] == font


@pytest.mark.parametrize(
    "extends", ["../deep/base", '"../deep/base"', "'../deep/../deep/base'", "../deep/base   # the parent"]
)
def test_it_brings_parents_along_and_names_them_anew(extends, tmp_path):
    lay_out_pack(tmp_path / "deep" / "base")
    acme = lay_out_pack(tmp_path / "acme", parent=extends)
    done = install_pack(pack_up(read_chain(str(acme))), "acme.zip", tmp_path / "installed")
    assert done.packs == ("acme", "base")
    chain = load_pack(str(done.folder)).chain
    assert [layer.manifest.name for layer in chain.layers] == ["acme", "base", "classic"]
    assert all(layer.folder.parent == tmp_path / "installed" for layer in chain.layers[:2])
    assert (
        (done.folder / "pack.yaml")
        .read_text()
        .endswith(extends.partition("  #")[1] + extends.partition("  #")[2] + "\n")
    )


def test_it_takes_a_parent_out_of_the_folder_of_its_child(tmp_path):
    acme = lay_out_pack(tmp_path / "acme", parent="./inner")
    lay_out_pack(acme / "inner")
    held = members_of(pack_up(read_chain(str(acme))))
    assert sorted(held) == ["acme/pack.yaml", CONTENTS, "inner/pack.yaml"]


def test_it_refuses_two_packs_of_one_name(tmp_path):
    acme = lay_out_pack(tmp_path / "acme", parent="../old/acme")
    lay_out_pack(tmp_path / "old" / "acme")
    assert refused(pack_up, read_chain(str(acme))) == [("DG378", None)]


def test_it_refuses_to_hand_over_what_cannot_be_installed(tmp_path):
    files = {"notes.psd": "x", "styles/NUL.css": "x", "styles/a.css": "x", "styles/A.css": "y"}
    acme = lay_out_pack(tmp_path / "acme", files)
    told = refused(pack_up, read_chain(str(acme)))
    assert told == [("DG374", "notes.psd"), ("DG371", "styles/NUL.css"), ("DG372", "styles/a.css")]


def test_it_exports_over_its_own_file_and_no_other(acme, tmp_path):
    target = tmp_path / "acme.zip"
    export_pack(str(acme), target)
    (acme / "brand.yaml").write_text("tables: grid\n")
    export_pack(str(acme), target)
    assert b"grid" in members_of(target.read_bytes())["acme/brand.yaml"]
    target.write_bytes(b"PK somebody's own work")
    assert refused(export_pack, str(acme), target) == [("DG805", None)]
    export_pack(str(acme), target, force=True)


def test_it_exports_no_built_in_pack_and_no_broken_one(acme, tmp_path):
    assert refused(export_pack, "classic", tmp_path / "classic.zip") == [("DG367", None)]
    (acme / "brand.yaml").write_text("colours: {}\n")
    assert refused(export_pack, str(acme), tmp_path / "acme.zip") == [("DG304", None)]
    assert list(tmp_path.glob("*.zip")) == []


def change(name, content):
    def spoil(members):
        members[:] = [(info, content if info.filename == name else held) for info, held in members]

    return spoil


def add(name, content=b"x", kind=0o100644):
    return lambda members: members.append((member(name, kind), content))


def drop(name):
    return lambda members: members.remove(next(each for each in members if each[0].filename == name))


# What is done to a good file, and everything that is to be said about it.
ATTACKS = {
    "outside": (add("../evil.txt"), {("DG371", "../evil.txt")}),
    "absolute": (add("/etc/evil.txt"), {("DG371", "/etc/evil.txt")}),
    "backslash": (add("acme\\..\\evil.txt"), {("DG371", "acme\\..\\evil.txt")}),
    "drive": (add("C:/evil.txt"), {("DG371", "C:/evil.txt")}),
    "device": (add("acme/assets/aux.svg"), {("DG371", "acme/assets/aux.svg")}),
    "trailing dot": (add("acme/labels./zh.yaml"), {("DG371", "acme/labels./zh.yaml")}),
    "control sign": (add("acme/a\x07.txt"), {("DG371", "acme/a\x07.txt")}),
    "direction sign": (add("acme/a\u202etxt.md"), {("DG371", "acme/a\u202etxt.md")}),
    "decomposed": (add("acme/e\u0301.txt"), {("DG371", "acme/e\u0301.txt")}),
    "overlong": (add(f"acme/{'x' * 200}.txt"), {("DG371", f"acme/{'x' * 200}.txt")}),
    "twice": (add("acme/pack.yaml", b"name: evil"), {("DG372", "acme/pack.yaml")}),
    "twice in capitals": (add("acme/PACK.yaml"), {("DG372", "acme/PACK.yaml")}),
    "file as folder": (add("acme/pack.yaml/x.txt"), {("DG372", "acme/pack.yaml")}),
    "link": (add("acme/assets/logo.svg", b"/etc/passwd", 0o120777), {("DG373", "acme/assets/logo.svg")}),
    "program": (add("acme/run.py"), {("DG374", "acme/run.py")}),
    "macro file": (add("acme/word/letter.docm"), {("DG374", "acme/word/letter.docm")}),
    "bomb": (add("acme/big.txt", BOMB), {("DG370", "acme/big.txt")}),
    "changed": (change("acme/pack.yaml", b"name: acme"), {("DG375", "acme/pack.yaml")}),
    "added": (add("acme/new.txt"), {("DG375", "acme/new.txt")}),
    "missing": (drop("acme/pack.yaml"), {("DG375", "acme/pack.yaml"), ("DG379", "acme/pack.yaml")}),
    "no list": (drop(CONTENTS), {("DG368", None)}),
    "broken list": (change(CONTENTS, b"{" * 100_000), {("DG379", CONTENTS)}),
    "list of a newer docgen": (change(CONTENTS, b'{"format": 2}'), {("DG379", CONTENTS)}),
    "unknown key": (change(CONTENTS, b'{"format": 1, "run": "x"}'), {("DG379", CONTENTS)}),
}


@pytest.mark.filterwarnings("ignore:Duplicate name")  # just what is wanted here
@pytest.mark.parametrize("name", ATTACKS)
def test_it_refuses(name, tmp_path):
    spoil, wanted = ATTACKS[name]
    told = refused(install_pack, build_bundle(spoil=spoil), "acme.zip", tmp_path / "into")
    assert set(told) == wanted
    assert list(tmp_path.rglob("*")) == []


def test_it_tells_everything_at_once(tmp_path):
    def spoil(members):
        for each in (add("../evil.txt"), add("acme/run.py"), add("acme/link.txt", b"/", 0o120777)):
            each(members)

    told = refused(install_pack, build_bundle(spoil=spoil), "acme.zip", tmp_path)
    assert sorted(told) == [("DG371", "../evil.txt"), ("DG373", "acme/link.txt"), ("DG374", "acme/run.py")]


def test_it_refuses_an_encrypted_member():
    content = bytearray(build_bundle())
    for signature, offset in ((b"PK\3\4", 6), (b"PK\1\2", 8)):
        at = content.index(signature) + offset
        content[at : at + 2] = struct.pack("<H", 1)
    assert refused(read_bundle, bytes(content), "acme.zip") == [("DG369", CONTENTS)]


def test_it_refuses_too_many_members():
    def spoil(members):
        members.extend((member(f"acme/{number}.txt"), b"") for number in range(2001))

    assert ("DG370", "acme.zip") in refused(read_bundle, build_bundle(spoil=spoil), "acme.zip")


@pytest.mark.parametrize("content", [b"", b"PK\3\4", b"%PDF-1.7", build_bundle()[:-30], build_bundle()[40:]])
def test_it_refuses_what_is_no_pack_file(content):
    assert refused(read_bundle, content, "acme.zip") == [("DG368", None)]


@pytest.mark.parametrize(
    ("manifest", "contents", "wanted"),
    [
        (b"name: other\n", {}, [("DG379", "acme/pack.yaml")]),
        (b"name: acme\nextends: ../../secret\n", {}, [("DG379", "acme/pack.yaml")]),
        (b"name: acme\nextends: /etc\n", {}, [("DG379", "acme/pack.yaml")]),
        (b"- a list\n", {}, [("DG303", None)]),
        (b"name: acme\n", {"packs": ["acme", "classic"]}, [("DG377", None), ("DG379", "classic/pack.yaml")]),
        (b"name: acme\n", {"pack": "else"}, [("DG379", CONTENTS)]),
        (b"name: acme\n", {"packs": ["base"]}, [("DG379", "acme/pack.yaml"), ("DG379", "base/pack.yaml")]),
    ],
)
def test_it_refuses_packs_that_are_not_what_the_list_says(manifest, contents, wanted):
    content = build_bundle({"acme/pack.yaml": manifest}, contents=contents)
    assert sorted(refused(read_bundle, content, "acme.zip"))[: len(wanted)] == sorted(wanted)


def test_it_refuses_a_pack_that_cannot_be_loaded(tmp_path):
    files = {
        "acme/pack.yaml": b'name: acme\ntitle: {zh: x, en: x}\nextends: classic\nrequires: ">=99"\n',
        "acme/brand.yaml": b"colors: {primary: red}\n",
    }
    told = refused(install_pack, build_bundle(files), "acme.zip", tmp_path / "into")
    assert {code for code, _ in told} == {"DG311", "DG306"}
    assert list((tmp_path / "into").glob("*")) == []


def test_it_replaces_another_pack_only_when_asked(tmp_path):
    install_pack(build_bundle(), "acme.zip", tmp_path)
    again = install_pack(build_bundle(), "acme.zip", tmp_path)
    assert again.kept == ("acme",)
    other = build_bundle({"acme/brand.yaml": b"tables: grid\n"})
    assert refused(install_pack, other, "acme.zip", tmp_path) == [("DG376", None)]
    assert not (tmp_path / "acme" / "brand.yaml").exists()
    install_pack(other, "acme.zip", tmp_path, force=True)
    assert [path.name for path in tmp_path.iterdir()] == ["acme"]
    assert (tmp_path / "acme" / "brand.yaml").read_text() == "tables: grid\n"


def test_it_lists_every_file_with_its_digest(acme):
    contents = json.loads(members_of(pack_up(read_chain(str(acme))))[CONTENTS])
    assert contents["packs"] == ["acme"]
    assert set(contents["files"]) == {"acme/brand.yaml", "acme/pack.yaml"}
