import pytest

from tests.support.specs import a_spec


@pytest.fixture
def minimal():
    return a_spec()
