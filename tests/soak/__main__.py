"""A thousand people from end to end, killed at twenty moments: is every document there, whole, its own, and is memory flat?

    python -m tests.soak [--people 1000] [--folder FOLDER]

Every step says what it saw; the first that is not as it should be ends the run with 1.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.soak.course import run


def main() -> int:
    """Go through the course."""
    parser = argparse.ArgumentParser(prog="python -m tests.soak", description=__doc__.splitlines()[0])
    parser.add_argument("--people", type=int, default=1000)
    parser.add_argument("--folder", type=Path, help="kept afterwards; a temporary one otherwise")
    given = parser.parse_args()
    if given.folder:
        given.folder.mkdir(parents=True)
        return run(given.folder, given.people)
    with tempfile.TemporaryDirectory() as folder:
        return run(Path(folder), given.people)


sys.exit(main())
