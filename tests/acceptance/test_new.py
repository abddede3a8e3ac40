"""``docgen new`` from outside: a dialogue in a terminal, options in a script, and the spec of last year."""

import os
import re
import sys
from pathlib import Path

import pytest
import yaml

from tests.acceptance.conftest import BIN, SAMPLES
from tests.support.filling import fill_in, take_offers

if sys.platform != "win32":
    from tests.support.terminal import Terminal

CHINESE = re.compile("[\u4e00-\u9fff]")
TABLE = yaml.safe_load((Path(__file__).parents[1] / "cases" / "beginning" / "zh.yaml").read_text("utf-8"))
CTRL_C, CTRL_D = b"\x03", b"\x04"
WHOLE = (
    "--role",
    "product_manager",
    "--name",
    "林知遥",
    "--period",
    "2027",
    "--language",
    "zh",
    "--style",
    "classic",
)
FOUR = ("--kpi", "user_growth_rate,retention_d30,revenue_growth,share_growth")


def lines_of(text):
    """The places that a listing of blanks names."""
    return sorted(int(line) for line in re.findall(r"^  [^\s:]+\.yaml:([0-9]+)  ", text, re.MULTILINE))


def check_lines(docgen, name):
    checked = docgen("check", name, "--format", "json")
    return sorted(each["line"] for each in checked.data["specs"][0]["diagnostics"])


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_helps(docgen, language):
    ended = docgen("new", "--help", language=language)
    assert ended.code == 0
    assert "docgen new goals-2027.yaml --from goals-2026.yaml" in ended.out
    assert bool(CHINESE.search(ended.out.replace("林知遥", ""))) == (language == "zh")


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_goes_from_nothing_to_a_document(docgen, language):
    begun = docgen("new", "goals.yaml", *WHOLE, *FOUR, language=language)
    assert begun.code == 0
    assert begun.out == "goals.yaml\n"
    assert docgen.files() == [".schemas", "goals.yaml"]
    assert lines_of(begun.err) == check_lines(docgen, "goals.yaml")
    assert (
        "填好后检查：" if language == "zh" else "Then check it: "
    ) + "docgen check goals.yaml" in begun.err
    path = docgen.folder / "goals.yaml"
    path.write_text(fill_in(take_offers(path.read_text("utf-8")), TABLE), "utf-8")
    made = docgen("generate", "goals.yaml", "--to", "html", "--out", "out", "--today", "2026-12-01")
    assert made.code == 0, made.err
    page = (docgen.folder / "out" / "goals.html").read_text("utf-8")
    assert "新会员30日留存率从31%提升到36%" in page
    assert "用户增长率" in page


def test_it_uses_what_is_usual_when_told_so(docgen):
    ended = docgen("new", "--yes", SOURCE_DATE_EPOCH="1796000000")  # in November 2026
    assert ended.code == 0
    text = (docgen.folder / "goals-2027.yaml").read_text("utf-8")
    assert text.startswith("# yaml-language-server: $schema=.schemas/spec-1.json\n")
    assert (docgen.folder / ".schemas" / "spec-1.json").is_file()
    spec = yaml.safe_load(text)
    assert spec["document"]["title"] == "Performance Goals 2027: Product manager"
    assert len(spec["goals"]) == 3
    assert len(spec["kpis"]) == 4


def test_it_says_what_is_missing_where_nobody_can_be_asked(docgen):
    ended = docgen("new", "--role", "PM", "--period", "FY2027")
    assert ended.code == 2
    assert "DG790" in ended.err
    assert "--name, --language, --style, --kpi, --fiscal-start" in ended.err
    assert docgen("new", "--from", SAMPLES / "market-entry.yaml").code == 2
    assert docgen.files() == []


