"""How texts are read: language, length, clauses, keywords, words of lists, figures."""

from decimal import Decimal

import pytest

from docgen.review.figures import find_figures, find_pairs, kind_of_unit, measure
from docgen.review.lexicon import load_lexicon
from docgen.review.options import WordList
from docgen.review.reading import are_alike, count_words, find_clauses, find_keywords, language_of, names_id

LEXICON = load_lexicon()


@pytest.mark.parametrize(
    ("text", "language", "words"),
    [
        ("将续费率由82%提升到90%", "zh", 10),
        ("NPS由18提升到35", "zh", 7),
        ("将GRR与NRR提升到目标值", "zh", 10),
        ("Launch 屿能 in five south-western cities", "en", 5),
        ("Raise the rate to 12.5%", "en", 5),
        ("", "en", 0),
    ],
)
def test_it_tells_the_language_and_the_length(text, language, words):
    assert (language_of(text), count_words(text, language)) == (language, words)


@pytest.mark.parametrize(
    ("text", "clauses"),
    [
        ("提升到4.5分，共1,200份；完成。", ("提升到4.5分", "共1,200份", "完成")),
        ("Cut to 2.5 hours, from 1,200. Then stop", ("Cut to 2.5 hours", "from 1,200", "Then stop")),
        ("降低成本：由14.2降到9.0", ("降低成本：由14.2降到9.0",)),
    ],
)
def test_it_parts_clauses_but_no_numbers(text, clauses):
    assert find_clauses(text) == clauses


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("outcome_verbs", "需求交付周期缩短", ("缩短",)),
        ("outcome_verbs", "按期完成率", ()),
        ("outcome_verbs", "完成率提升", ("提升",)),
        ("vague", "与流失的相关性", ()),
        ("vague", "相关部门持续优化", ("相关", "持续", "优化")),
        ("hedges", "年底前尽快完成", ("年底前", "尽快")),
    ],
)
def test_it_finds_chinese_words_but_not_inside_longer_ones(name, text, found):
    assert LEXICON.find(name, text, "zh") == found


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("hedges", "Finish asap, by year-end", ("asap", "by year-end")),
        ("vague", "betterment of abetter", ()),
        ("vague_verbs", "Our help desk", ()),
        ("outcome_verbs", "Openly cut", ("cut",)),
    ],
)
def test_it_finds_english_words_whole(name, text, found):
    assert LEXICON.find(name, text, "en") == found


def test_it_takes_words_in_and_out():
    changes = {"vague": {"zh": WordList(add=("赋能",), remove=("优化",))}}
    assert load_lexicon(changes).find("vague", "优化并赋能", "zh") == ("赋能",)
    assert LEXICON.find("vague", "优化并赋能", "zh") == ("优化",)


def test_it_has_the_same_lists_in_both_languages():
    assert {name for name, words in LEXICON.lists.items() if set(words) != {"zh", "en"}} == set()


def test_it_takes_what_a_text_is_about():
    assert find_keywords("提升用户满意度到4.5分", "zh", LEXICON) == {"用户", "户满", "满意", "意度"}
    assert find_keywords("Raise the share of trained agents", "en", LEXICON) == {"train", "agent"}


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("提升续费率到90%", "提升续费率，到90%。", True),
        ("提升续费率", "第四季度续费门店占比", False),
        ("", "", False),
    ],
)
def test_it_compares_texts_without_their_punctuation(one, other, alike):
    assert are_alike(one, other, Decimal("0.9")) is alike


def shown(figures):
    return [(each.written.strip(), each.kind, each.value) for each in figures]


@pytest.mark.parametrize(
    ("text", "figures"),
    [
        ("占有率达到10%", [("10%", "percent", 10)]),
        ("提高3.5个百分点", [("3.5个百分点", "points", Decimal("3.5"))]),
        ("满意度4.5分，用时30分钟", [("4.5分", "score", Decimal("4.5")), ("30分钟", "time", 1800)]),
        ("收入1,860万元，覆盖6万户", [("1,860万元", "amount", 18_600_000), ("6万", "amount", 60_000)]),
        ("收入1.2亿", [("1.2亿", "amount", 120_000_000)]),
        ("90% of agents within 2 days", [("90%", "percent", 90), ("2 days", "time", 172_800)]),
        ("up 3 percentage points to 1.5 million", [("3 percentage points", "points", 3), ("1.5 million", "amount", 1_500_000)]),
        ("2027年第四季度V3.0版本，P95，K1，8:00前，12月31日，2027-12-31，7×24小时", []),
    ],
)  # fmt: skip
def test_it_reads_figures_with_their_units_and_no_dates_or_ids(text, figures):
    assert [each for each in shown(find_figures(text)) if each[1] != "bare"] == figures


@pytest.mark.parametrize(
    ("text", "pairs"),
    [
        ("由84%提升到90%", [("84%", "90%")]),
        ("从4.0提升到4.5", [("4.0", "4.5")]),
        ("由26天缩短到16天，由12.6元降到8.5元", [("26天", "16天"), ("12.6元", "8.5元")]),
        ("from 6.5 to 2.0 hours", [("6.5", "2.0 hours")]),
        ("NPS 18 → 35", [("18", "35")]),
        ("由2026年的82%提高到90%", []),
    ],
)
def test_it_reads_pairs(text, pairs):
    found = list(find_pairs(text))
    assert [(start.written.strip(), end.written.strip()) for start, end in found] == pairs
    assert all(start.kind == end.kind for start, end in found)


@pytest.mark.parametrize(
    ("unit", "kind", "one"),
    [
        ("%", "percent", 1),
        ("个百分点", "points", 1),
        ("percentage points", "points", 1),
        ("分（五分制）", "score", 1),
        ("points", "score", 1),
        ("分钟", "time", 60),
        ("hours", "time", 3600),
        ("天", "time", 86400),
        ("万元", "amount", 10_000),
        ("CNY 10,000", "amount", 10_000),
        ("元/户", "amount", 1),
        ("个/千次", "amount", 1),
        ("households", "amount", 1),
        ("months", "amount", 1),
    ],
)
def test_it_knows_what_units_measure(unit, kind, one):
    assert (kind_of_unit(unit), measure(Decimal(1), unit)) == (kind, one)


@pytest.mark.parametrize(
    ("text", "named"), [("由K1、K2衡量", True), ("由K10衡量", False), ("K1.2已完成", False), ("见XK1", False)]
)
def test_it_tells_an_id_from_a_longer_one(text, named):
    assert names_id(text, "K1") is named
