import re
import subprocess
import sys
from importlib.util import find_spec

import pytest

from tests.bench.effort import FULL
from tests.bench.row import Row
from tests.bench.subject import Subject
from tests.bench.table import PAGE, write_table
from tests.bench.tasks import tasks
from tests.bench.words import has_words_of, have_equal_pages, says_just
from tests.support.making import ROOT, make_sample
from tests.support.pdf_text import read_pdf
from tests.support.pictures_office import find_office

OFFICE, PANDOC, TYPST = find_office(), find_spec("pypandoc"), find_spec("typst")
ROWS = {
    "PDF from spec : weasyprint loop": True,
    "PDF from spec : the same loop, tagged too": True,
    "PDF of a shorter one : weasyprint loop": True,
    "DOCX from spec : docxtpl fill": True,
    "DOCX of a shorter one : docxtpl fill": True,
    "DOCX from spec : zipping its finished parts": True,
    "Word template filled : docxtpl, opened anew": True,
    "PDF of 30 KPIs : 20 KPIs, each KPI": True,
    "PDF of 30 KPIs : ten seconds": True,
    "DOCX of 30 KPIs : 20 KPIs, each KPI": True,
    "DOCX from spec : python-docx, naively": True,
    "DOCX from spec : pandoc from our HTML": PANDOC,
    "PDF from spec : Typst, the same words": TYPST,
    "docgen --help : bare click --help": True,
    "docgen check : docgen --help": True,
    "docgen generate (PDF) : weasyprint script": True,
    "peak memory of a worker : weasyprint script": True,
    "memory after 2 : after 1 documents": True,
    "bulk of 2, 2 workers : 1 worker": True,
    "bulk, 1 worker : plain loop, one process": True,
    "PDF + DOCX generated : docxtpl + LibreOffice": OFFICE,
    "bulk of 1 unchanged, again : first run": True,
    "PDF + DOCX of 1 : docxtpl + LibreOffice": OFFICE,
    "each DOCX of 3 people : of 2": True,
    "plan of 50 people : a minute": True,
    "memory of a plan of 50 people : 600 MiB": True,
}
"""Every row, and whether this machine has what it needs."""


def bench(*options):
    command = [sys.executable, "-m", "tests.bench", "--quick", *options]
    return subprocess.run(command, cwd=ROOT, check=False, capture_output=True, text=True, encoding="utf-8")


def test_it_measures_every_row_and_names_what_is_lacking_for_the_others():
    done = bench()
    assert done.returncode == 0, done.stderr
    head, *lines = done.stdout.splitlines()
    assert head.startswith("ours : peer")
    assert sorted(line[:46].rstrip() for line in lines) == sorted(ROWS)
    for line in lines:
        if ROWS[line[:46].rstrip()]:
            ratio = float(re.search(r" (?:ms|s|MiB) +(-?[0-9.]+) ", line)[1])
            # What a few more people cost may get lost in how long two starts take.
            assert ratio >= 0 or line.startswith("each DOCX"), line
        else:
            assert re.search("skipped: .* is not installed", line), line


def test_it_measures_the_rows_that_are_asked_for():
    done = bench("--only", "docx from spec : zip", "--only", "docgen --help")
    assert [line[:18].rstrip() for line in done.stdout.splitlines()[1:]] == [
        "DOCX from spec : z",
        "docgen --help : ba",
    ]


def test_it_says_which_rows_there_are_when_none_is_meant():
    done = bench("--only", "Fortran")
    assert done.returncode == 2
    assert "  DOCX from spec : docxtpl fill\n" in done.stderr


def test_it_writes_the_rows_that_were_measured_and_keeps_the_others(tmp_path):
    page = tmp_path / "benchmarks.md"
    before, begin, rest = PAGE.read_text(encoding="utf-8").partition("<!-- table:")
    mark, end, after = rest.partition("<!-- end of table -->")
    old = "| new | 1 ms | 1 ms | 9.00 | – | – |  |\n| kept | 1 ms | 1 ms | 1.00 | – | – |  |\n| gone | 1 ms | 1 ms | 1.00 | – | – |  |\n"
    page.write_text(f"{before}{begin}{mark.splitlines()[0]}\n{old}{end}{after}", encoding="utf-8")
    write_table(["kept", "new"], {"new": Row("new", "2 ms", "4 ms", 0.5, (0.4, 0.6), 0.45)}, page)
    written = page.read_text(encoding="utf-8")
    assert written.startswith(before)
    assert written.endswith(after)
    assert [line for line in written.splitlines() if line.startswith(("| kept", "| new", "| gone"))] == [
        "| kept | 1 ms | 1 ms | 1.00 | – | – |  |",
        "| new | 2 ms | 4 ms | 0.50 | 0.40–0.60 | ≤ 0.45 | NO |",
    ]
    assert "*Measured on " in written


def test_it_knows_every_row_of_the_page():
    known = {name for task in tasks(FULL) for name in task.names}
    page = PAGE.read_text(encoding="utf-8")
    rows = re.findall(r"^\| ([^|]+ : [^|]+) \| [0-9.]+ (?:ms|s|MiB) \|", page, re.MULTILINE)
    assert len(rows) > 10
    assert set(rows) <= known


@pytest.fixture(scope="module")
def two():
    subjects = [Subject(sample, "zh", "onepage") for sample in ("market-entry", "data-platform")]
    return [make_sample(subject.path, subject.language, subject.pack) for subject in subjects]


def test_it_stops_when_a_peer_says_something_else(two):
    one, other = two
    says_just(one.artifacts["docx"].content, one.document, "docgen")
    with pytest.raises(AssertionError, match="docgen must say the same: it lacks"):
        says_just(other.artifacts["docx"].content, one.document, "docgen")


def test_it_stops_when_a_pdf_lacks_words_or_has_other_pages(two):
    one, other = (made.artifacts["pdf"].content for made in two)
    has_words_of("".join(read_pdf(one).pages), two[0].document, "docgen")
    have_equal_pages(one, one, "The loop")
    with pytest.raises(AssertionError, match="The loop must say the same"):
        has_words_of("".join(read_pdf(other).pages), two[0].document, "The loop")
    with pytest.raises(AssertionError, match="The loop must make the same pages"):
        have_equal_pages(one, other, "The loop")
