"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.pictures_office import INSTALL, find_office
from tests.support.validators import SDK


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write goldens anew; review them in the diff")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """Say what judged less than it would elsewhere."""
    if not SDK.exists():
        terminalreporter.line(
            f"Without {SDK.name} (make setup, npm), openxml-audit alone judged the Word files."
        )
    if not find_office():
        terminalreporter.line(f"Without LibreOffice, nobody looked at the pages of Word files: {INSTALL}")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare text with a golden file, or write it with ``--update``."""

    def check(path: Path, found: str) -> None:
        if request.config.getoption("--update"):
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8")

    return check
