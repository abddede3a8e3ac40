"""How fast is docgen, beside the tools it is made of and those that do the same? One table of ratios, taken in one run.

    python -m tests.bench [--quick] [--only PREFIX]… [--write]

Each ratio is the median over pairs measured in turn; the spread is from the lower to the upper
quartile. Absolute times belong to the machine; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import os
import sys

# Per core is what is compared: one of the peers would otherwise take every core there is. Read when it is loaded.
os.environ["RAYON_NUM_THREADS"] = "1"

from tests.bench.effort import FULL, QUICK
from tests.bench.row import Row, Task
from tests.bench.table import HEAD, PAGE, cells_of, line, write_table
from tests.bench.tasks import tasks


def main() -> int:
    """Measure and print; 2 when no row is meant."""
    asked = _arguments()
    planned = list(tasks(QUICK if asked.quick else FULL))
    names = [name for task in planned for name in task.names]
    prefixes = tuple(prefix.lower() for prefix in asked.only or [""])
    wanted = {name for name in names if name.lower().startswith(prefixes)}
    if not wanted:
        sys.stderr.write("No row begins so. There are:\n" + "".join(f"  {name}\n" for name in names))
        return 2
    _say(line(HEAD))
    measured: dict[str, Row] = {}
    try:
        for task in planned:
            if wanted.intersection(task.names):
                measured |= _measure(task, wanted)
    finally:  # a run takes long: what it has measured is kept, whatever stops it
        if asked.write and measured:
            write_table(names, measured)
    return 0


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m tests.bench", description=(__doc__ or "").splitlines()[0]
    )
    parser.add_argument(
        "--quick", action="store_true", help="small documents, one round: shows that it runs, not how fast"
    )
    parser.add_argument(
        "--only",
        action="append",
        metavar="PREFIX",
        help="only rows that begin so; may be said more than once",
    )
    parser.add_argument(
        "--write", action="store_true", help=f"write the rows into docs/{PAGE.name}; the others stay there"
    )
    asked = parser.parse_args()
    if asked.quick and asked.write:
        parser.error("--quick shows that the bench runs, not how fast: its figures are not written down")
    return asked


def _measure(task: Task, wanted: set[str]) -> dict[str, Row]:
    if task.lacking:
        for name in wanted.intersection(task.names):
            _say(f"{name:46} skipped: {task.lacking}")
        return {}
    measured = {row.name: row for row in task.measure()}
    assert tuple(measured) == task.names, f"{task.names} were promised"
    for name, row in measured.items():
        if name in wanted:
            _say(line(cells_of(row)))
    return {name: row for name, row in measured.items() if name in wanted}


def _say(words: str) -> None:
    sys.stdout.write(words + "\n")
    sys.stdout.flush()


sys.exit(main())
