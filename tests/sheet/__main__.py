"""Draw every sample as one picture, the pages of the PDF above those of Word, to be looked at by a person."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from tests.sheet.guide import draw_guide
from tests.sheet.readme import draw_readme
from tests.sheet.sheets import lay_out
from tests.support.making import CASES, LANGUAGES, PACKS, ROOT, SAMPLES, Case, make_sample
from tests.support.pictures import draw
from tests.support.pictures_office import INSTALL, convert, find_office

OUT = ROOT / "out" / "sheets"


def main() -> int:
    """Write the sheets that are asked for."""
    parser = _parser()
    asked = parser.parse_args()
    if asked.guides or asked.readme:
        for language in LANGUAGES:
            for picture in (draw_guide if asked.guides else draw_readme)(language):
                _say(f"Drawn: {picture.relative_to(ROOT)}")
        return 0
    cases = [case for case in CASES if _is_asked(case, asked)]
    if not cases:
        parser.error(f"there is no such sample: {' '.join(asked.samples)}")
    asked.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        files = [_make(case, Path(folder)) for case in _tell("Making", cases)]
        drawn = _draw_word(files, Path(folder))
        for case, file in zip(_tell("Drawing", cases), files, strict=True):
            rows = {"PDF": draw(file.with_suffix(".pdf").read_bytes(), asked.dpi)}
            if file in drawn:
                rows["Word"] = draw(drawn[file].read_bytes(), asked.dpi)
            counts = ", ".join(f"{name} {len(pages)} pages" for name, pages in rows.items())
            lay_out(f"{case.name}: {counts}", rows).save(asked.out / f"{case.name}.png")
    _say(f"Sheets are in {asked.out}")
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.sheet", description=__doc__)
    names = [path.stem for path in SAMPLES]
    parser.add_argument(
        "samples", nargs="*", metavar="SAMPLE", help=f"all if none is named: {', '.join(names)}"
    )
    parser.add_argument("--pack", choices=PACKS)
    parser.add_argument("--language", choices=LANGUAGES)
    parser.add_argument("--dpi", type=int, default=60)
    parser.add_argument("--out", type=Path, default=OUT)
    parser.add_argument("--guides", action="store_true", help="draw the pictures of docs/guides instead")
    parser.add_argument("--readme", action="store_true", help="draw the pictures of the READMEs instead")
    return parser


def _is_asked(case: Case, asked: argparse.Namespace) -> bool:
    return (
        (not asked.samples or case.path.stem in asked.samples)
        and asked.pack in (None, case.pack)
        and asked.language in (None, case.language)
    )


def _make(case: Case, folder: Path) -> Path:
    """Write PDF and Word file of a case; return where the Word file is."""
    made = make_sample(case.path, case.language, case.pack)
    for output in ("pdf", "docx"):
        (folder / f"{case.name}.{output}").write_bytes(made.artifacts[output].content)
    return folder / f"{case.name}.docx"


def _draw_word(files: Sequence[Path], folder: Path) -> dict[Path, Path]:
    if not find_office():
        _say(f"LibreOffice is missing, so the sheets show the PDF alone. Install it with:\n    {INSTALL}")
        return {}
    _say("Drawing the Word files with LibreOffice …")
    return dict(zip(files, convert(files, folder / "office"), strict=True))


def _tell(doing: str, cases: Sequence[Case]) -> Iterator[Case]:
    for number, case in enumerate(cases, 1):
        _say(f"{doing} {number} of {len(cases)}: {case.name}")
        yield case


def _say(words: str) -> None:
    sys.stderr.write(f"{words}\n")


sys.exit(main())
