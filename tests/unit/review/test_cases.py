"""Every case under tests/cases/review changes a spec and says which rules speak up because of it."""

import copy
import datetime
import functools
from collections import Counter
from pathlib import Path

import pytest
import yaml

from docgen.diagnostics import DocgenError, Severity
from docgen.diagnostics.catalogue import catalogue
from docgen.diagnostics.sentences import say
from docgen.review.options import Options, WordList
from docgen.review.review import review
from docgen.spec.reader import read
from docgen.spec.validate import validate

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases" / "review"
BASES = {
    **{path.stem: path for path in sorted((CASES / "bases").glob("*.yaml"))},
    **{path.stem: path for path in sorted((ROOT / "samples" / "personal").glob("*.yaml"))},
}
SAMPLES = sorted((ROOT / "samples" / "personal").glob("*.yaml"))
TODAY = datetime.date(2027, 1, 4)


def load(path):
    """Read a file as people read it: every scalar but numbers and true/false is text."""
    loader = yaml.CSafeLoader(path.read_bytes())
    loader.yaml_implicit_resolvers = {
        sign: [(tag, form) for tag, form in known if not tag.endswith("timestamp")]
        for sign, known in yaml.CSafeLoader.yaml_implicit_resolvers.items()
    }
    return loader.get_single_data()


def documents():
    """Every case of every file: a file is one case, or several by name."""
    for path in sorted(CASES.rglob("*.yaml")):
        if path.parent.name == "bases":
            continue
        loaded = load(path)
        several = {None: loaded} if "base" in loaded else loaded
        for name, case in several.items():
            shown = path.relative_to(CASES).with_suffix("").as_posix()
            yield pytest.param(case, id=f"{shown}: {name}" if name else shown)


def found(data, case):
    """Every (rule, place) of the changed spec, errors of validation under the rule they stand for."""
    today = datetime.date.fromisoformat(str(case.get("today", TODAY)))
    raw = read(yaml.safe_dump(data, allow_unicode=True, sort_keys=False).encode(), "case.yaml")
    try:
        spec = validate(raw).value
    except DocgenError as error:
        return Counter((catalogue()[d.code].rule or d.code, dotted(d.where.path)) for d in error.diagnostics)
    said = review(spec, today, options(case.get("options", {})), locate=raw.locate)
    assert all(each.diagnostic.where.line for each in said.findings)
    assert all(is_told(each.diagnostic, language) for each in said.findings for language in ("zh", "en"))
    return Counter((each.rule, dotted(each.diagnostic.where.path)) for each in said.open)


@functools.cache
def found_before(base, today):
    """What a base gives as it is."""
    return found(load(BASES[base]), {"today": today})


def is_told(diagnostic, language):
    """Tell whether the clauses that stay make a sentence."""
    prose = say(diagnostic, language)
    return prose.reason[-1:] in set("。.") and prose.hint[-1:] in set("。.？?")


KINDS = {
    "holidays": lambda days: frozenset(map(datetime.date.fromisoformat, days)),
    "severities": lambda said: {rule: Severity(weighing) for rule, weighing in said.items()},
    "words": lambda lists: {
        name: {
            language: WordList(tuple(change.get("add", ())), tuple(change.get("remove", ())))
            for language, change in by_language.items()
        }
        for name, by_language in lists.items()
    },
}


def options(said):
    """Make options of plain values, each of the kind that stands there by default."""
    usual = Options()
    return Options(
        **{name: KINDS.get(name, type(getattr(usual, name)))(value) for name, value in said.items()}
    )


def dotted(path):
    return ".".join(str(step) for step in path)


def changed(data, case):
    data = copy.deepcopy(data)
    for place in case.get("remove", []):
        *way, last = steps(place)
        del walk(data, way)[last]
    for place, value in case.get("set", {}).items():
        *way, last = steps(place)
        parent = walk(data, way)
        if isinstance(parent, list) and last == len(parent):
            parent.append(value)
        else:
            parent[last] = value
    return data


def steps(place):
    return [int(step) if step.isdecimal() else step for step in place.split(".")]


def walk(data, way):
    """Go down, making what is missing."""
    for step in way:
        if isinstance(data, list) and step == len(data):
            data.append({})
        elif isinstance(data, dict) and not isinstance(data.get(step), dict | list):
            data[step] = {}
        data = data[step]
    return data


def expected(case):
    return Counter((rule, place) for rule, places in case["expect"].items() for place in places)


@pytest.mark.parametrize("case", [*documents()])
def test_it_finds_exactly_what_a_change_spoils(case):
    assert case.keys() <= {"base", "set", "remove", "today", "options", "expect"}
    said = found(changed(load(BASES[case["base"]]), case), case)
    assert dict(said - found_before(case["base"], case.get("today", TODAY))) == dict(expected(case))


@pytest.mark.parametrize("base", [path for path in BASES.values() if path.parent.name == "bases"])
def test_it_finds_nothing_in_a_good_spec(base):
    assert found(load(base), {}) == {}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.stem)
def test_it_finds_no_error_in_the_samples(sample):
    said = found(load(sample), {})
    assert {rule for rule, _ in said if catalogue()[rule].severity == "error"} == set()
