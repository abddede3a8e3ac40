"""What can go wrong around docgen and inside it, and what it costs."""

import struct
import zlib

import pytest

from docgen.cli.console import OUR_BUG

PRINTING = (
    ("--version",),
    ("--help",),
    ("check", "--help"),
    ("schema",),
    ("explain", "DG805"),
    ("check", "goals.yaml", "--format", "json"),
    ("check", "mistake.yaml", "--format", "github"),
    ("generate", "goals.yaml", "--to", "html"),
    ("generate", "goals.yaml", "--to", "html", "--format", "json"),
)


@pytest.mark.parametrize("unbuffered", ["", "1"])
@pytest.mark.parametrize("arguments", PRINTING, ids=" ".join)
def test_it_says_that_the_result_could_not_be_printed(docgen, arguments, unbuffered):
    docgen.spec()
    docgen.spec("mistake.yaml", change=lambda text: text + "mistake: 1\n")
    full = ("sh", "-c", 'exec "$@" > /dev/full', "sh")
    settings = {"TMPDIR": str(docgen.folder), "PYTHONUNBUFFERED": unbuffered}
    ended = docgen(*arguments, prefix=full, **settings)
    assert ended.code == 1
    assert "DG820" in ended.err
    assert "DG901" not in ended.err
    assert "Traceback" not in ended.err
    assert not list(docgen.folder.glob("docgen-report-*"))


@pytest.mark.parametrize("shut", ["2> /dev/full", "> /dev/full 2> /dev/full", ">&-", "2>&-"])
def test_it_ends_with_one_where_it_can_say_nothing(docgen, shut):
    ended = docgen("check", "none.yaml", prefix=("sh", "-c", f'exec "$@" {shut}', "sh"))
    assert ended.code == 1
    assert ended.out == ""
    assert "Traceback" not in ended.err


GUEST = """\
from docgen.diagnostics import Checked
from docgen.document.model import Artifact


class Crashing:
    suffix = ".txt"
    media_type = "text/plain"

    def __init__(self, theme):
        pass

    def write(self, document):
        if "CRASH" in document.html:
            raise ZeroDivisionError(document.html)
        return Checked(Artifact(b"made", self.media_type, self.suffix))
"""


@pytest.fixture
def crashing(docgen):
    """Install a plug-in that fails at one document; return the three specs of a batch."""
    info = docgen.folder / "guests" / "guest-1.0.dist-info"
    info.mkdir(parents=True)
    (info.parent / "crashing_writer.py").write_text(GUEST, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1.0\n")
    (info / "entry_points.txt").write_text("[docgen.writers]\ncrashing = crashing_writer:Crashing\n")
    docgen.spec("a.yaml")
    docgen.spec("crash.yaml", change=lambda text: text.replace("    zh: ", "    zh: CRASH ", 1))
    docgen.spec("c.yaml")
    (docgen.folder / "reports").mkdir()

    def run(*options, **more):
        settings = {"PYTHONPATH": str(info.parent), "TMPDIR": str(docgen.folder / "reports"), **more}
        order = ("generate", "a.yaml", "crash.yaml", "c.yaml", "--to", "crashing", "--out", "out", *options)
        return docgen(*order, **settings)

    return run


def test_its_own_bug_costs_one_spec_alone(docgen, crashing):
    ended = crashing()
    assert ended.code == OUR_BUG
    assert docgen.files("out") == ["a.txt", "c.txt"]
    assert "error DG901  crash.yaml" in ended.err
    assert "Traceback" not in ended.err
    (report,) = (docgen.folder / "reports").glob("docgen-report-*.txt")
    assert str(report) in ended.err
    told = report.read_text(encoding="utf-8")
    assert "ZeroDivisionError" in told
    assert "<html" not in told


def test_its_own_bug_leaves_the_json_document_whole(docgen, crashing):
    ended = crashing("--format", "json")
    assert ended.code == OUR_BUG
    assert [spec["ok"] for spec in ended.data["specs"]] == [True, False, True]
    assert ended.codes == ["DG901"]
    assert ended.data["specs"][1]["diagnostics"][0]["file"] == "crash.yaml"
    assert docgen.files("out") == ["a.txt", "c.txt"]


def test_it_confesses_even_where_no_report_can_be_written(crashing):
    """A limit on the size of files stands in for a full disk; what is printed goes through pipes."""
    ended = crashing(prefix=("sh", "-c", 'ulimit -f 0; exec "$@"', "sh"))
    assert ended.code == OUR_BUG
    assert "error DG901  crash.yaml" in ended.err
    assert "docgen-report-" not in ended.err
    assert "maintainers" not in ended.err
    assert "Traceback" not in ended.err


PICTURES = {
    "huge.png": ("DG723", lambda: blank_png(12_000, 12_000)),
    "cut.png": ("DG722", lambda: blank_png(300, 300)[:60]),
}


def blank_png(width, height):
    """A picture of white pixels, one bit each: small as a file, whatever its size."""
    rows = (b"\0" + b"\xff" * ((width + 7) // 8)) * height
    header = struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0)
    parts = ((b"IHDR", header), (b"IDAT", zlib.compress(rows)), (b"IEND", b""))
    chunks = (struct.pack(">I", len(d)) + k + d + struct.pack(">I", zlib.crc32(k + d)) for k, d in parts)
    return b"\x89PNG\r\n\x1a\n" + b"".join(chunks)


@pytest.mark.parametrize("name", PICTURES)
@pytest.mark.parametrize(
    "order", [("check",), ("generate", "--to", "pdf"), ("generate", "--to", "docx,html")]
)
def test_it_looks_at_the_logo_before_it_makes_anything(docgen, name, order):
    """Within a gibibyte, and without a word from a library."""
    code, make = PICTURES[name]
    (docgen.folder / name).write_bytes(make())
    docgen.spec(change=lambda text: text.replace("organization:\n", f"organization:\n  logo: {name}\n", 1))
    memory = ("sh", "-c", 'ulimit -v 1048576; exec "$@"', "sh")
    ended = docgen(order[0], "goals.yaml", *order[1:], "--format", "json", prefix=memory)
    assert (ended.code, ended.codes, ended.err) == (1, [code], "")
    finding = ended.data["specs"][0]["diagnostics"][0]
    assert (finding["file"], finding["path"]) == ("goals.yaml", "organization.logo")
    assert finding["line"]


def test_it_shows_whose_a_warning_is(docgen):
    for name in ("a.yaml", "b.yaml"):
        docgen.spec(name, change=lambda text: text.replace("    zh: ", "    zh: \U0001f9ff", 1))
    ended = docgen("generate", "a.yaml", "b.yaml", "--to", "pdf", "--format", "json")
    found = [finding for spec in ended.data["specs"] for finding in spec["diagnostics"]]
    assert [(finding["code"], finding["file"]) for finding in found] == [
        ("DG606", "a.yaml"),
        ("DG606", "b.yaml"),
    ]
