"""What does the plan of a company cost, the first time and when everybody's document is there?

    python -m tests.bench.plan PEOPLE [--form rows|team|folder] [--pack acme-example]

The second plan reads a ledger of all and looks at every file; the files are small, because what hashing costs is
known. Seconds of the clock, and seconds that this process and its child computed; memory of both.
"""

from __future__ import annotations

import argparse
import hashlib
import resource
import sys
import tempfile
import time
from contextlib import closing
from pathlib import Path

from docgen.bulk.model import File, Order, Plan, Record
from docgen.bulk.planning.asking import open_naming
from docgen.bulk.planning.plan import make_plan
from docgen.bulk.records.ledger import Ledger
from docgen.bulk.shelves.folder import FolderShelf
from docgen.sources.opening import open_source
from tests.support.company import FORMS, make_company
from tests.support.making import TODAY

_ENDING = ".html"


def plan_once(source: Path, order: Order, shelf: FolderShelf, title: str) -> Plan:
    """Make one plan and say what it cost."""
    begun, computed = time.perf_counter(), _computed()
    with closing(Ledger(shelf)) as ledger, open_naming(order) as naming:
        plan = make_plan(open_source([str(source)], None, None), order, shelf, ledger.known, naming)
    spent = time.perf_counter() - begun
    own, child = (resource.getrusage(who).ru_maxrss // 1024 for who in _BOTH)
    told = f"{title}: {spent:.1f} s ({_computed() - computed:.1f} s computed), {own} + {child} MiB at most,"
    sys.stdout.write(f"{told} {len(plan.jobs)} to make, {len(plan.kept)} kept, {len(plan.failed)} failed\n")
    return plan


_BOTH = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)


def _computed() -> float:
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, _BOTH))


def pretend(plan: Plan, folder: Path, shelf: FolderShelf) -> None:
    """Leave what a run of this plan would leave, with a few bytes for every document."""
    with closing(Ledger(shelf)) as ledger:
        for job in plan.jobs:
            path, content = f"{job.stem}{_ENDING}", job.key.encode()
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            (folder / path).write_bytes(content)
            file = File(path, hashlib.sha256(content).hexdigest(), len(content))
            name = job.entry.name
            ledger.note(Record(job.entry.id, name, job.stem, job.key, "made", TODAY, job.who, (file,)))
        ledger.settle(plan.ids)


def main() -> None:
    """Make a company, plan it, and plan it again."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench.plan", description=__doc__.splitlines()[0])
    parser.add_argument("people", type=int)
    parser.add_argument("--form", choices=FORMS, default="rows")
    parser.add_argument("--pack", default="acme-example")
    asked = parser.parse_args()
    order = Order({"pack": asked.pack, "to": ("html",), "locale": None}, TODAY)
    with tempfile.TemporaryDirectory() as name:
        source = make_company(Path(name) / "company", asked.people, asked.form)
        out = Path(name) / "out"
        shelf = FolderShelf(str(out))
        plan = plan_once(source, order, shelf, "first plan")
        pretend(plan, out, shelf)
        plan_once(source, order, shelf, "plan again")


if __name__ == "__main__":
    main()
