"""docgen can be imported on every system: what only some of them have is asked for where it is used."""

import ast
from pathlib import Path

ROOT = Path(__file__).parents[2]
SOME_SYSTEMS_ONLY = {
    "fcntl",
    "grp",
    "msvcrt",
    "posix",
    "pty",
    "pwd",
    "resource",
    "syslog",
    "termios",
    "tty",
    "winreg",
}


def imported_at_once(path):
    """Return the first names of the modules that are imported as soon as this one is."""
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.Import):
            yield from (alias.name.split(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and not node.level:
            yield node.module.split(".")[0]


def test_it_imports_nothing_that_another_system_lacks():
    found = {
        path.relative_to(ROOT).as_posix(): names
        for path in (ROOT / "docgen").rglob("*.py")
        if (names := SOME_SYSTEMS_ONLY & set(imported_at_once(path)))
    }
    assert found == {}
