"""What nobody may leave without asking: everything that makes a file has it proved."""

import ast
from pathlib import Path

PIPELINE = Path(__file__).parents[2] / "docgen" / "pipeline"
MAKERS = {"writer.write", "filler.fill", "bind_pdf"}
"""Calls by which a file comes about in the pipeline."""


def called(tree):
    return {ast.unparse(node.func) for node in ast.walk(tree) if isinstance(node, ast.Call)}


def makers():
    for path in sorted(PIPELINE.glob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef) and (made := called(node) & MAKERS):
                yield f"{path.stem}.{node.name}", made, any(name.endswith(".stop") for name in called(node))


def test_it_finds_every_way_in_which_a_file_comes_about():
    assert {way for _, made, _ in makers() for way in made} == MAKERS


def test_it_proves_every_file_where_it_comes_about():
    assert [name for name, _, asks in makers() if not asks] == []
