import zipfile
from pathlib import Path

import pikepdf
import pytest

MISTAKE = "outcom: 写错的字段\n"


def test_it_makes_the_formats_asked_for_and_prints_their_paths(finished):
    made, ended = finished
    assert ended.out.splitlines() == [
        str(Path("out") / f"goals.{suffix}") for suffix in ("pdf", "docx", "html")
    ]
    assert made.files("out") == ["goals.docx", "goals.html", "goals.pdf"]
    out = made.folder / "out"
    assert (out / "goals.pdf").read_bytes().startswith(b"%PDF-")
    assert zipfile.is_zipfile(out / "goals.docx")
    assert "<html" in (out / "goals.html").read_text(encoding="utf-8")


def test_it_makes_the_same_bytes_in_another_process(finished, docgen):
    made, _ = finished
    docgen.spec()
    order = ("generate", "goals.yaml", "--to", "pdf,docx,html", "--out", "out", "--today", "2026-01-05")
    assert docgen(*order, TZ="Asia/Shanghai", PYTHONHASHSEED="7", LC_ALL="C").code == 0
    for name in docgen.files("out"):
        assert (docgen.folder / "out" / name).read_bytes() == (made.folder / "out" / name).read_bytes(), name


def test_it_names_another_language_in_the_file(docgen):
    docgen.spec()
    assert docgen("generate", "goals.yaml", "--to", "html", "--locale", "en").code == 0
    assert docgen("generate", "goals.yaml", "--to", "html", "--locale", "zh-CN").code == 0
    assert docgen.files() == ["goals.en.html", "goals.html", "goals.yaml"]


def test_it_makes_several_specs_and_one_mistake_costs_itself_alone(docgen):
    docgen.spec("a.yaml")
    docgen.spec("b.yaml", change=lambda text: text + MISTAKE)
    docgen.spec("c.yaml", sample="data-platform.yaml")
    ended = docgen("generate", "a.yaml", "b.yaml", "c.yaml", "--to", "html", "--out", "out")
    assert ended.code == 1
    assert docgen.files("out") == ["a.html", "c.html"]
    assert "[2/3] b.yaml" in ended.err


def test_it_makes_a_spec_named_twice_once(docgen):
    docgen.spec("a.yaml")
    ended = docgen("generate", "a.yaml", "a.yaml", "--to", "html")
    assert (ended.code, ended.out) == (0, "a.html\n")


def test_it_refuses_two_specs_for_one_file(docgen):
    docgen.spec("one/goals.yaml")
    docgen.spec("two/Goals.yaml")
    ended = docgen(
        "generate", "one/goals.yaml", "two/Goals.yaml", "--to", "html", "--out", "out", "--format", "json"
    )
    assert ended.code == 1
    assert ended.codes == ["DG806"]
    assert docgen.files("out") == ["goals.html"]


@pytest.mark.parametrize("suffix", ["pdf", "docx", "html"])
def test_it_replaces_what_it_made_and_keeps_what_somebody_else_did(copy_of_finished, suffix):
    docgen, path = copy_of_finished, copy_of_finished.folder / "out" / f"goals.{suffix}"
    order = ("generate", "goals.yaml", "--to", suffix, "--out", "out")
    assert docgen(*order).code == 0
    path.write_bytes(b"somebody's own work")
    refused = docgen(*order, "--format", "json")
    assert refused.code == 1
    assert "DG805" in refused.codes
    assert path.read_bytes() == b"somebody's own work"
    assert docgen(*order, "--force").code == 0
    assert path.read_bytes() != b"somebody's own work"


def test_it_gives_one_json_document(docgen):
    docgen.spec()
    ended = docgen("generate", "goals.yaml", "--to", "html,docx", "--out", "out", "--format", "json")
    assert ended.code == 0
    assert ended.data["ok"] is True
    assert ended.data["specs"][0]["files"] == ["out/goals.html", "out/goals.docx"]
    assert (
        docgen("generate", "goals.yaml", "--to", "html,docx", "--out", "out", "--format", "json").out
        == ended.out
    )


def test_it_writes_nothing_for_a_spec_with_a_mistake(docgen):
    docgen.spec(change=lambda text: text + MISTAKE)
    ended = docgen("generate", "goals.yaml", "--out", "out")
    assert ended.code == 1
    assert "outcom" in ended.err
    assert docgen.files() == ["goals.yaml"]


@pytest.mark.parametrize(
    ("options", "code"),
    [
        (["--to", "dpf"], "DG702"),
        (["--pack", "clasic"], "DG301"),
        (["--locale", "klingon"], "DG412"),
    ],
)
def test_it_says_what_is_wrong_with_the_command_line(docgen, options, code):
    docgen.spec()
    ended = docgen("generate", "goals.yaml", *options)
    assert ended.code == 2
    assert code in ended.err
    assert docgen.files() == ["goals.yaml"]


