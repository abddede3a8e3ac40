"""How fast is docgen, beside the tools it is made of? One table of ratios, taken in one run.

    python -m tests.bench [--quick]

Each ratio is the median over pairs measured in turn; the spread is from the lower to the upper
quartile. Absolute times belong to the machine; the ratios are what to compare.
"""

from __future__ import annotations

import argparse
import sys

from tests.bench.row import Row
from tests.bench.rows import rows

HEAD = ("ours : peer", "ours", "peer", "ratio", "spread", "to reach", "")
WIDTHS = (46, 10, 10, 7, 13, 9, 6)


def show(cells: tuple[str, ...]) -> str:
    """Write one line of the table."""
    name, *figures = (cell.ljust(width) if not index else cell.rjust(width)
                      for index, (cell, width) in enumerate(zip(cells, WIDTHS, strict=True)))  # fmt: skip
    return " ".join([name, *figures]).rstrip()


def cells_of(row: Row) -> tuple[str, ...]:
    """Say a row in words."""
    spread = f"{row.spread[0]:.2f}–{row.spread[1]:.2f}" if row.spread else "–"
    target = f"≤ {row.target:.3g}" if row.target else "–"
    verdict = "" if row.target is None else "yes" if row.ratio <= row.target else "NO"
    return row.name, row.ours, row.peer, f"{row.ratio:.2f}", spread, target, verdict


def main() -> int:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m tests.bench", description=__doc__.splitlines()[0])
    parser.add_argument(
        "--quick", action="store_true", help="a few rounds only: shows that it runs, not how fast"
    )
    quick = parser.parse_args().quick
    sys.stdout.write(show(HEAD) + "\n")
    for row in rows(quick):
        sys.stdout.write(show(cells_of(row)) + "\n")
        sys.stdout.flush()
    return 0


sys.exit(main())
