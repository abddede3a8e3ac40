"""A typed spec written down again says the same."""

from pathlib import Path

import pytest

from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.spec.models import GoalSpec
from docgen.spec.plain import as_data
from docgen.spec.reader import read
from docgen.spec.validate import validate

SAMPLES = sorted((Path(__file__).parents[3] / "samples" / "personal").glob("*.yaml"))


@pytest.mark.parametrize("path", SAMPLES, ids=lambda path: path.stem)
def test_it_says_the_same_again(path):
    spec = validate(fill(read(path.read_bytes(), path.name), built_in())).value
    said = as_data(spec)
    assert GoalSpec.model_validate(said) == spec
    assert isinstance(said["document"]["title"], (str, dict))
    assert isinstance(said["period"]["start"], str)
