"""Progress from the tools people use, from outside: files, patches, a server of this machine."""

import json
import shutil
import stat
import subprocess

import pytest

from tests.acceptance.conftest import ROOT
from tests.support.tool_server import Answer, serving

FILES = [path for path in sorted((ROOT / "samples" / "progress").iterdir()) if path.suffix != ".md"]
DAY = ("--as-of", "2026-11-30")


@pytest.fixture
def desk(docgen):
    """A folder with the sample that follows its tools, and with what the tools say."""
    docgen.spec(sample="saas-retention.yaml")
    for path in FILES:
        shutil.copy(path, docgen.folder)
    return docgen


def run_import(desk, *more, **settings):
    names = [path.name for path in FILES]
    return desk(
        "progress", "import", *names, "--tool", "worktile", "--into", "goals.yaml", *DAY, *more, **settings
    )


def git(folder, *words, text=None):
    return subprocess.run(["git", *words], cwd=folder, input=text, capture_output=True, text=True, check=True)


def test_it_prints_a_patch_that_git_applies_and_write_does_the_same(desk):
    path = desk.folder / "goals.yaml"
    before = path.read_bytes()
    shown = run_import(desk)
    assert shown.code == 0
    assert path.read_bytes() == before
    assert "CLM-260" in shown.err
    git(desk.folder, "init", "-q")
    git(desk.folder, "apply", "-", text=shown.out)
    patched = path.read_bytes()
    path.write_bytes(before)
    path.chmod(0o640)
    written = run_import(desk, "--write")
    assert (written.code, written.out) == (0, "goals.yaml\n")
    assert path.read_bytes() == patched
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert desk("check", "goals.yaml").code in (0, 1)


def test_it_leaves_every_other_byte_alone_whatever_the_line_ends(desk):
    path = desk.folder / "goals.yaml"
    before = b"\xef\xbb\xbf" + path.read_bytes().replace(b"\n", b"\r\n")
    path.write_bytes(before)
    assert run_import(desk, "--write").code == 0
    after = path.read_bytes()
    start = next(i for i, pair in enumerate(zip(before, after, strict=False)) if pair[0] != pair[1])
    added = len(after) - len(before)
    assert after[:start] + after[start + added :] == before
    assert b"\n" not in after.replace(b"\r\n", b"")


def test_it_takes_nothing_over_twice(desk):
    assert run_import(desk, "--write").code == 0
    again = run_import(desk, "--write")
    assert (again.code, again.out) == (0, "")
    assert "DG785" in again.err


def test_it_imports_nothing_when_one_file_is_wrong(desk):
    (desk.folder / "worktile-tasks.csv").write_text("名称\n攻坚\n", encoding="utf-8")
    before = (desk.folder / "goals.yaml").read_bytes()
    ended = run_import(desk, "--write")
    assert (ended.code, ended.out) == (1, "")
    assert "DG766" in ended.err
    assert (desk.folder / "goals.yaml").read_bytes() == before


def test_it_reports_every_file_that_is_missing(desk):
    ended = desk("progress", "import", "no.json", "none.csv", "--into", "nothing.yaml", "--format", "json")
    assert ended.code == 1
    assert [each["code"] for each in ended.data["diagnostics"]] == ["DG710"] * 3
    assert ended.data["ok"] is False


def test_it_tells_programs_what_it_took_over(desk):
    ended = run_import(desk, "--format", "json", "--title", "November")
    assert ended.data["ok"]
    assert ended.data["written"] is False
    assert ended.data["checkin"]["title"] == "November"
    assert [each["kpi"] for each in ended.data["checkin"]["actuals"]] == ["K1", "K2", "K9"]
    assert ended.data["patch"].startswith("--- a/goals.yaml\n+++ b/goals.yaml\n")
    assert {each["code"] for each in ended.data["diagnostics"]} >= {"DG767", "DG774", "DG776"}


def test_it_reads_columns_by_the_names_of_a_company(desk):
    shown = desk("progress", "import", "--show-headers")
    assert shown.code == 0
    names = shown.out.replace("ref: [编号,", "ref: [卡片,")
    (desk.folder / "headers.yaml").write_text(names, encoding="utf-8")
    (desk.folder / "tasks.csv").write_text("卡片,状态\nKHCG-57,进行中\n", encoding="gb18030")
    order = ("progress", "import", "tasks.csv", "--tool", "worktile", "--into", "goals.yaml", *DAY)
    assert "DG766" in desk(*order).err
    assert "KHCG-57" in desk(*order, "--headers", "headers.yaml").out


