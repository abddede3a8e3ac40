"""What the goals of a team come to."""

import pytest

from docgen.bulk.binders.front import show
from docgen.bulk.binders.overview import MAX_COLUMNS, main_language, roll_up
from docgen.pipeline.brief import Brief, GoalBrief, KpiBrief
from docgen.spec.reader import read

SHARED = """
goals:
  - {id: G1, title: {zh: 提升留存, en: Keep customers}}
strategy:
  - {id: S1, text: {zh: 健康增长, en: Healthy growth}}
  - {id: S2, text: {zh: 降本, en: Lower costs}}
kpis:
  - {id: K1, name: {zh: 合同额, en: Contracts}, unit: {zh: 万元, en: CNY}, target: 1000}
"""


def goal(title, weight="100", id_="G1", strategy=()):
    return GoalBrief(id_, title, weight, "2027-12-31", strategy)


def kpi(target, name="合同额", unit="万元", id_="K1", **more):
    return KpiBrief(id_, "G1", name, unit, more.pop("direction", "higher"), None, target, "50", **more)


def brief(name, *, goals=(), kpis=(), language="zh", strategy=(), **more):
    told = dict.fromkeys(("title", "number", "version", "employee", "position", "department", "manager"), "")
    days = {"period": "2027", "start": "2027-01-01", "end": "2027-12-31"}
    more = {"stage": "plan", **more}
    return Brief(
        language=language,
        name=name,
        milestones=0,
        goals=goals,
        kpis=kpis,
        strategy=strategy,
        **told,
        **days,
        **more,
    )


def of_team(*briefs, shared=None):
    return roll_up("东区", briefs, read(shared.encode(), "team.yaml") if shared else None)


class TestWeights:
    def test_it_gives_a_column_to_goals_that_several_people_have(self):
        found = of_team(
            brief("李娜", goals=(goal("提升留存", "60"), goal("自己的事", "40", "G2"))),
            brief("王磊", goals=(goal("新业务", "30"), goal("提升留存 ", "50", "G2"))),
        )
        assert [(each.title, each.people) for each in found.columns] == [("提升留存", 2)]
        assert [[each.column for each in member.goals] for member in found.members] == [[0, None], [None, 0]]

    def test_it_says_whose_weights_are_not_a_hundred(self):
        found = of_team(
            brief("李娜", goals=(goal("一", "33.5"), goal("二", "66.5"))),
            brief("王磊", goals=(goal("三", "90"),)),
        )
        assert [(each.total, each.is_full) for each in found.members] == [("100", True), ("90", False)]

    def test_it_knows_one_goal_in_two_languages_from_the_team_file(self):
        found = of_team(
            brief("李娜", goals=(goal("提升留存"),)),
            brief("Ada", goals=(goal("Keep customers"),), language="en"),
            shared=SHARED,
        )
        assert [(each.title, each.people) for each in found.columns] == [("提升留存", 2)]

    def test_it_gives_no_column_to_a_chance_meeting_in_a_large_team(self):
        people = [brief(f"员工{n}", goals=(goal("同一目标" if n < 2 else f"目标{n}"),)) for n in range(11)]
        assert of_team(*people).columns == ()
        assert of_team(*people[:10]).columns != ()

    def test_it_keeps_the_table_narrow(self):
        goals = tuple(goal(f"目标{n}", "5", f"G{n}") for n in range(20))
        found = of_team(
            brief("李娜", goals=goals), brief("王磊", goals=goals), brief("赵敏", goals=goals[14:])
        )
        assert [each.title for each in found.columns] == [f"目标{n}" for n in range(14, 14 + MAX_COLUMNS)]


class TestAlignment:
    def test_it_names_who_serves_an_item_and_items_that_nobody_serves(self):
        strategy = (("S1", "健康增长"),)
        found = of_team(
            brief("李娜", goals=(goal("一", strategy=("S1",)),), strategy=strategy),
            brief("王磊", goals=(goal("二", "40", "G7", ("S1",)),), strategy=strategy),
            shared=SHARED,
        )
        assert [(each.id, each.text) for each in found.alignment] == [("S1", "健康增长"), ("S2", "降本")]
        assert [(each.member, each.goal, each.weight) for each in found.alignment[0].served_by] == [
            (0, "G1", "100"),
            (1, "G7", "40"),
        ]
        assert found.alignment[1].served_by == ()

    def test_it_keeps_two_meanings_of_one_id_apart(self):
        found = of_team(
            brief("李娜", goals=(goal("一", strategy=("S1",)),), strategy=(("S1", "增长"),)),
            brief("王磊", goals=(goal("二", strategy=("S1",)),), strategy=(("S1", "安全"),)),
        )
        assert [(each.text, len(each.served_by)) for each in found.alignment] == [("增长", 1), ("安全", 1)]

    def test_it_names_goals_that_serve_nothing(self):
        found = of_team(brief("李娜", goals=(goal("一"), goal("二", "20", "G2", ("S1",)))))
        assert [(each.member, each.goal) for each in found.loose] == [(0, "G1")]


