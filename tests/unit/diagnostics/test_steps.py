import logging

import pytest

from docgen.diagnostics.steps import CHILD, LOGGER, detail, is_heard, note, step


@pytest.fixture
def lines(caplog):
    caplog.set_level(logging.INFO, LOGGER)
    return caplog


def test_it_tells_how_long_a_step_took(lines):
    with step("read", file="goals.yaml"):
        pass
    (said,) = lines.messages
    assert said.startswith("step=read ms=")
    assert said.endswith(" file=goals.yaml")


def test_it_names_the_kind_of_a_failure_and_not_its_words(lines):
    with pytest.raises(ValueError, match="canary"), step("read"):
        raise ValueError("canary")
    assert lines.messages[0].endswith("failed=ValueError")


@pytest.mark.parametrize(
    ("value", "shown"),
    [
        ("out/目标.yaml", "file=out/目标.yaml"),
        ("two words", 'file="two words"'),
        ("line\nbreak", r'file="line\nbreak"'),
        ("\u2028\x1b", r'file="\u2028\u001b"'),
        ("", 'file=""'),
        (3, "file=3"),
        (True, "file=true"),
        (None, ""),
    ],
)
def test_it_keeps_every_line_one_line(lines, value, shown):
    note("spec", file=value)
    assert lines.messages == [f"step=spec {shown}".strip()]


def test_it_keeps_details_for_those_who_ask(lines):
    detail("fonts", families="Inter")
    assert lines.messages == []
    lines.set_level(logging.DEBUG, LOGGER)
    detail("fonts", families="Inter")
    assert lines.messages == ["step=fonts families=Inter"]


def test_it_knows_whether_somebody_hears_of_children(lines):
    assert is_heard()
    lines.set_level(logging.WARNING, CHILD)
    assert not is_heard()


def test_it_says_nothing_where_nobody_listens(caplog):
    with step("read"):
        note("spec")
    assert caplog.messages == []
