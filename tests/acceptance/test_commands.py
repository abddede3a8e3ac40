import json
import signal
import subprocess
import sys
import time

import pytest

from docgen.cli.console import NOBODY_LISTENS, OUR_BUG
from docgen.cli.program import INTERRUPTED, PROGRAM, TERMINATED

COMMANDS = tuple(PROGRAM.rows)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", COMMANDS)
def test_it_helps(docgen, command, language):
    ended = docgen(command, "--help", language=language)
    assert ended.code == 0
    assert f"docgen {command}" in ended.out


@pytest.mark.parametrize(
    "arguments",
    [
        [],
        ["genrate"],
        ["generate"],
        ["check", "--formt", "json"],
        ["check", "a", "--format", "xml"],
        ["schema", "extra"],
    ],
)
def test_it_ends_with_two_when_the_command_line_is_wrong(docgen, arguments):
    ended = docgen(*arguments, language="zh")
    assert ended.code == 2
    assert ended.out == ""
    assert "Error" not in ended.err


def test_it_suggests_a_command(docgen):
    assert "generate" in docgen("genrate").err


def test_it_shows_its_version(docgen):
    assert docgen("--version").out.startswith("docgen 0.")


def test_it_explains_a_code(docgen):
    ended = docgen("explain", "dg805", language="zh")
    assert ended.code == 0
    assert ended.out.startswith("DG805  不覆盖")


def test_it_does_not_explain_what_is_no_code(docgen):
    ended = docgen("explain", "DG8055")
    assert ended.code == 2
    assert "DG805" in ended.err


def test_it_prints_the_schema_and_saves_it(docgen):
    printed = docgen("schema")
    assert json.loads(printed.out)["$schema"].startswith("https://json-schema.org")
    for _ in range(2):  # the second time it replaces its own file
        assert docgen("schema", "--out", "s.json").code == 0
    saved = json.loads((docgen.folder / "s.json").read_text(encoding="utf-8"))
    assert saved.pop("$comment")  # the mark by which docgen knows its own file
    assert saved == printed.data


def test_it_does_not_overwrite_a_file_with_the_schema(docgen):
    docgen.spec("goals.yaml")
    assert docgen("schema", "--out", "goals.yaml").code == 1


def test_the_doctor_finds_everything(docgen):
    ended = docgen("doctor", "--format", "json")
    assert ended.code == 0, ended.out
    kinds = {result["kind"] for result in ended.data["results"]}
    assert kinds >= {"library", "package", "templates", "rendering", "font"}
    assert kinds <= {
        "library",
        "package",
        "templates",
        "rendering",
        "font",
        "console",
        "folder",
    }  # notes on this machine
    fonts = [result["name"] for result in ended.data["results"] if result["kind"] == "font"]
    assert any("Noto" in name for name in fonts)


def test_the_doctor_speaks_to_people(docgen):
    ended = docgen("doctor", language="zh")
    assert ended.code == 0
    assert ended.out.endswith("一切正常。\n")


def test_it_runs_as_a_module(docgen):
    done = subprocess.run(
        [sys.executable, "-m", "docgen", "--version"], cwd=docgen.folder, check=True, capture_output=True
    )
    assert done.stdout.startswith(b"docgen ")


def test_it_writes_a_report_about_its_own_bug(docgen):
    """A plug-in of the packages breaks something that no user can break."""
    (docgen.folder / "sitecustomize.py").write_text(
        "import docgen.cli.console as console\ndef broken(self, text): raise ZeroDivisionError\nconsole.Console.result = broken\n"
    )
    ended = docgen("schema", PYTHONPATH=str(docgen.folder), TMPDIR=str(docgen.folder))
    assert ended.code == OUR_BUG
    assert "Traceback" not in ended.err
    (report,) = docgen.folder.glob("docgen-report-*.txt")
    assert str(report) in ended.err
    assert "ZeroDivisionError" in report.read_text(encoding="utf-8")
    assert report.stat().st_mode & 0o077 == 0


def test_it_is_quiet_when_nobody_listens():
    command = [sys.executable, "-m", "docgen", "schema"]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as process:
        process.stdout.close()
        assert process.stderr.read() == b""
    assert process.returncode == NOBODY_LISTENS


@pytest.mark.parametrize(("number", "code"), [(signal.SIGINT, INTERRUPTED), (signal.SIGTERM, TERMINATED)])
def test_it_ends_quietly_when_told_to(docgen, number, code):
    specs = [docgen.spec(f"{n}.yaml").name for n in range(30)]
    command = [sys.executable, "-m", "docgen", "generate", *specs, "--to", "html", "--out", "out"]
    with subprocess.Popen(
        command, cwd=docgen.folder, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as process:
        for _ in range(300):
            if list(docgen.folder.glob("out/*.html")):
                break
            time.sleep(0.1)
        process.send_signal(number)
        told = process.stderr.read()
    assert process.returncode == code
    assert b"Traceback" not in told
    made = docgen.files("out")
    assert 0 < len(made) < len(specs)
    assert [name for name in made if not name.endswith(".html")] == []


@pytest.mark.parametrize(
    ("options", "english", "chinese"),
    [
        (("--today", "2027-13-01"), 'there is no day "2027-13-01"', "没有“2027-13-01”这一天"),
        (("--today", "tomorrow"), '"tomorrow", is not a date', "“tomorrow”不是日期"),
        (("--pack", ""), "--pack is empty", "--pack 的值是空的"),
        (("--out", ""), "--out is empty", "--out 的值是空的"),
        (("--locale", " "), "--locale is empty", "--locale 的值是空的"),
        (("",), "SPEC… is empty", "SPEC… 的值是空的"),
        (("--to", "word"), "Did you mean docx?", "是不是想写 docx？"),
        (("--to", "ppt"), "The formats are: docx, html, pdf.", "可用的格式：docx、html、pdf。"),
    ],
)
def test_it_quotes_what_was_wrong_and_says_what_is_right(docgen, options, english, chinese):
    docgen.spec()
    for language, said in (("en", english), ("zh", chinese)):
        ended = docgen("generate", "goals.yaml", *options, language=language)
        assert ended.code == 2
        assert said in ended.err
    assert docgen.files() == ["goals.yaml"]


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "例如 docgen explain DG805"), ("en", "as in docgen explain DG805")]
)
def test_it_says_where_codes_are_found(docgen, language, said):
    ended = docgen("explain", "xxx", language=language)
    assert ended.code == 2
    assert said in ended.err
