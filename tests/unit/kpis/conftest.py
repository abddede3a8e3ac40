from pathlib import Path

import pytest

from docgen.kpis.lay import lay
from docgen.kpis.library import built_in, read_library

COMPANY = Path(__file__).parents[2] / "cases" / "kpis" / "company.yaml"


@pytest.fixture(scope="session")
def company():
    """Our library with that of a company laid over it."""
    return lay(built_in(), read_library(COMPANY.read_bytes(), COMPANY.name), "acme")
