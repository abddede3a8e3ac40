"""Words of either language lead to the indicators that are meant."""

import pytest

from docgen.kpis.library import built_in
from docgen.kpis.search import nearest_indicator, search


def names(*words, library=None):
    return [each.id for each in search(library or built_in(), words)]


@pytest.mark.parametrize(
    ("words", "first"),
    [
        (["留存"], ["retention_d1", "retention_d7", "retention_d30", "nrr", "grr"]),
        (["retention"], ["retention_d1", "retention_d7", "retention_d30"]),
        (["RETENTION"], ["retention_d1"]),
        (["流失"], ["user_churn", "logo_churn", "key_turnover"]),
        (["churn"], ["user_churn", "logo_churn"]),
        (["NPS"], ["nps"]),
        (["nps"], ["nps"]),
        (["ＮＰＳ"], ["nps"]),
        (["净推荐值"], ["nps"]),
        (["retention_d30"], ["retention_d30"]),
        (["用户增长"], ["new_users", "user_growth_rate"]),
        (["用户满意度"], ["csat", "satisfaction_score"]),
        (["revenue", "growth"], ["revenue_growth"]),
        (["revenue growth"], ["revenue_growth"]),
        (["收入", "增长"], ["revenue_growth", "product_revenue"]),
        (["差评"], ["negative_feedback"]),
        (["客诉"], ["negative_feedback"]),
        (["SLA"], ["availability", "data_on_time"]),
        (["service xyzzy"], ["availability", "self_service"]),
    ],
)
def test_it_puts_the_best_first(words, first):
    assert names(*words)[: len(first)] == first


def test_it_finds_an_indicator_by_every_name_and_word_it_has():
    for name, indicator in built_in().indicators.items():
        for word in (name, *indicator.name, *indicator.words):
            assert name in names(word), word


@pytest.mark.parametrize(
    ("word", "first"), [("retenton", "retention_d1"), ("降低流失", "user_churn"), ("promotor", "nps")]
)
def test_it_finds_what_is_written_nearly_right(word, first):
    assert names(word)[0] == first


@pytest.mark.parametrize("word", ["xyzzy", "啊", "，", " ", "日" * 500])
def test_it_finds_nothing_where_there_is_nothing(word):
    assert names(word) == []


def test_it_takes_words_of_letters_from_their_beginning():
    assert names("ease") == ["ces"]  # ease of use, and no release
    assert "lead_time" in names("rele")


def test_it_searches_a_company_s_words_and_not_what_is_hidden(company):
    assert names("复访", library=company) == ["retention_d30"]
    assert names("store", library=company)[0] == "到店人次"
    assert "nps" not in names("推荐", library=company)


def test_it_names_the_nearest_by_id_or_name():
    library = built_in()
    assert nearest_indicator(library, "retention-d30") == "retention_d30"
    assert nearest_indicator(library, "净推荐") == "nps"
    assert nearest_indicator(library, "customer satisfaction") == "csat"
    assert nearest_indicator(library, "内部口径") is None