@pytest.mark.parametrize("day", ["2026-02-30", "tomorrow", "20260105"])
def test_it_takes_a_real_day_for_today(docgen, day):
    docgen.spec()
    assert docgen("generate", "goals.yaml", "--today", day).code == 2


def test_it_says_that_the_output_folder_is_a_file(docgen):
    docgen.spec()
    (docgen.folder / "out").write_bytes(b"")
    ended = docgen("generate", "goals.yaml", "--to", "html", "--out", "out/deeper", "--format", "json")
    assert (ended.code, ended.codes) == (1, ["DG801"])


def test_it_says_that_the_output_folder_takes_no_files(docgen):
    """Nobody can make a file in /proc, not even root; permissions are tested where files are saved."""
    docgen.spec()
    ended = docgen("generate", "goals.yaml", "--to", "html", "--out", "/proc", "--format", "json")
    assert (ended.code, ended.codes) == (1, ["DG804"])


def test_it_leaves_nothing_on_a_full_disk(docgen):
    """A limit on the size of a file stands in for the disk; the writing fails in the same way."""
    docgen.spec()
    limit = ("sh", "-c", 'ulimit -f 16; exec "$@"', "sh")
    ended = docgen(
        "generate", "goals.yaml", "--to", "html,docx", "--out", "out", "--format", "json", prefix=limit
    )
    assert (ended.code, ended.codes) == (1, ["DG803"])
    assert docgen.files() == ["goals.yaml"]


def test_it_keeps_a_warning_back_when_strict(docgen):
    docgen.spec(change=lambda text: text)
    loose = docgen("generate", "goals.yaml", "--to", "html", "--locale", "en", "--format", "json")
    severities = {finding["severity"] for finding in loose.data["specs"][0]["diagnostics"]}
    strict = docgen("generate", "goals.yaml", "--to", "html", "--locale", "en", "--strict", "--out", "strict")
    assert loose.code == 0
    assert strict.code == (1 if "warning" in severities else 0)
    assert (docgen.folder / "strict").exists() == (strict.code == 0)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_delivers_word_where_a_library_for_pdf_is_missing(docgen, language):
    """An empty file stands where the loader looks first, as after a broken installation."""
    docgen.spec()
    libraries = docgen.folder / "lib"
    libraries.mkdir()
    (libraries / "libpangoft2-1.0.so.0").write_bytes(b"")
    ended = docgen(
        "generate", "goals.yaml", "--out", "out", "--format", "json",
        language=language, LD_LIBRARY_PATH=str(libraries),
    )  # fmt: skip
    assert (ended.code, ended.codes) == (1, ["DG601"])
    assert "libpangoft2-1.0-0" in ended.data["specs"][0]["diagnostics"][0]["reason"]
    assert docgen.files("out") == ["goals.docx"]


def test_it_says_that_subsetting_will_be_slow(docgen):
    docgen.spec()
    libraries = docgen.folder / "lib"
    libraries.mkdir()
    (libraries / "libharfbuzz-subset.so.0").write_bytes(b"")
    ended = docgen(
        "generate", "goals.yaml", "--to", "pdf", "--out", "out", "--format", "json",
        LD_LIBRARY_PATH=str(libraries), timeout=120,
    )  # fmt: skip
    assert (ended.code, ended.codes) == (0, ["DG608"])
    assert docgen.files("out") == ["goals.pdf"]


def test_it_puts_findings_into_word_as_comments_when_asked(docgen):
    docgen.spec(
        change=lambda text: text.replace("title: {zh: 2027年度产品经理绩效目标书, en:", "title: {en:", 1)
    )
    order = ("generate", "goals.yaml", "--to", "docx", "--locale", "zh")
    assert docgen(*order, "--out", "plain").code == 0
    assert docgen(*order, "--review", "--out", "reviewed").code == 0
    plain, reviewed = (zipfile.ZipFile(docgen.folder / name / "goals.docx") for name in ("plain", "reviewed"))
    assert "word/comments.xml" not in plain.namelist()
    assert "DG411" in reviewed.read("word/comments.xml").decode()
    assert "commentRangeStart" in reviewed.read("word/document.xml").decode()


def test_it_leaves_the_spec_out_of_the_files_when_asked(docgen):
    docgen.spec()
    order = ("generate", "goals.yaml", "--pack", "onepage", "--to", "pdf,docx", "--out", "out")
    assert docgen(*order, "--without-spec").code == 0
    with pikepdf.open(docgen.folder / "out/goals.pdf") as pdf:
        assert not pdf.attachments
    with zipfile.ZipFile(docgen.folder / "out/goals.docx") as package:
        assert b'<spec is="map"/>' in package.read("customXml/item1.xml")
