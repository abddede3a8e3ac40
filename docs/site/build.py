"""Build docs/ as a site without a network: ``python docs/site/build.py [FOLDER]``, else into out/site.

Each language has a site of its own, in ``zh/`` and ``en/``; ``index.html`` leads to the reader's.
"""

from __future__ import annotations

import logging
import os
import shutil
import sys
from multiprocessing import get_context
from pathlib import Path

HERE = Path(__file__).parent
OUT = HERE.parents[1] / "out" / "site"
LANGUAGES = ("zh", "en")


def build(language: str, folder: Path) -> None:
    """Build the site of one language; raises SystemExit where anything is amiss."""
    logging.basicConfig(level=logging.WARNING, format=f"%(levelname)s {language}: %(message)s")
    os.environ.setdefault("NO_MKDOCS_2_WARNING", "1")  # a word of the theme about another project
    from mkdocs.commands.build import build as build_site  # noqa: PLC0415 - costs half a second
    from mkdocs.config import load_config  # noqa: PLC0415
    from mkdocs.exceptions import Abort  # noqa: PLC0415

    config = load_config(str(HERE / "mkdocs.yml"), site_dir=str(folder / language), strict=True)
    config.extra["language"] = config.theme["language"] = language
    try:
        build_site(config)
    except Abort as stopped:
        sys.exit(str(stopped))


def main(arguments: list[str]) -> int:
    """Build both sites side by side, and the page before them."""
    folder = Path(arguments[0]).resolve() if arguments else OUT
    folder.mkdir(parents=True, exist_ok=True)
    workers = [get_context("spawn").Process(target=build, args=(each, folder)) for each in LANGUAGES]
    for worker in workers:
        worker.start()
    for worker in workers:
        worker.join()
    if any(worker.exitcode for worker in workers):  # below 0 for one that was killed
        return 1
    shutil.copy(HERE / "entrance.html", folder / "index.html")
    sys.stdout.write(f"The site is in {folder}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
