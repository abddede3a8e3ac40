"""A pack of one section, a spec of one goal, and writers of plain text that come as plug-ins."""

import sys

import pytest

PACK = {
    "pack.yaml": "name: plain\ntitle: {zh: 朴素, en: Plain}\nsections: [goals]\noutputs: [html]\n",
    "labels/zh.yaml": "hello: 您好\n",
    "labels/en.yaml": "hello: Hello\n",
    "document.html.j2": (
        '<!DOCTYPE html><html lang="{{ locale.tag }}"><head><title>{{ document.title }}</title></head><body>'
        "{% for section in sections %}{{ section.html }}{% endfor %}</body></html>"
    ),
    "sections/goals.html.j2": '<h1 id="g">{{ labels.hello }} {{ person.name }} {{ today }}</h1>',
}
SPEC = """\
schema: 1
document: {title: 目标书}
organization: {name: 某公司}
person: {name: 林一}
period: {start: 2026-01-01, end: 2026-12-31}
goals:
  - {id: G1, title: 目标, outcome: 成果, weight: 100, due: 2026-12-31, owner: 林一}
"""
WRITERS = '''\
from docgen.diagnostics import Checked, DocgenError, report
from docgen.document.model import Artifact


class Text:
    """Writes the HTML and, behind it, the page numbers it was told."""

    suffix = ".txt"
    media_type = "text/plain"

    def __init__(self, theme):
        self.theme = theme

    def write(self, document):
        told = f"{document.html} pages={dict(document.pages)}"
        return Checked(Artifact(told.encode(), self.media_type, self.suffix))


class Paged(Text):
    """Knows pages, as a layout does."""

    suffix = ".pages"

    def write(self, document):
        return Checked(Artifact(b"paged", self.media_type, self.suffix, pages={"g": 7}))


class Failing(Text):
    def write(self, document):
        raise DocgenError([report("DG804", folder="x", problem="y")])


class Remarking(Text):
    """Makes a file and has something to say that has no place."""

    def write(self, document):
        return Checked(super().write(document).value, (report("DG606", characters=("x",)),))


class Unable(Text):
    def __init__(self, theme):
        raise DocgenError([report("DG803", folder="x")])


class Nothing:
    pass
'''
CLAIMS = (
    "failing:Failing",
    "nothing:Nothing",
    "paged:Paged",
    "remarking:Remarking",
    "text:Text",
    "unable:Unable",
    "broken:None.here",
)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    for name, text in PACK.items():
        path = tmp_path / "plain" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    (tmp_path / "goals.yaml").write_text(SPEC, encoding="utf-8")
    guests = tmp_path / "guests"
    info = guests / "guest-1.0.dist-info"
    info.mkdir(parents=True)
    (guests / "plain_writers.py").write_text(WRITERS, encoding="utf-8")
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: guest\nVersion: 1.0\n")
    claims = (f"{name} = plain_writers:{target}" for name, target in (c.split(":") for c in CLAIMS))
    (info / "entry_points.txt").write_text("[docgen.writers]\n" + "\n".join(claims))
    monkeypatch.setattr(sys, "path", [str(guests), *sys.path])
    monkeypatch.delitem(sys.modules, "plain_writers", raising=False)  # of the folder of another test
    return tmp_path
