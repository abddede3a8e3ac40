import subprocess
import sys

from tests.support.making import ROOT
from tests.support.pictures_office import find_office

ROWS = [
    "PDF from spec : weasyprint loop",
    "PDF from spec : the same loop, tagged too",
    "DOCX from spec : docxtpl fill",
    "Word template filled : docxtpl, opened anew",
    "PDF of 60 KPIs : 50 KPIs, each KPI",
    "DOCX of 60 KPIs : 50 KPIs, each KPI",
    "docgen --help : bare click --help",
    "docgen check : docgen --help",
    "docgen generate (PDF) : weasyprint script",
    "memory after 4 : after 2 documents",
    "bulk of 2, 2 workers : 1 worker",
    "bulk, 1 worker : plain loop, one process",
    "bulk of 2 unchanged, again : first run",
    *(["PDF + DOCX of 2 : docxtpl + LibreOffice"] if find_office() else []),
    "each DOCX of 4 people : of 2",
    "plan of 50 people : a minute",
    "memory of a plan of 50 people : 600 MiB",
]


def test_it_measures_every_row():
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench", "--quick"], cwd=ROOT, check=True, capture_output=True, text=True
    )
    head, *lines = done.stdout.splitlines()
    assert head.startswith("ours : peer")
    assert [line[:46].rstrip() for line in lines] == ROWS
    for line in lines:
        ratio = float(line[68:76])
        assert 0 <= ratio < 1000, line