class TestSums:
    def test_it_holds_the_sum_of_people_against_the_target_of_the_team(self):
        found = of_team(brief("李娜", kpis=(kpi("400"),)), brief("王磊", kpis=(kpi("550.5"),)), shared=SHARED)
        (total,) = found.kpis
        assert (total.target, total.total, total.difference) == ("1000", "950.5", "-49.5")
        assert (total.covered, total.is_met) == ("95.1", False)
        assert [(each.member, each.value, each.share) for each in total.carriers] == [
            (0, "400", "42.1"),
            (1, "550.5", "57.9"),
        ]

    @pytest.mark.parametrize(("second", "is_met"), [("399", True), ("400", True), ("401", False)])
    def test_it_wants_no_more_than_the_target_where_less_is_better(self, second, is_met):
        first, second = kpi("600", direction="lower"), kpi(second, direction="lower")
        found = of_team(brief("李娜", kpis=(first,)), brief("王磊", kpis=(second,)), shared=SHARED)
        assert found.kpis[0].is_met is is_met

    @pytest.mark.parametrize("others", ["1000", "1200"])
    def test_it_takes_a_target_that_each_person_has_for_no_target_of_the_team(self, others):
        found = of_team(brief("李娜", kpis=(kpi("900"),)), brief("王磊", kpis=(kpi(others),)), shared=SHARED)
        assert (found.kpis[0].target, found.kpis[0].covered) == (None, None)

    def test_it_does_not_ask_a_part_of_the_team_to_reach_the_whole_target(self):
        found = roll_up("东区", [brief("李娜", kpis=(kpi("400"),))], read(SHARED.encode(), "t"), is_part=True)
        assert (found.kpis[0].covered, found.kpis[0].is_met) == ("40", None)

    def test_it_knows_a_kpi_of_the_team_by_its_name_in_another_language(self):
        found = of_team(
            brief("Ada", kpis=(kpi("7", "contracts", "CNY", "K9"),), language="en"), shared=SHARED
        )
        assert [(each.name, each.total) for each in found.kpis] == [("Contracts", "7")]

    def test_it_adds_what_several_people_have_without_a_team_file(self):
        found = of_team(
            brief("李娜", kpis=(kpi("3", "新签客户", "家", "K1"), kpi("1", "独有", "家", "K2"))),
            brief("王磊", kpis=(kpi("4", "新签客户", "家", "K5"),)),
        )
        assert [(each.name, each.target, each.total) for each in found.kpis] == [("新签客户", None, "7")]

    @pytest.mark.parametrize(
        ("unit", "how"),
        [
            ("%", ""),
            ("%", "sum"),
            ("分", ""),
            ("小时", ""),
            ("倍", ""),
            ("万元/户", ""),
            ("家", "mean"),
            ("天", "median"),
        ],
    )
    def test_it_does_not_add_what_makes_no_sum(self, unit, how):
        one = kpi("90", "同一指标", unit, aggregation=how)
        assert of_team(brief("李娜", kpis=(one,)), brief("王磊", kpis=(one,))).kpis == ()

    @pytest.mark.parametrize(
        ("unit", "how"), [("小时", "sum"), ("家", "end_of_period"), ("把", ""), ("万元", "cumulative")]
    )
    def test_it_adds_what_does(self, unit, how):
        one = kpi("40", "同一指标", unit, aggregation=how)
        assert [s.total for s in of_team(brief("李娜", kpis=(one,)), brief("王磊", kpis=(one,))).kpis] == [
            "80"
        ]


class TestResults:
    def test_it_counts_grades_and_takes_the_mean_of_scores(self):
        found = of_team(
            brief("李娜", score="91.5", grade="A"),
            brief("王磊", score="80", grade="B"),
            brief("赵敏", grade="A"),
        )
        assert found.grades == (("A", 2), ("B", 1))
        assert found.average == "85.75"

    def test_it_speaks_the_language_of_most_documents(self):
        assert main_language([brief("Ada", language="en"), brief("Bo", language="en"), brief("李娜")]) == "en"
        assert main_language([brief("Ada", language="en"), brief("李娜")]) == "zh"


class TestWhatIsShown:
    def test_it_writes_figures_as_people_read_them(self):
        people = (brief("李娜", kpis=(kpi("40000"),)), brief("王磊", kpis=(kpi("1500.5"),)))
        shared = SHARED.replace("1000}", "50000}")
        (shown,) = show(of_team(*people, shared=shared), absent=0)["sums"]
        assert (shown["total"], shown["difference"], shown["covered"]) == ("41,500.5", "−8,499.5", "83%")

    def test_it_names_a_person_once_with_all_goals_that_serve_an_item(self):
        goals = (goal("一", "50", "G1", ("S1",)), goal("二", "50", "G2", ("S1",)))
        shown = show(of_team(brief("李娜", goals=goals, strategy=(("S1", "增长"),))), absent=0)
        assert shown["alignment"][0]["people"] == [{"name": "李娜", "goals": ["G1", "G2"]}]
