import os
import time

import pytest


def test_it_finds_nothing_in_a_sample(docgen):
    docgen.spec()
    ended = docgen("check", "goals.yaml")
    assert ended.code == 0, ended.err
    assert ended.out == ""


def test_it_points_at_a_typo_in_both_languages(docgen):
    path = docgen.spec(change=lambda text: text.replace("organization:", "organisation:", 1))
    line = 1 + path.read_text(encoding="utf-8").splitlines().index("organisation:")
    english, chinese = docgen("check", "goals.yaml"), docgen("check", "goals.yaml", language="zh")
    assert english.code == chinese.code == 1
    assert f"goals.yaml:{line}:1" in english.err
    assert "organization" in english.err
    assert "错误" in chinese.err
    assert "error" not in chinese.err


def test_it_gives_the_same_as_data_and_as_annotations(docgen):
    docgen.spec(change=lambda text: text.replace("organization:", "organisation:", 1))
    data, github = (
        docgen("check", "goals.yaml", "--format", "json"),
        docgen("check", "goals.yaml", "--format", "github"),
    )
    assert data.code == github.code == 1
    assert len(github.out.splitlines()) == len(data.codes) > 0
    assert github.out.startswith("::error file=goals.yaml,line=")


def test_it_reports_every_spec(docgen):
    docgen.spec("a.yaml")
    docgen.spec("b.yaml", change=lambda text: text + "mistake: 1\n")
    ended = docgen("check", "a.yaml", "b.yaml", "none.yaml", "--format", "json")
    assert ended.code == 1
    assert [spec["ok"] for spec in ended.data["specs"]] == [True, False, False]


BAD_FILES = {
    "empty": b"",
    "blank": b" \n\n",
    "comment": b"# nothing\n",
    "list": b"- a\n- b\n",
    "binary": bytes(range(256)) * 10,
    "pdf": b"%PDF-1.7\n",
    "utf16": "schema: 1\n".encode("utf-16"),
    "gbk": "schema: 1\ntitle: 绩效目标\n".encode("gbk"),
    "tabs": b"schema:\n\t- 1\n",
    "alias": b"a: &x [1]\nb: *x\n",
    "tag": b"a: !!python/object/apply:os.system [id]\n",
    "deep": b"[" * 100_000,
    "deep json": b"{" + b'"a":{' * 100_000,
    "bomb": b"a: &a [x,x,x,x,x,x,x,x,x]\n"
    + b"".join(b"b%d: &b%d [*a,*a,*a,*a]\n" % (n, n) for n in range(9)),
    "long": b"a: " + b"x" * 3_000_000,
    "many": b"a: [" + b"1," * 900_000 + b"1]",
    "keys": b"".join(b"k%d: 1\n" % n for n in range(150_000)),
    "number": b"schema: " + b"9" * 100_000,
    "surrogate": b'a: "\\ud800"\n',
    "nul": b"a: b\0c\n",
    "double": b"schema: 1\nschema: 1\n",
    "nan": b"schema: .nan\n",
}


@pytest.mark.parametrize("name", BAD_FILES)
def test_it_ends_soon_with_sentences_whatever_the_file_holds(docgen, name):
    """At the latest after ten seconds and within a gibibyte, with code 1 and no traceback."""
    (docgen.folder / "bad.yaml").write_bytes(BAD_FILES[name])
    memory = ("sh", "-c", 'ulimit -v 1048576; exec "$@"', "sh")
    begin = time.monotonic()
    ended = docgen("check", "bad.yaml", "--format", "json", prefix=memory)
    assert time.monotonic() - begin < 10
    assert ended.code == 1, ended.err
    assert ended.codes
    assert ended.err == ""


def test_it_does_not_wait_for_what_is_no_file(docgen):
    os.mkfifo(docgen.folder / "pipe.yaml")
    (docgen.folder / "folder.yaml").mkdir()
    ended = docgen(
        "check", "pipe.yaml", "folder.yaml", "none.yaml", "/dev/zero", "--format", "json", timeout=10
    )
    assert ended.code == 1
    assert ended.codes == ["DG712", "DG711", "DG710", "DG712"]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "不从标准输入读取"), ("en", "does not read a spec from there")]
)
def test_it_says_that_it_reads_no_standard_input(docgen, language, said):
    ended = docgen("check", "-", language=language)
    assert ended.code == 1
    assert "DG718" in ended.err
    assert said in ended.err


def test_it_says_what_is_wrong_with_a_name(docgen):
    (docgen.folder / "lost.yaml").symlink_to("moved.yaml")
    (docgen.folder / "ring.yaml").symlink_to("ring.yaml")
    ended = docgen("check", "lost.yaml", "ring.yaml", f"{'x' * 300}.yaml", "--format", "json", language="zh")
    assert ended.code == 1
    assert ended.codes == ["DG719", "DG720", "DG721"]
    assert "Too many" not in ended.out
    assert "File name" not in ended.out


def test_it_names_a_kind_of_file_without_gluing_chinese_to_latin(docgen):
    (docgen.folder / "w.yaml").write_bytes(b"PK\3\4 word/document.xml")
    ended = docgen("check", "w.yaml", language="zh")
    assert "而是别的类型：Word 文件。" in ended.err


def test_it_shows_no_sign_that_moves_the_terminal(docgen):
    name = "a\x1b[31m\u202e.yaml"
    ended = docgen("check", name)
    assert ended.code == 1
    assert "\x1b" not in ended.err
    assert "\u202e" not in ended.err


def test_it_copes_with_a_name_that_is_no_text(docgen):
    ended = docgen("check", b"\xff.yaml".decode("utf-8", "surrogateescape"), "--format", "json")
    assert ended.code == 1
    assert ended.codes == ["DG710"]
