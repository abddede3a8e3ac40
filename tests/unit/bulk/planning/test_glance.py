"""A look at a spec sees what reading all of it would see."""

import json

import pytest

from docgen.bulk.model import Who
from docgen.bulk.planning import glance as room
from docgen.bulk.planning.glance import describe, glance
from docgen.diagnostics import DocgenError
from docgen.sources.contract import Entry
from docgen.spec.reader import read
from docgen.workshop.glances import PARTS
from tests.support.making import SAMPLES
from tests.support.specs import a_spec

PLAIN = """# A comment
schema: 1
document:
  title: 绩效目标书   # the title
organization: {name: 示例公司, logo: logo.png}

person:
  name: {zh: 林知遥, en: Lin Zhiyao}
# between
  id: "00418"
period:
  start: 2027-01-01
  end: 2027-12-31
background: |
  person: nobody
  document: none
goals:
- id: G1
"""


class Given:
    """One spec, as bytes."""

    def __init__(self, content):
        self.content = content

    def read(self, _entry):
        return self.content


def look(text, name="goals.yaml"):
    return glance(Given(text.encode() if isinstance(text, str) else text), Entry(name, name)).parts


def whole(text, name="goals.yaml"):
    data = read(text.encode() if isinstance(text, str) else text, name).data
    return {key: data.get(key) for key in PARTS}


def outcome(reading, text):
    """Return what a reading sees, or why it fails."""
    try:
        return reading(text)
    except DocgenError as failure:
        return failure.diagnostics


class TestParts:
    @pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
    def test_it_sees_the_parts_of_a_sample_without_reading_the_rest(self, path, monkeypatch):
        expected = whole(path.read_bytes())
        sizes = []
        monkeypatch.setattr(
            room, "read", lambda content, name: (sizes.append(len(content)), read(content, name))[1]
        )
        assert look(path.read_bytes()) == expected
        assert sizes[0] < path.stat().st_size / 4
        assert len(sizes) == 1

    @pytest.mark.parametrize(
        "text",
        [
            PLAIN,
            PLAIN.replace("\n", "\r\n"),
            "\ufeff" + PLAIN,
            "---\n" + PLAIN + "...\n",
            "%YAML 1.2\n---\n" + PLAIN,
            PLAIN.replace("person:\n", '"person":\n'),
            PLAIN.replace("person:\n", "person :\n"),
            PLAIN.replace("schema: 1", 'note: "first\nperson: second\n\n  "'),
            PLAIN.replace("background: |", 'background: "x\nperiod: y"\nmore: |'),
            PLAIN.replace("title: 绩效目标书", 'title: "绩效\n目标书"'),
            PLAIN.replace("title: 绩效目标书", 'title: "绩效\nperson: 目标书"'),
            PLAIN.replace("name: 示例公司", "name: '示例\n  公司'"),
            json.dumps(a_spec(), ensure_ascii=False),
            "{schema: 1, document: {title: A}, person: {name: B}}",
            "schema: 1\ndocument: {title: A}\nperson:\n",
            PLAIN.encode("utf-16"),
            PLAIN.encode("gb18030"),
        ],
    )
    def test_it_sees_what_reading_all_of_it_would(self, text):
        assert outcome(look, text) == outcome(whole, text)

    def test_it_reads_json_whole(self):
        assert look(json.dumps(a_spec()), "goals.json")["person"] == {"name": "林知遥"}

    @pytest.mark.parametrize("text", ["", "- a\n", "a: [", "\x00"])
    def test_it_fails_as_reading_does(self, text):
        with pytest.raises(DocgenError):
            look(text)


class TestWho:
    def test_it_tells_whom_a_document_is_about_in_its_language(self):
        parts = {
            "document": {"language": "en"},
            "person": {
                "name": {"zh": "林知遥", "en": "Lin  Zhiyao"},
                "id": "00418",
                "department": {"zh": "研发"},
            },
            "period": {"start": "2027-01-01", "end": "2027-12-31"},
        }
        assert describe(parts, None) == (Who("Lin Zhiyao", "00418", "研发"), "en 2027-01-01 2027-12-31")
        assert describe(parts, "zh")[0].name == "林知遥"

    @pytest.mark.parametrize("person", [None, [], "x", {"name": [1], "id": True}, {"name": {}}])
    def test_it_says_nothing_where_nothing_plain_is_written(self, person):
        assert describe({"person": person}, None)[0] == Who()

    def test_it_leaves_out_signs_that_nobody_sees(self):
        assert describe({"person": {"name": "林\u202e知\x00遥\n", "id": 418}}, None)[0] == Who(
            "林 知 遥", "418"
        )
