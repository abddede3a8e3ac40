"""What is to be pasted into a spec lacks its figures and nothing else."""

import re

import pytest

from docgen.diagnostics import DocgenError
from docgen.kpis.fill import fill
from docgen.kpis.lay import lay
from docgen.kpis.library import built_in, read_library
from docgen.kpis.snippet import write_snippet
from docgen.spec.reader import read
from docgen.spec.validate import validate

HEAD = """\
schema: 1
document: {title: 绩效目标书}
organization: {name: 示例公司}
person: {name: 林知遥}
period: {start: 2027-01-01, end: 2027-12-31}
goals:
  - {id: G1, title: 目标一, outcome: 成果一, weight: 100, due: 2027-12-31, owner: 林知遥}
kpis:
"""
BLANK = re.compile(r"(?<=[\w-]:) (?=[,}])|(?<=[\w-]:)(?=  #|$)")
METHODS = ("anchors", "binary", "levels", "manual", "progress", "range", "ratio", "step", "tiers")


def spec(snippet):
    return read((HEAD + "".join(f"  {line}\n" for line in snippet.splitlines())).encode(), "a.yaml")


def fill_in(snippet):
    """Write something that fits into every blank; a key with deeper lines below it is none."""
    lines = snippet.splitlines()
    filled = []
    for line, below in zip(lines, [*lines[1:], ""], strict=True):
        is_open = len(below) - len(below.lstrip()) > len(line) - len(line.lstrip())
        text = '"各部门"' if re.match(r" *(window|minimum_sample|verifier):", line) else "1"
        value = "100" if line.strip().startswith("weight:") else text
        said = line.replace("as_of: ,", 'as_of: "年末",').replace("source: }", 'source: "报表"}')
        filled.append(said if is_open else BLANK.sub(f" {value}", said))
    return "\n".join(filled)


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("name", built_in().indicators)
def test_it_is_right_as_soon_as_the_blanks_are_filled_in(name, language):
    snippet = write_snippet(built_in().indicators[name], language)
    made = validate(fill(spec(fill_in(snippet)), built_in())).value.kpis[0]
    assert made.lib == name
    assert made.scoring.method == built_in().indicators[name].suggested_scoring
    assert built_in().indicators[name].name[0 if language == "zh" else 1] in snippet


@pytest.mark.parametrize("name", built_in().indicators)
def test_it_lacks_nothing_that_nobody_would_notice(name):
    snippet = write_snippet(built_in().indicators[name], "zh")
    with pytest.raises(DocgenError) as failure:
        validate(fill(spec(snippet), built_in()))
    codes = {each.code for each in failure.value.diagnostics}
    assert {"DG122"} <= codes <= {"DG122", "DG137", "DG138"}


@pytest.mark.parametrize("direction", ["higher", "lower", "range", "maintain"])
@pytest.mark.parametrize("method", METHODS)
def test_it_begins_every_method_for_every_direction(method, direction):
    text = (
        f"indicators: {{a1: {{name: 甲, unit: 个, category: team, direction: {direction}, "
        f"suggested_scoring: {method}}}}}"
    )
    library = lay(built_in(), read_library(text.encode(), "kpis.yaml"), "acme")
    snippet = write_snippet(library.indicators["a1"], "en", id="K7", goal="G1")
    made = validate(fill(spec(fill_in(snippet).replace("low: 1", "low: 0")), library)).value.kpis[0]
    assert (made.id, made.scoring.method) == ("K7", method)


@pytest.mark.parametrize("name", ["true", "7", "7日", "1e99999999999999999999", "null", "+1"])
def test_it_quotes_an_id_that_yaml_would_take_for_something_else(name):
    text = (
        f"indicators: {{{name!r}: {{name: '甲\n\n  乙 # 丙', unit: 个, category: team, direction: higher}}}}"
    )
    library = lay(built_in(), read_library(text.encode(), "kpis.yaml"), "acme")
    snippet = write_snippet(library.indicators[name], "zh")
    assert spec(snippet).data["kpis"][0]["lib"] == name