@pytest.mark.parametrize(
    ("arguments", "code", "said"),
    [
        (("--period", "soon"), 2, "DG791"),
        (("--period", "2027-02-29/2028-01-01"), 2, "DG792"),
        (("--kpi", "nps,nsp"), 2, "DG793"),
        (("--style", "clasic"), 2, "DG301"),
        (("goals.json",), 2, "DG795"),
        (("--from", str(SAMPLES / "market-entry.yaml"), "--name", "X", "--kpi", "nps"), 2, "--name, --kpi"),
        (("--from", str(SAMPLES / "market-entry.yaml"), "--goals", "2"), 2, "DG794"),
        (("--from", "nowhere.yaml"), 1, "DG710"),
        (("--fiscal-start", "13"), 2, "from 1 to 12"),
        (("--goals", "0"), 2, "from 1 to 20"),
        (("--name", "a\tb"), 2, "one line"),
        (("--language", "fr"), 2, "zh, en, both"),
        (("a.yaml", "b.yaml"), 2, "b.yaml"),
    ],
)
def test_it_refuses_what_cannot_be(docgen, arguments, code, said):
    ended = docgen("new", "--yes", *arguments)
    assert ended.code == code
    assert said in ended.err
    assert docgen.files() == []


def test_it_says_everything_that_is_wrong_at_once(docgen):
    ended = docgen("new", "--yes", "--period", "soon", "--kpi", "nsp", "--style", "clasic")
    assert all(code in ended.err for code in ("DG791", "DG793", "DG301"))


def test_it_replaces_nothing_unless_forced(docgen):
    path = docgen.folder / "goals.yaml"
    path.write_text("mine\n", "utf-8")
    ended = docgen("new", "goals", "--yes")
    assert ended.code == 1
    assert "DG798" in ended.err
    assert path.read_text("utf-8") == "mine\n"
    assert docgen("new", "goals", "--yes", "--force").code == 0
    assert "schema: 1" in path.read_text("utf-8")


def test_it_writes_into_a_folder_and_makes_one(docgen):
    (docgen.folder / "team").mkdir()
    assert docgen("new", "team", "--yes", "--period", "2028H1").out == f"team{os.sep}goals-2028H1.yaml\n"
    assert docgen("new", "new/deep/a b.yml", "--yes").code == 0
    assert 'docgen check "new/deep/a b.yml"' in (docgen.folder / "new/deep/a b.yml").read_text("utf-8")


def test_it_says_when_the_place_cannot_be_written(docgen):
    (docgen.folder / "file").write_text("", "utf-8")
    ended = docgen("new", "file/goals.yaml", "--yes")
    assert (ended.code, "DG801" in ended.err) == (1, True)


def test_it_prints_a_spec_instead_of_saving_it(docgen):
    ended = docgen("new", "-", "--yes", "--language", "zh")
    assert ended.code == 0
    assert yaml.safe_load(ended.out)["schema"] == 1
    assert docgen.files() == []


def test_it_carries_a_spec_over_to_the_next_period(docgen):
    docgen.spec("goals-2026.yaml", "saas-retention.yaml")
    ended = docgen("new", "--from", "goals-2026.yaml", "--period", "2027")
    assert (ended.code, ended.out) == (0, "goals-2027.yaml\n")
    assert lines_of(ended.err) == check_lines(docgen, "goals-2027.yaml")
    assert "DG796" not in ended.err
    assert "DG797" not in ended.err
    spec = yaml.safe_load((docgen.folder / "goals-2027.yaml").read_text("utf-8"))
    assert spec["person"]["name"] == {"zh": "程以安", "en": "Cheng Yi’an"}
    assert spec["kpis"][0]["baseline"]["value"] == 87.6


def test_it_tells_what_could_not_be_carried_over(docgen):
    spec = docgen.spec(
        "goals.yaml",
        "market-entry.yaml",
        lambda text: text.replace("organization:\n", "organization:\n  logo: logo.svg\n"),
    )
    ended = docgen("new", "next/goals.yaml", "--from", spec, "--period", "2027H2")
    assert ended.code == 0
    assert all(code in ended.err for code in ("DG796", "DG797", "DG799"))


def play(docgen, *arguments, language="zh"):
    settings = {"DOCGEN_LANG": language, "SOURCE_DATE_EPOCH": "1796000000"}
    return Terminal([str(BIN / "docgen"), "new", *arguments], docgen.folder, **settings)


