"""What docgen makes is well: the doctor finds nothing to mend in any sample."""

import pytest

from docgen.diagnostics import Severity
from docgen.doctor.documents import examine_content
from tests.support.making import CASES, make_sample

EVERY = [pytest.param(case, marks=pytest.mark.xdist_group(case.name), id=case.name) for case in CASES]


@pytest.mark.parametrize("output", ["docx", "pdf"])
@pytest.mark.parametrize("case", EVERY)
def test_it_finds_nothing_to_mend(case, output):
    made = make_sample(case.path, case.language, case.pack)
    findings = examine_content(made.artifacts[output].content, f"{case.name}.{output}")
    assert [f"{f.code} {dict(f.facts)}" for f in findings if f.severity is not Severity.INFO] == []
