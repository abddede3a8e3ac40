"""One document of every format, made as users make it, and small ways to spoil it."""

import pytest

from tests.support.making import SAMPLES, make_sample


@pytest.fixture(scope="session")
def made():
    return make_sample(SAMPLES[1], "zh")
