import re
import shutil
import sys

import pytest
import yaml

from tests.acceptance.conftest import ROOT

LINE = re.compile(
    r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}[+-]\d\d:\d\d (INFO|DEBUG) \d+ step=[a-z-]+( [a-z0-9-]+=(\"[^\"]*\"|\S+))*"
)
SMALL = ("--pack", "onepage", "--to", "html")
STEPS = "begin versions load spec read fill validate prepare review present render write prove save found exit end"


def steps(text):
    return re.findall(r" step=([a-z-]+)", text)


def words(data):
    """Collect everything that a spec says and nobody else would: texts in Chinese, names, long ids, figures."""
    if isinstance(data, dict):
        return {word for value in data.values() for word in words(value)}
    if isinstance(data, list):
        return {word for value in data for word in words(value)}
    text = str(data)
    return (
        {text}
        if re.search("[\u4e00-\u9fff]", text) or re.fullmatch(r"[A-Z]{2}-\d+|[A-Z].* .*", text)
        else set()
    )


def test_it_writes_every_step_with_its_time_into_a_file(docgen):
    docgen.spec()
    ended = docgen("generate", "goals.yaml", *SMALL, "--log-file", "run.log")
    assert (ended.code, ended.out.split()) == (0, ["goals.html"])
    assert "step=" not in ended.err
    log = (docgen.folder / "run.log").read_text(encoding="utf-8")
    assert [line for line in log.splitlines() if not LINE.fullmatch(line)] == []
    assert steps(log) == STEPS.split()
    assert re.search(r"step=write ms=[0-9.]+ output=html", log)
    assert "file=goals.yaml" in log
    assert "weasyprint=" in log
    assert "exit code=0" in log


def test_it_tells_the_same_on_the_terminal_beside_the_results(docgen):
    docgen.spec()
    quiet, ended = docgen("check", "goals.yaml"), docgen("check", "goals.yaml", "-v")
    assert ended.out == quiet.out
    assert {"read", "validate", "review"} < set(steps(ended.err))
    assert " DEBUG " not in ended.err
    assert " DEBUG " in docgen("generate", "goals.yaml", *SMALL, "-vv").err


def test_it_adds_to_a_log_and_takes_its_name_from_the_environment(docgen):
    for _ in range(2):
        docgen("explain", "DG805", DOCGEN_LOG="run.log")
    log = (docgen.folder / "run.log").read_text(encoding="utf-8")
    assert steps(log) == ["begin", "versions", "exit", "end"] * 2


def test_it_ends_a_torn_line_before_it_adds_another(docgen):
    docgen("explain", "DG805", "--log-file", "run.log")
    path = docgen.folder / "run.log"
    path.write_bytes(path.read_bytes()[:-20])
    docgen("explain", "DG805", "--log-file", "run.log")
    assert len(path.read_text(encoding="utf-8").splitlines()) == 8


@pytest.mark.parametrize(
    "command", [["generate", "goals.yaml"], ["check", "goals.yaml"], ["bulk", ".", "--out", "out"]]
)
def test_it_does_nothing_when_the_log_cannot_be_written(docgen, command):
    docgen.spec()
    ended = docgen(*command, "--log-file", "no-such-folder/run.log")
    assert (ended.code, ended.out) == (1, "")
    assert "DG895" in ended.err
    assert docgen.files() == ["goals.yaml"]


def test_it_leaves_a_file_alone_that_is_no_log(docgen):
    spec = docgen.spec()
    before = spec.read_bytes()
    ended = docgen("generate", "goals.yaml", *SMALL, "--log-file", "goals.yaml")
    assert ended.code == 1
    assert "DG896" in ended.err
    assert spec.read_bytes() == before
    assert docgen.files() == ["goals.yaml"]


@pytest.mark.skipif(sys.platform != "linux", reason="only Linux has a device that is always full")
def test_it_says_once_that_a_log_is_not_complete_and_goes_on(docgen):
    docgen.spec()
    ended = docgen("generate", "goals.yaml", *SMALL, "--log-file", "/dev/full")
    assert (ended.code, ended.out.split()) == (0, ["goals.html"])
    assert ended.err.count("DG897") == 2  # in its first line, and where to read more


def test_it_tells_what_a_pack_of_ones_own_does_in_its_process(docgen):
    docgen.spec()
    shutil.copytree(ROOT / "templates" / "onepage", docgen.folder / "mine")
    ended = docgen("generate", "goals.yaml", "--pack", "./mine", "--to", "html", "-v")
    assert ended.code == 0, ended.err
    assert re.search(r"step=child-begin child=(\d+)\n(.*\n)*.*step=render ms=[0-9.]+ child=\1\n", ended.err)
    assert "step=child-end" in ended.err


def test_it_writes_a_line_a_document_of_a_run_and_names_nobody(docgen):
    people = ROOT / "samples" / "team"
    shutil.copytree(people, docgen.folder / "team")
    source = next((docgen.folder / "team").glob("team*.yaml"))
    ended = docgen("bulk", source, "--out", "out", *SMALL, "--log-file", "run.log")
    assert ended.code in {0, 3}, ended.err
    log = (docgen.folder / "run.log").read_text(encoding="utf-8")
    (planned,) = re.findall(r"step=plan total=(\d+)", log)
    assert len(re.findall(r"step=document ms=[0-9.]+ place=\d+ status=", log)) == int(planned)
    assert "step=render" not in log
    assert [word for word in words(yaml.safe_load(source.read_text(encoding="utf-8"))) if word in log] == []


def test_it_never_writes_what_a_spec_says(docgen):
    spec = docgen.spec()
    said = words(yaml.safe_load(spec.read_text(encoding="utf-8")))
    broken = spec.read_text(encoding="utf-8").replace("weight: ", "weight: CANARY", 1) + "\nCANARY: CANARY\n"
    (docgen.folder / "broken.yaml").write_text(broken, encoding="utf-8")
    ended = docgen(
        "generate", "goals.yaml", "broken.yaml", "--to", "html,docx", "--log-file", "run.log", "-vv"
    )
    assert ended.code == 1
    log = (docgen.folder / "run.log").read_text(encoding="utf-8")
    assert len(said) > 50
    assert [word for word in {*said, "CANARY"} if word in log] == []
