"""Team files: what each person's spec says, and what is wrong with whom."""

import textwrap
from decimal import Decimal
from pathlib import Path

import pytest
import yaml

from docgen.sources.opening import open_source
from tests.support.people import find, value_at

FOLDER = Path(__file__).parents[3] / "cases" / "team"
CASES = sorted(FOLDER.glob("*.yaml"))
SHARED = (FOLDER / "shared.part").read_text(encoding="utf-8")


def write_team(case, folder):
    path = folder / "team.yaml"
    # What a case shares stands below its people, so that its lines are those of the case.
    shared = "" if "shared:" in case["team"] else "shared:\n" + textwrap.indent(SHARED, "  ")
    path.write_text(case["team"] + shared, encoding="utf-8")
    return path


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_makes_of_a_team_what_the_case_says(path, tmp_path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    team = write_team(case, tmp_path)
    specs, found = find(open_source([str(team)]))
    assert found == case.get("found", {})
    for name, values in case.get("expect", {}).items():
        for dotted, expected in values.items():
            value = value_at(specs[name].data, dotted)
            if isinstance(value, int | Decimal) and not isinstance(value, bool):
                value, expected = Decimal(value), Decimal(str(expected))  # noqa: PLW2901
            assert value == (str(expected) if isinstance(value, str) else expected), (name, dotted)


@pytest.mark.parametrize(
    ("content", "wrong"),
    [
        ("team: 1\n", {"source": ["DG727 1:1"]}),
        ("team: 1\nshared:\npeople: [{name: 周以宁, id: E1}]\n", {"E1"}),
        ("team: 1\npeople: [{name: 周以宁, id: E1}]\n", {"E1"}),
    ],
)
def test_it_takes_a_team_that_shares_nothing(tmp_path, content, wrong):
    path = tmp_path / "team.yaml"
    path.write_text(content, encoding="utf-8")
    _, found = find(open_source([str(path)]))
    assert found == wrong or found.keys() == wrong
