"""The published schema of a library file: complete, right, and fit for the library there is."""

from importlib.resources import files

import pytest
import yaml
from jsonschema import Draft202012Validator

from docgen.kpis.entries import LibraryFile
from docgen.kpis.schema import descriptions, json_schema
from tests.unit.kpis.conftest import COMPANY

OURS = files("docgen.kpis").joinpath("library.yaml")


def test_it_is_a_schema():
    Draft202012Validator.check_schema(json_schema())


def test_it_describes_every_key_in_both_languages_and_no_other():
    schema = LibraryFile.model_json_schema()
    parts = ((LibraryFile.__name__, schema), *schema["$defs"].items())
    keys = {name: {"", *part["properties"]} for name, part in parts if "properties" in part}
    assert keys == {name: set(said) for name, said in descriptions().items() if name != "Text"}
    pairs = [pair for said in descriptions().values() for pair in said.values()]
    assert all(len(pair) == 2 and all(each.strip() for each in pair) for pair in pairs)


@pytest.mark.parametrize("file", [OURS, COMPANY], ids=["ours", "company"])
def test_it_finds_nothing_in_libraries_that_are_right(file):
    loaded = yaml.safe_load(file.read_text(encoding="utf-8"))
    assert not [each.message for each in Draft202012Validator(json_schema()).iter_errors(loaded)]


@pytest.mark.parametrize(
    "wrong",
    [
        "{indicator: {}}",
        "{indicators: {nps: {titel: x}}}",
        "{indicators: {nps: {direction: up}}}",
        "{indicators: {nps: {guard: {change: -1}}}}",
        "{indicators: {nps: {guard: {changes: 1}}}}",
        "{indicators: {nps: {hidden: 'yes'}}}",
        "{indicators: {'a b': {}}}",
        "{roles: {growth: {indicators: []}}}",
        "{units: {money: [x]}}",
    ],
)
def test_it_finds_what_reading_refuses(wrong):
    assert list(Draft202012Validator(json_schema()).iter_errors(yaml.safe_load(wrong)))


def test_it_gives_examples_that_are_right():
    schema = json_schema()
    for part in (schema, *schema["$defs"].values()):
        for key, field in part.get("properties", {}).items():
            for example in field.get("examples", ()):
                validator = Draft202012Validator({"$defs": schema["$defs"], **field})
                assert not list(validator.iter_errors(example)), f"{key}: {example}"
