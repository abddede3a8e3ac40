"""The published schemas of a pack's files: complete, right, and fit for the packs there are."""

import pytest
import yaml
from jsonschema import Draft202012Validator

from docgen.packs.locate import built_in_packs, templates_folder
from docgen.packs.schema import FILES, MODELS, descriptions, json_schema

PACKS = built_in_packs()


def models():
    """List every part of the schemas that has keys: its name and its keys."""
    for model in MODELS.values():
        schema = model.model_json_schema()
        for name, part in ((model.__name__, schema), *schema.get("$defs", {}).items()):
            if "properties" in part:
                yield name, set(part["properties"])


@pytest.mark.parametrize("of", FILES)
def test_it_is_a_schema(of):
    Draft202012Validator.check_schema(json_schema(of))


def test_it_describes_every_key_in_both_languages_and_no_other():
    said = descriptions()
    assert {name: keys | {""} for name, keys in models()} == {
        name: set(keys) for name, keys in said.items() if name not in {"Text", "Labels"}
    }
    assert all(zh.strip() and en.strip() for keys in said.values() for zh, en in keys.values())


def test_it_gives_a_pair_of_sentences_and_nothing_more():
    source = (templates_folder().parent / "docgen" / "packs" / "descriptions.yaml").read_text(
        encoding="utf-8"
    )
    loaded = yaml.safe_load(source)
    assert {len(pair) for keys in loaded.values() for pair in keys.values()} == {2}


@pytest.mark.parametrize("name", PACKS)
@pytest.mark.parametrize("of", FILES)
def test_it_finds_nothing_in_the_built_in_packs(name, of):
    validator = Draft202012Validator(json_schema(of))
    for file in (templates_folder() / name).glob(FILES[of]):
        assert not [
            each.message for each in validator.iter_errors(yaml.safe_load(file.read_text(encoding="utf-8")))
        ]


@pytest.mark.parametrize(
    ("of", "wrong"),
    [
        ("pack", "{name: a, title: {zh: a, en: b}, colums: {}}"),
        ("pack", "{name: a, title: {zh: a, en: b}, columns: {kpis: [nmae]}}"),
        ("pack", "{name: a, title: {zh: a, en: b}, sections: {when: {goals: {stage: finale}}}}"),
        ("pack", "{name: a, title: {zh: a, en: b}, signoff: [{role: x, who: boss}]}"),
        ("pack", "{title: {zh: a, en: b}}"),
        ("brand", "{tables: striped}"),
        ("brand", "{colors: {primary: red}}"),
        ("brand", "{page: {width: 0}}"),
        ("labels", "{words: {colon: 1}}"),
        ("fonts", "{fonts: [{family: Inter}]}"),
    ],
)
def test_it_finds_what_loading_refuses(of, wrong):
    assert list(Draft202012Validator(json_schema(of)).iter_errors(yaml.safe_load(wrong)))


def test_it_gives_examples_that_are_right():
    for of in MODELS:
        schema = json_schema(of)
        for part in (schema, *schema.get("$defs", {}).values()):
            for key, field in part.get("properties", {}).items():
                for example in field.get("examples", ()):
                    validator = Draft202012Validator({"$defs": schema.get("$defs", {}), **field})
                    assert not list(validator.iter_errors(example)), f"{of} {key}: {example}"
