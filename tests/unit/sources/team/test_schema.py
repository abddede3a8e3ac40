"""The schemas of team files and mappings, and the samples that people copy."""

import datetime
import json
from pathlib import Path

import jsonschema
import pytest
import yaml

from docgen.diagnostics import Severity
from docgen.pipeline.checking import inspect
from docgen.sources.opening import open_source
from docgen.sources.team.schema import rows_schema, team_schema

SAMPLES = Path(__file__).parents[4] / "samples" / "team"


def plain(path):
    return json.loads(json.dumps(yaml.safe_load(path.read_text(encoding="utf-8")), default=str))


@pytest.mark.parametrize(
    ("schema", "name"), [(team_schema, "team.yaml"), (rows_schema, "rows/people.map.yaml")]
)
def test_it_takes_the_samples(schema, name):
    validator = jsonschema.Draft202012Validator(schema())
    validator.check_schema(schema())
    assert [each.message for each in validator.iter_errors(plain(SAMPLES / name))] == []


@pytest.mark.parametrize(
    ("schema", "wrong"),
    [
        (team_schema, {"team": 2, "people": [{}]}),
        (team_schema, {"team": 1, "people": []}),
        (team_schema, {"team": 1, "people": [{"gaols": {}}]}),
        (team_schema, {"team": 1, "people": [{}], "shared": {"persons": {}}}),
        (team_schema, {"team": 1, "people": [{}], "shared": {"person": {"name": "a"}}}),
        (team_schema, {"team": 1, "people": [{"kpis": {"K1": {"share": 120}}}]}),
        (rows_schema, {"columns": {"a": "person.name"}}),
        (rows_schema, {"columns": {}, "spec": "base.yaml"}),
        (rows_schema, {"columns": {"a": "b"}, "spec": "base.yaml", "row": "x"}),
    ],
)
def test_it_refuses_what_docgen_refuses(schema, wrong):
    assert list(jsonschema.Draft202012Validator(schema()).iter_errors(wrong))


def test_it_says_everything_in_both_languages():
    for schema in (team_schema(), rows_schema()):
        parts = [
            *schema["properties"].values(),
            *schema["$defs"].get("TeamPerson", {}).get("properties", {}).values(),
        ]
        assert all(part["description"].count("\n") == 1 for part in parts)


@pytest.mark.parametrize(("name", "people"), [("team.yaml", 6), ("rows/people.map.yaml", 5)])
def test_it_finds_nothing_wrong_with_the_samples(name, people):
    source = open_source([str(SAMPLES / name)])
    entries = list(source.entries())
    assert len(entries) == people
    for entry in entries:
        outcome = inspect(source, entry, today=datetime.date(2027, 1, 4))
        assert outcome.diagnostics == ()
        assert [
            each.diagnostic.code for each in outcome.review.open if each.diagnostic.severity != Severity.INFO
        ] == []
    assert all(each.severity == Severity.INFO for each in source.remarks)


def test_it_tells_what_the_whole_team_has():
    source = open_source([str(SAMPLES / "team.yaml")])
    shared = source.shared("")
    assert shared.data["kpis"][0]["target"] == 1800
    assert shared.locate(("kpis", 0, "target")).line > shared.locate(("goals",)).line
    parts = [source.read(entry).data["kpis"] for entry in source.entries()]
    arr = [kpi["target"] for kpis in parts for kpi in kpis if kpi["id"] == "K1"]
    assert (len(arr), sum(arr)) == (5, 1800)