@pytest.mark.parametrize(
    "wrong", [("--timezone", "Mars"), ("--as-of", "30.11.2026"), ("--tool", ""), ("--format", "xml")]
)
def test_it_refuses_a_wrong_command_line(desk, wrong):
    assert run_import(desk, *wrong).code == 2


def test_it_counts_days_in_the_zone_that_is_asked_for(desk):
    page = {
        "id": "x",
        "identifier": "CLM-214",
        "title": "t",
        "type": "milestone",
        "state": {"type": "completed"},
    }
    page["completed_at"] = 1794587400  # 2026-11-13 16:30 UTC, which is the 14th in China
    (desk.folder / "item.json").write_text(json.dumps(page), encoding="utf-8")
    order = ("progress", "import", "item.json", "--into", "goals.yaml", *DAY)
    assert "completed: 2026-11-14" in desk(*order).out
    assert "completed: 2026-11-13" in desk(*order, "--timezone", "Europe/London").out


def answer(asked):
    """Play PingCode, page by page, with the page of the sample."""
    if asked.path.endswith("/work_items"):
        return Answer((ROOT / "samples" / "progress" / "pingcode-work-items.json").read_bytes())
    if asked.path.endswith("/sprints"):
        return Answer({"page_size": 100, "page_index": 0, "total": 0, "values": []})
    return Answer({"work_item": {"total": 16, "completed_count": 15}})


def connect(desk, root):
    settings = f"connect: 1\npingcode: {{root: '{root}'}}\nlimits: {{seconds: 5, attempts: 1}}\n"
    (desk.folder / "connect.yaml").write_text(settings, encoding="utf-8")
    return (
        "progress",
        "fetch",
        "pingcode",
        "--project",
        "CLM",
        "--out",
        "pages",
        "--connect",
        "connect.yaml",
    )


def test_it_fetches_pages_that_can_be_imported_without_another_word(desk):
    with serving(answer) as server:
        order = connect(desk, server.root)
        ended = desk(*order, DOCGEN_PINGCODE_TOKEN="tok-4711", SOURCE_DATE_EPOCH="1796040000")  # noqa: S106
    assert ended.code == 0, ended.err
    names = ended.out.split()
    assert names == [f"pages/pingcode-CLM-{what}.json" for what in ("items-001", "sprints-001", "progress")]
    assert "tok-4711" not in "".join((desk.folder / name).read_text(encoding="utf-8") for name in names)
    taken = desk("progress", "import", *names, "--into", "goals.yaml")
    assert taken.code == 0
    assert "data_as_of: 2026-11-30" in taken.out


def test_it_saves_nothing_and_tells_no_secret_when_the_server_refuses(desk):
    with serving(lambda _: Answer({"message": "tok-4711"}, 403)) as server:
        ended = desk(*connect(desk, server.root), DOCGEN_PINGCODE_TOKEN="tok-4711")  # noqa: S106
    assert ended.code == 1
    assert "DG789" in ended.err
    assert "tok-4711" not in ended.err + ended.out
    assert not (desk.folder / "pages").exists()


def test_it_says_what_is_missing_to_connect(desk):
    order = connect(desk, "http://127.0.0.1:9")
    assert "DOCGEN_PINGCODE_CLIENT_SECRET" in desk(*order, DOCGEN_PINGCODE_TOKEN="").err
    (desk.folder / "bare").mkdir()
    (desk.folder / "bare" / "httpx.py").write_text("raise ModuleNotFoundError('httpx')\n", encoding="utf-8")
    ended = desk(*order, PYTHONPATH=str(desk.folder / "bare"))
    assert (ended.code, "DG787" in ended.err, "docgen[connect]" in ended.err) == (1, True, True)


def test_it_prints_settings_that_it_reads(desk):
    shown = desk("progress", "fetch", "--show-settings")
    assert shown.code == 0
    (desk.folder / "connect.yaml").write_text(shown.out, encoding="utf-8")
    ended = desk("progress", "fetch", "worktile", "--project", "x", "--out", "p", "--connect", "connect.yaml")
    assert "DG788" in ended.err


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("command", [(), ("import",), ("fetch",)])
def test_it_explains_itself(desk, language, command):
    ended = desk("progress", *command, "--help", language=language)
    assert ended.code == 0
    assert ("导入" in ended.out or "读取" in ended.out) == (language == "zh")
