"""``docgen sign`` from outside: what is shown, what is written, and when nothing is."""

import json
import stat

import pytest

from docgen.spec.reader import read


def without_signed(content):
    return {key: value for key, value in read(content, "a.yaml").data.items() if key != "signed"}


def test_it_shows_what_would_be_frozen_and_writes_nothing(docgen):
    path = docgen.spec()
    before = path.read_bytes()
    english = docgen("sign", "goals.yaml", "--date", "2027-01-08")
    assert english.code == 0, english.err
    assert "target 10 · stretch 12 · %" in english.err
    assert "--write" in english.err
    assert path.read_bytes() == before
    block = read(f"schema: 1\n{english.out}".encode(), "block.yaml").data["signed"]
    assert (block["date"], block["version"], block["terms"]["kpis"]["K1"]["target"]) == (
        "2027-01-08",
        "V1.2",
        10,
    )
    chinese = docgen("sign", "goals.yaml", "--date", "2027-01-08", language="zh")
    assert chinese.out == english.out
    assert "目标值 10 · 挑战值 12" in chinese.err


def test_it_writes_the_block_and_nothing_else(docgen):
    path = docgen.spec()
    path.chmod(0o640)
    before = path.read_bytes()
    ended = docgen("sign", "goals.yaml", "--date", "2027-01-08", "--version", "V2.0", "--write")
    assert ended.code == 0, ended.err
    assert ended.out == "goals.yaml\n"
    after = path.read_bytes()
    assert after.startswith(before.rstrip())
    assert without_signed(after) == without_signed(before)
    assert read(after, "a.yaml").data["signed"]["version"] == "V2.0"
    assert stat.S_IMODE(path.stat().st_mode) == 0o640
    assert docgen.files() == ["goals.yaml"]


def test_it_warns_of_a_day_that_is_yet_to_come(docgen):
    docgen.spec()
    today = {"SOURCE_DATE_EPOCH": "1800000000"}  # 2027-01-15
    assert "DG899" not in docgen("sign", "goals.yaml", "--date", "2027-01-15", **today).err
    ended = docgen("sign", "goals.yaml", "--date", "2027-01-16", **today)
    assert ended.code == 0
    assert "DG899" in ended.err


def test_it_signs_the_target_of_a_link(docgen):
    path = docgen.spec("real.yaml")
    (docgen.folder / "goals.yaml").symlink_to("real.yaml")
    ended = docgen("sign", "goals.yaml", "--date", "2027-01-08", "--write")
    assert ended.code == 0, ended.err
    assert (docgen.folder / "goals.yaml").is_symlink()
    assert b"\nsigned:" in path.read_bytes()


def test_it_holds_a_change_against_what_was_signed(docgen):
    path = docgen.spec()
    assert docgen("sign", "goals.yaml", "--date", "2027-01-08", "--write").code == 0
    assert docgen("check", "goals.yaml", "--today", "2027-01-08").code == 0
    signed = path.read_text(encoding="utf-8")
    changed = signed.replace("stretch: 12\n    weight: 25", "stretch: 11\n    weight: 25", 1)
    assert changed != signed
    path.write_text(changed, encoding="utf-8")
    checked = docgen("check", "goals.yaml", "--today", "2027-01-08")
    assert checked.code == 1
    assert "error X4" in checked.err
    assert "Signed: 12. Now: 11." in checked.err
    again = docgen("sign", "goals.yaml", "--again", "--date", "2027-02-01", "--write")
    assert again.code == 1
    assert again.err.count("error X4") == 1
    assert path.read_text(encoding="utf-8") == changed


RECORD = """
changes:
  - {id: CR-1, date: 2027-02-01, ref: K1, field: stretch, subject: K1 挑战值, old: "12", new: "11", reason: 渠道减少,
     approver: 贺云州, approved: 2027-02-03}
"""


def test_it_signs_anew_after_an_approved_change(docgen):
    path = docgen.spec()
    assert docgen("sign", "goals.yaml", "--date", "2027-01-08", "--write").code == 0
    twice = docgen("sign", "goals.yaml", "--date", "2027-01-08", "--write", language="zh")
    assert twice.code == 1
    assert "错误 DG240" in twice.err
    assert "--again" in twice.err
    text = path.read_text(encoding="utf-8").replace(
        "stretch: 12\n    weight: 25", "stretch: 11\n    weight: 25", 1
    )
    path.write_text(text + RECORD, encoding="utf-8")
    again = docgen("sign", "goals.yaml", "--again", "--date", "2027-02-03", "--write")
    assert again.code == 0, again.err
    signed = read(path.read_bytes(), "a.yaml").data["signed"]
    assert (signed["date"], signed["terms"]["kpis"]["K1"]["stretch"]) == ("2027-02-03", 11)
    earlier = docgen("sign", "goals.yaml", "--again", "--date", "2027-01-01")
    assert earlier.code == 1
    assert "DG241" in earlier.err


def test_it_does_not_sign_what_the_check_rejects(docgen):
    docgen.spec("wrong.yaml", change=lambda text: text.replace("    weight: 60\n", "    weight: 61\n", 1))
    docgen.spec(
        "poor.yaml", change=lambda text: text.replace("    due: 2027-03-31\n", "    due: 2028-03-31\n", 1)
    )
    for name, code in (("wrong.yaml", "DG203"), ("poor.yaml", "T4"), ("none.yaml", "DG710")):
        ended = docgen("sign", name, "--write")
        assert ended.code == 1
        assert code in ended.err
        assert ended.out == ""
    assert b"\nsigned:" not in (docgen.folder / "poor.yaml").read_bytes()


def test_it_signs_json_as_json(docgen):
    spec = docgen.spec()
    data = read(spec.read_bytes(), "a.yaml").data
    path = docgen.folder / "goals.json"
    path.write_text(json.dumps(data, ensure_ascii=False, indent=2, default=float), encoding="utf-8")
    shown = docgen("sign", "goals.json", "--date", "2027-01-08")
    assert shown.code == 0, shown.err
    assert shown.data["signed"]["date"] == "2027-01-08"
    assert docgen("sign", "goals.json", "--date", "2027-01-08", "--write").code == 0
    assert json.loads(path.read_text(encoding="utf-8"))["signed"] == shown.data["signed"]


def test_it_checks_with_a_pack(docgen):
    docgen.spec()
    assert docgen("sign", "goals.yaml", "--pack", "classic").code == 0
    missing = docgen("sign", "goals.yaml", "--pack", "nowhere")
    assert missing.code == 2
    assert "DG301" in missing.err


@pytest.mark.parametrize("version", ["V\x1b[31m", "V\n1", "V" * 501])
def test_it_refuses_a_version_that_no_spec_may_hold(docgen, version):
    docgen.spec()
    refused = docgen("sign", "goals.yaml", "--version", version)
    assert refused.code == 2
    assert "--version" in refused.err
    assert "\x1b" not in refused.err
