"""``docgen kpi`` from outside."""

import pytest

COMPANY = """\
indicators:
  nps: {hidden: true}
  到店人次:
    name: {zh: 到店人次, en: Store visits}
    category: operation
    unit: {zh: 人次, en: visits}
    direction: higher
roles:
  store_manager: {title: {zh: 店长, en: Store manager}, indicators: [到店人次, csat]}
"""


def ids(ended):
    assert ended.code == 0, ended.err
    return [each["id"] for each in ended.data["indicators"]]


@pytest.fixture
def acme(docgen):
    """Write a pack with a library of its own."""
    folder = docgen.folder / "acme"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "name: acme\ntitle: {zh: 某公司, en: Acme}\nextends: classic\n", encoding="utf-8"
    )
    (folder / "kpis.yaml").write_text(COMPANY, encoding="utf-8")
    return folder


def test_it_lists_every_indicator_with_roles_and_stages_in_both_languages(docgen):
    chinese, english = docgen("kpi", "list", language="zh"), docgen("kpi", "list")
    assert chinese.code == english.code == 0, chinese.err + english.err
    assert "56 个指标" in chinese.out
    assert "KPIs: 56" in english.out
    for said in ("30日留存率", "越高越好", "产品经理的四项基本指标", "探索期"):
        assert said in chinese.out
    for said in ("Day-30 retention", "Higher is better", "Support lead", "Exploration"):
        assert said in english.out
    assert len(ids(docgen("kpi", "list", "--format", "json"))) == 56


def test_it_advises_a_role_and_a_stage(docgen):
    ended = docgen("kpi", "list", "--role", "product_manager", language="zh")
    assert ended.code == 0, ended.err
    assert "结果指标（留存、收入、份额）两三项" in ended.out
    assert "retention_d30" in ended.out
    assert "mttr" not in ended.out
    both = docgen("kpi", "list", "--role", "growth", "--stage", "growth", "--format", "json")
    assert ids(both)[:3] == ["user_growth_rate", "paid_conversion", "cac"]
    assert len(ids(both)) > 3
    assert both.data["chosen"]["stage"]["title"] == {"zh": "成长期", "en": "Growth"}
    neither = docgen("kpi", "list", "--role", "support_lead", "--category", "market")
    assert (neither.code, "No KPI meets all" in neither.out) == (0, True)


def test_it_takes_ids_and_the_words_for_them(docgen):
    by_id = ids(docgen("kpi", "list", "--category", "team", "--format", "json"))
    assert by_id == ["key_turnover"]
    for category in ("团队", "Team"):
        assert ids(docgen("kpi", "list", "--category", category, "--format", "json")) == by_id
    assert "churn" in docgen("kpi", "list", "--role", "客户成功经理").out


@pytest.mark.parametrize(
    ("option", "name", "near"),
    [
        ("--role", "product-manager", "product_manager"),
        ("--stage", "grwth", "growth"),
        ("--category", "tem", "team"),
    ],
)
def test_it_names_the_choices_when_there_is_no_such_role_stage_or_category(docgen, option, name, near):
    ended = docgen("kpi", "list", option, name, "--format", "json")
    assert ended.code == 2
    (found,) = ended.data["diagnostics"]
    assert (found["code"], found["facts"]["near"]) == ("DG237", near)


def test_it_shows_a_card_with_an_entry_to_paste(docgen):
    chinese, english = docgen("kpi", "show", "nps", language="zh"), docgen("kpi", "show", "nps")
    assert chinese.code == english.code == 0, chinese.err + english.err
    for said in (
        "净推荐值 · Net promoter score (NPS)",
        "可为负值",
        "相差超过 25（分）",
        "-100 ～ 100",
        "锚点之间线性插值",
    ):
        assert said in chinese.out
    for said in (
        "never score it as actual by target",
        "more than 25 apart (points)",
        "lib: nps",
        "score: 120",
    ):
        assert said in english.out


