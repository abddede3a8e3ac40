from docgen.diagnostics import report
from docgen.diagnostics.sentences import say, show, show_line


def test_it_fills_in_the_facts():
    prose = say(report("DG701", name="pdf", group="docgen.writers", claimants=("a:B", "c:D")), "zh")
    assert prose.reason == "名称“pdf”同时被以下程序占用：a:B、c:D。"
    prose = say(report("DG701", name="pdf", group="docgen.writers", claimants=("a:B", "c:D")), "en")
    assert prose.reason == 'The name "pdf" is claimed by: a:B, c:D.'


def test_it_leaves_out_a_clause_about_a_missing_fact():
    assert say(report("DG702", name="odt", likely=()), "en").hint == ""
    assert say(report("DG702", name="odt", likely=()), "en").reason == 'docgen does not know "odt".'


def test_it_leaves_no_half_sentence_behind_a_clause_that_it_leaves_out():
    facts = {"found": "number", "expected": "text", "quoted": '"7"'}
    assert say(report("DG121", **facts), "en").hint == 'Write text. With quotes it is text: "7".'
    shortened = say(report("DG121", **facts, shortened="1.23E+17"), "en").hint
    assert "1.23E+17 looks like a long number that a spreadsheet has shortened; its last digits" in shortened
    assert say(report("DG727", key="Name"), "en").reason == "There is no Name here."


def test_it_prints_braces_of_a_fact_as_they_are():
    assert "{name}{0}" in say(report("DG805", name="{name}{0}"), "en").reason


def test_it_cuts_and_escapes_foreign_text():
    assert show("x" * 100) == "x" * 80 + "…"
    assert show("a\nb\u202ec\udcff") == "a\\nb\\u202ec\\udcff"
    assert show("林一 é") == "林一 é"


def test_it_makes_one_harmless_line_of_a_long_text():
    assert show_line(" 第一行\n  第二\u200b行\t\x9b31m ") == "第一行 第二\\u200b行 \\x9b31m"
    assert len(show_line("长" * 1000)) == 401