@pytest.mark.skipif(sys.platform == "win32", reason="no pseudo-terminals")
class TestInATerminal:
    def test_it_asks_for_everything_and_asks_again(self, docgen):
        terminal = play(docgen)
        terminal.answer("99", "增长产品经理", "林知遥")
        assert "没有这一项" in terminal.seen
        terminal.answer("明年", "FY2027", "13", "7")
        assert "DG791" in terminal.seen
        assert "1 到 12" in terminal.seen
        terminal.answer("3", "okr", "2")  # both languages, a style by its name, two goals
        terminal.answer("探索期", "量子", "净推荐值")
        assert "没有找到“量子”" in terminal.seen
        shown = terminal.answer("1", "", "goals")
        assert "已选：" in shown
        assert "、净推荐值" in shown
        assert terminal.end() == 0
        spec = yaml.safe_load((docgen.folder / "goals.yaml").read_text("utf-8"))
        assert spec["person"]["name"] == "林知遥"
        assert spec["document"]["title"]["en"] == "Performance Goals FY2027: Growth product manager"
        assert str(spec["period"]["start"]) == "2026-07-01"
        assert len(spec["goals"]) == 2
        assert "nps" in [kpi["lib"] for kpi in spec["kpis"]]
        assert "--pack okr" in (docgen.folder / "goals.yaml").read_text("utf-8")

    def test_it_takes_what_is_usual_at_every_question(self, docgen):
        terminal = play(docgen, language="en")
        terminal.answer(*[""] * 9)
        assert terminal.end() == 0
        assert not CHINESE.search(terminal.seen)
        spec = yaml.safe_load((docgen.folder / "goals-2027.yaml").read_text("utf-8"))
        assert [kpi["lib"] for kpi in spec["kpis"]] == [
            "user_growth_rate",
            "retention_d30",
            "revenue_growth",
            "share_growth",
        ]

    def test_it_asks_only_for_what_was_not_said(self, docgen):
        terminal = play(docgen, "goals.yaml", *WHOLE[2:], *FOUR)
        terminal.answer("平台产品负责人：#1", "")
        assert terminal.end() == 0
        spec = yaml.safe_load((docgen.folder / "goals.yaml").read_text("utf-8"))
        assert spec["person"]["position"] == "平台产品负责人：#1"

    def test_it_asks_again_for_a_name_that_no_document_can_show(self, docgen):
        terminal = play(docgen, *WHOLE[:2], *WHOLE[4:], *FOUR, "goals.yaml")
        terminal.answer(b"\xff\xfe\n", "a\u202eb", "林知遥", "")
        assert terminal.end() == 0
        assert terminal.seen.count("不含控制字符") == 2
        assert "name: 林知遥" in (docgen.folder / "goals.yaml").read_text("utf-8")

    def test_it_asks_for_another_name_when_one_is_taken(self, docgen):
        (docgen.folder / "goals-2027.yaml").write_text("mine", "utf-8")
        terminal = play(docgen, *WHOLE)
        terminal.answer("", "", "", "", "x.txt", "mine")
        assert terminal.end() == 0
        assert "DG798" in terminal.seen
        assert "DG795" in terminal.seen
        assert docgen.files() == [".schemas", "goals-2027.yaml", "mine.yaml"]

    def test_it_proposes_the_period_behind_the_last_one(self, docgen):
        terminal = play(docgen, "--from", str(SAMPLES / "support-lead.yaml"))
        terminal.answer("", "")
        assert terminal.end() == 0
        assert docgen.files() == [".schemas", "goals-FY2028.yaml"]

    @pytest.mark.parametrize("key", [CTRL_C, CTRL_D])
    def test_it_leaves_nothing_when_somebody_breaks_off(self, docgen, key):
        terminal = play(docgen)
        terminal.answer("", "", "", "", key)
        assert terminal.end() == 130
        assert docgen.files() == []
        assert "Traceback" not in terminal.seen
