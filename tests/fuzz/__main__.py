"""Give every reader of bytes what nobody would write: does it always answer, soon, in words?

    python -m tests.fuzz [--seconds 60] [--target NAME]… [--folder out/fuzz] [--seed N]
    python -m tests.fuzz --replay FILE --target NAME

Every target has ``--seconds``, shared by the engines, in processes of its own with a gibibyte of memory. A
crash, ten seconds for one input, memory that does not suffice and any exception that is no answer to a user
are findings; their inputs are kept in the folder, and the program ends with 1.
"""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from tests.fuzz.course import replay, run
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Fuzz, or read one file again."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__.splitlines()[0])
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument(
        "--target", action="append", choices=tuple(TARGETS), help="one of several; all by default"
    )
    parser.add_argument("--folder", type=Path, default=Path("out/fuzz"))
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--replay", type=Path, metavar="FILE")
    given = parser.parse_args()
    if given.replay:
        said = replay((given.target or [given.replay.parent.name])[0], given.replay, given.folder / "replay")
        print(said or "answered")  # noqa: T201 - a program for the terminal
        return int(bool(said))
    return run(given.target or tuple(TARGETS), given.seconds, given.folder, given.seed)


sys.exit(main())
