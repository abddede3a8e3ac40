import ast
from pathlib import Path

import pytest

PACKAGE = Path(__file__).parents[2] / "docgen"
FILES = sorted(PACKAGE.rglob("*.py"))
LONGEST_FILE = 400
LONGEST_FUNCTION = 40


def name(path):
    return path.relative_to(PACKAGE).as_posix()


@pytest.mark.parametrize("path", FILES, ids=name)
def test_it_keeps_files_short(path):
    assert len(path.read_text(encoding="utf-8").splitlines()) <= LONGEST_FILE


@pytest.mark.parametrize("path", FILES, ids=name)
def test_it_keeps_functions_short(path):
    nodes = ast.walk(ast.parse(path.read_text(encoding="utf-8")))
    functions = [node for node in nodes if isinstance(node, (ast.FunctionDef, ast.AsyncFunctionDef))]
    long = {f.name: size for f in functions if (size := f.end_lineno - f.lineno + 1) > LONGEST_FUNCTION}
    assert long == {}


@pytest.mark.parametrize("path", FILES, ids=name)
def test_it_names_rooms_after_what_they_do(path):
    allowed = {"spec/models/base.py"}  # the bricks of the models
    assert path.stem not in {"utils", "helpers", "common", "manager", "base"} or name(path) in allowed
