import ast
import subprocess
import sys
from pathlib import Path

import pytest

import docgen

PACKAGE = Path(docgen.__file__).parent
MODULES = sorted(PACKAGE.rglob("*.py"))


def public_names(path):
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Assign) and ast.unparse(node.targets[0]) == "__all__":
            return ast.literal_eval(node.value)
    return []


def defined_names(path):
    tree = ast.parse(path.read_text(encoding="utf-8"))
    for node in ast.walk(tree):
        match node:
            case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
                yield name
            case ast.Name(id=name, ctx=ast.Store()):
                yield name
            case ast.ImportFrom(names=names) | ast.Import(names=names):
                yield from (alias.asname or alias.name for alias in names)


def kind(name):
    """Constants, then classes, then functions, as the linter sorts."""
    return (0 if name.isupper() and len(name) > 1 else 1 if name[0].isupper() else 2, name)


@pytest.mark.parametrize("path", MODULES, ids=lambda path: path.relative_to(PACKAGE).as_posix())
def test_it_lists_public_names_sorted_and_only_those_there_are(path):
    names = public_names(path)
    assert names == sorted(names, key=kind)
    if path != PACKAGE / "__init__.py":  # its names are loaded when they are asked for
        assert set(names) <= set(defined_names(path))


@pytest.mark.parametrize("name", docgen.__all__)
def test_it_loads_every_public_name(name):
    assert getattr(docgen, name) is not None
    assert name in dir(docgen)


def test_it_has_no_other_name():
    with pytest.raises(AttributeError):
        docgen.no_such_name  # noqa: B018 - the attribute access is the test


@pytest.mark.parametrize("statement", ["import docgen", "import docgen; docgen.__all__"])
def test_it_costs_nothing_to_import(statement):
    assert loaded_by(statement) & {*HEAVY, "click"} == set()


def test_it_shows_help_with_click_alone():
    statement = "import sys; sys.argv = ['docgen', '--help']\ntry:\n import docgen.cli; docgen.cli.main()\nexcept SystemExit: pass"
    loaded = loaded_by(statement)
    assert "click" in loaded
    assert loaded & HEAVY == set()


HEAVY = {
    "babel", "cffi", "docx", "fontTools", "importlib.metadata", "jinja2", "lxml", "PIL", "pydantic", "rich",
    "weasyprint", "yaml",
}  # fmt: skip


def loaded_by(statement):
    """Run a statement in a new process and return the modules it left loaded."""
    probe = f"{statement}\nimport sys; print('\\n' + '\\n'.join(sys.modules))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)
    return set(done.stdout.split("\n"))
