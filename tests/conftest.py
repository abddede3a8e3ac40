"""What every test may ask for."""

from __future__ import annotations

from pathlib import Path

import pytest


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--update", action="store_true", help="write goldens anew; review them in the diff")


@pytest.fixture
def golden(request: pytest.FixtureRequest):
    """Compare text with a golden file, or write it with ``--update``."""

    def check(path: Path, found: str) -> None:
        if request.config.getoption("--update"):
            path.write_text(found, encoding="utf-8")
        assert found == path.read_text(encoding="utf-8")

    return check
