"""A document leaves out gracefully what its spec leaves out."""

from itertools import pairwise

import pytest

from docgen.document import blocks as tree
from docgen.document.text import document_text
from docgen.spec.models import GoalSpec
from tests.support.changing import errors_of, without
from tests.support.making import SAMPLES, as_json, make, make_sample, sample_data

OPTIONAL = sorted(name for name, field in GoalSpec.model_fields.items() if not field.is_required())
CASES = [
    pytest.param(path, block, id=f"{path.stem}-{block}")
    for path in SAMPLES
    for block in OPTIONAL
    if block in sample_data(path)
]


def flat(blocks):
    """Yield headings and blocks that say something, in reading order."""
    for block in blocks:
        if isinstance(block, tree.Section | tree.Group):
            yield from flat(block.children)
        elif isinstance(block, tree.Heading | tree.Figure) or document_text([block]):
            yield block


def empty_headings(blocks):
    """The words of headings with nothing under them."""
    empty = []
    line = [*flat(blocks), None]
    for heading, behind in pairwise(line):
        if isinstance(heading, tree.Heading) and (
            behind is None or (isinstance(behind, tree.Heading) and behind.level <= heading.level)
        ):
            empty.append(document_text([heading]))
    return empty


def empty_tables(blocks):
    """The descriptions of tables with a head and nothing below it."""
    for block in blocks:
        if isinstance(block, tree.Table):
            if not any(document_text(cell.children) for row in block.body for cell in row.cells):
                yield block.description
        elif isinstance(block, tree.Section | tree.Group | tree.Callout):
            yield from empty_tables(block.children)


def check(made):
    body = made.document.body
    assert made.warnings == ()
    assert empty_headings(body) == []
    assert list(empty_tables(body)) == []
    entries = [e.href[1:] for block in walk(body) if isinstance(block, tree.Contents) for e in block.entries]
    numbered = [h.id for h in walk(body) if isinstance(h, tree.Heading) and h.number]
    assert entries == numbered


def walk(blocks):
    for block in blocks:
        yield block
        if isinstance(block, tree.Section | tree.Group):
            yield from walk(block.children)


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_has_no_empty_heading_or_table(path):
    check(make_sample(path, "zh"))


@pytest.mark.parametrize(("path", "block"), CASES)
def test_it_renders_without(path, block):
    made = make(as_json(without(sample_data(path), block)), "zh", outputs=("docx", "html"))
    check(made)


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_renders_the_least_a_spec_can_say(language):
    data = sample_data(SAMPLES[0])
    for block in OPTIONAL:
        if block in data:
            data = without(data, block)
    goal = data["goals"][0]
    data["goals"] = [{key: goal[key] for key in ("id", "title", "outcome", "due", "owner")} | {"weight": 100}]
    made = make(as_json(data), language)
    check(made)
    assert set(made.artifacts) == {"pdf", "docx", "html"}


def test_it_finds_a_heading_with_nothing_under_it():
    text = (tree.Text("x"),)
    one, two = tree.Heading(1, text), tree.Heading(2, text)
    words = tree.Paragraph(text)
    assert empty_headings([tree.Section((one, two, words)), one, words]) == []
    assert empty_headings([one, tree.Group((one,)), words]) == ["x"]
    assert empty_headings([one, two, one, words, two]) == ["x", "x"]


EMPTY = ({}, [])


@pytest.mark.parametrize("block", OPTIONAL)
def test_it_says_nothing_of_a_block_without_content(block):
    """An empty block is written by people who work from a form; where it may be empty, it leaves no heading."""
    data = sample_data(SAMPLES[0])
    data = without(data, block) if block in data else data
    for empty in EMPTY:
        filled = {**data, block: empty}
        if not errors_of(filled):
            check(make(as_json(filled), "zh", outputs=("html",)))