def test_it_makes_a_document_of_what_was_pasted(docgen):
    shown = docgen("kpi", "show", "retention_d30", "--format", "json", language="zh").data
    entry = shown["snippet"].replace(
        "{value: , as_of: , source: }", "{value: 31, as_of: 2026-12-31, source: 埋点}"
    )
    for blank, value in (
        ("target:", "target: 40"), ("weight:", "weight: 100"), ("window:", "window: 注册后30日"),
        ("verifier:", "verifier: 财务"), ("value: , score: 60", "value: 36, score: 60"),
        ("value: , score: 100", "value: 40, score: 100"), ("value: , score: 120", "value: 44, score: 120"),
    ):  # fmt: skip
        assert blank in entry
        entry = entry.replace(blank, value, 1)
    (docgen.folder / "goals.yaml").write_text(
        "schema: 1\ndocument: {title: 绩效目标书}\norganization: {name: 示例公司}\nperson: {name: 林知遥}\n"
        "period: {start: 2027-01-01, end: 2027-12-31}\n"
        "goals: [{id: G1, title: 提升留存, outcome: 留存达到40%, weight: 100, due: 2027-12-31, owner: 林知遥}]\n"
        "kpis:\n" + "".join(f"  {line}\n" for line in entry.splitlines()),
        encoding="utf-8",
    )
    ended = docgen("generate", "goals.yaml", "--to", "html", "--out", "out", "--today", "2027-01-04")
    assert ended.code == 0, ended.err
    (page,) = (docgen.folder / "out").glob("*.html")
    text = page.read_text(encoding="utf-8")
    for said in ("30日留存率", "注册后第30日活跃的新用户数", "埋点平台"):
        assert said in text


def test_it_names_the_indicator_that_was_meant(docgen):
    ended = docgen("kpi", "show", "retention_30")
    assert ended.code == 2
    assert "DG235" in ended.err
    assert "Did you mean retention_d30?" in ended.err


@pytest.mark.parametrize(
    ("words", "first"),
    [(["留存"], "retention_d1"), (["retention"], "retention_d1"), (["流失"], "user_churn"), (["NPS"], "nps")],
)
def test_it_finds_indicators_by_words(docgen, words, first):
    assert ids(docgen("kpi", "search", *words, "--format", "json"))[0] == first
    assert docgen("kpi", "search", *words).out.split()[0] == first


def test_it_says_that_nothing_was_found(docgen):
    ended = docgen("kpi", "search", "xyzzy", "--format", "json", language="zh")
    assert ended.code == 1
    assert ended.data["diagnostics"][0]["code"] == "DG236"


@pytest.mark.usefixtures("acme")
def test_it_shows_what_a_company_adds_and_hides(docgen):
    listed = docgen("kpi", "list", "--pack", "acme", "--role", "store_manager", language="zh")
    assert listed.code == 0, listed.err
    assert "到店人次" in listed.out
    assert "acme" in listed.out
    assert "nps" not in ids(docgen("kpi", "list", "--pack", "acme", "--format", "json"))
    assert ids(docgen("kpi", "search", "visits", "--pack", "acme", "--format", "json")) == ["到店人次"]
    hidden = docgen("kpi", "show", "nps", "--pack", "acme")
    assert (hidden.code, "DG231" in hidden.err) == (0, True)


def test_it_shows_a_library_file_and_its_mistakes(docgen, acme):
    path = acme / "kpis.yaml"
    assert "到店人次" in ids(docgen("kpi", "list", "--library", "acme/kpis.yaml", "--format", "json"))
    path.write_text(COMPANY.replace("direction: higher", "direction: up"), encoding="utf-8")
    for option in (("--pack", "acme"), ("--library", "acme/kpis.yaml")):
        ended = docgen("kpi", "list", *option, "--format", "json")
        assert ended.code == 1
        found = {(each["code"], each["file"], each["line"]) for each in ended.data["diagnostics"]}
        assert found == {("DG393", "acme/kpis.yaml", 7)}
    assert docgen("kpi", "list", "--library", "none.yaml").code == 1
    assert docgen("kpi", "list", "--pack", "acne").code == 2
