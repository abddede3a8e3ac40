"""A Word file is valid for others too: Microsoft's own SDK, and openxml-audit.

Where the SDK is missing, openxml-audit judges alone, and the summary of the tests says so.
"""

import zipfile

import pytest

from tests.support.making import CASES, SAMPLES, make_sample
from tests.support.validators import SDK, ask_sdk, audit

EVERY = [
    pytest.param(case, marks=pytest.mark.xdist_group(f"{case.path.stem}-{case.language}"), id=case.name)
    for case in CASES
]
VALIDATORS = {"Open XML SDK": ask_sdk if SDK.exists() else audit, "openxml-audit": audit}
FAULTS = {
    "a line that is none": (b'w:val="single"', b'w:val="wavering"'),
    "a paragraph in a paragraph": (b"<w:body>", b"<w:body><w:p><w:p/></w:p>"),
    "a property out of its place": (b"<w:body>", b"<w:body><w:p><w:r/><w:pPr/></w:p>"),
    "a part that is not there": (b"<w:body>", b'<w:body><w:altChunk r:id="rId4711"/>'),
}


@pytest.fixture
def saved(tmp_path):
    def save(case):
        path = tmp_path / f"{case.name}.docx"
        path.write_bytes(make_sample(case.path, case.language, case.pack).artifacts["docx"].content)
        return path

    return save


@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("case", EVERY)
def test_it_writes_word_files_that_a_validator_takes(case, validator, saved):
    assert VALIDATORS[validator](saved(case)) == []


@pytest.mark.xdist_group(f"{SAMPLES[0].stem}-zh")
@pytest.mark.parametrize("validator", VALIDATORS)
@pytest.mark.parametrize("fault", FAULTS)
def test_it_would_hear_of_a_fault(fault, validator, saved, tmp_path):
    sound, broken = saved(CASES[0]), tmp_path / "broken.docx"
    before, after = FAULTS[fault]
    with zipfile.ZipFile(sound) as package, zipfile.ZipFile(broken, "w") as written:
        for name in package.namelist():
            part = package.read(name)
            written.writestr(name, part.replace(before, after, 1) if name == "word/document.xml" else part)
    check = VALIDATORS[validator]
    assert set(check(broken)) > set(check(sound))
