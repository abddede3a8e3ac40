"""``docgen check --report``: the review as a sheet of its own, or as data."""

from __future__ import annotations

import datetime
import json
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from docgen.cli.console import Console
from docgen.cli.verdict import Verdict
from docgen.delivery import save
from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity, report
from docgen.pipeline import Outcome, examine, make, prepare
from docgen.seal import BLANK, seal_text
from docgen.sources.contract import Source

__all__ = ["write_sheet"]

_FORMATS = {".html": "html", ".docx": "docx", ".pdf": "pdf"}
_DATA = ".json"
_PACK = "review-sheet"


def write_sheet(
    console: Console,
    source: Source,
    verdicts: Sequence[Verdict],
    order: dict[str, Any],
    today: datetime.date,
) -> tuple[Diagnostic, ...]:
    """Write the report; return what kept it from being written, or what is worth knowing of it."""
    path, found = Path(order["report"]), tuple[Diagnostic, ...]()
    try:
        if path.suffix.lower() == _DATA:
            content = _as_data(verdicts, console.language)
        else:
            content, found = _as_sheet(path, source, verdicts, order["pack"], today)
        written = save(path.parent, {path.name: content}, force=order["force"])
    except DocgenError as failure:
        return failure.diagnostics
    if order["form"] == "text":
        console.result(str(written[0]))
    return found


def _as_data(verdicts: Sequence[Verdict], language: str) -> bytes:
    data = {"seal": BLANK, "specs": [verdict.record(language) for verdict in verdicts]}
    return seal_text(json.dumps(data, ensure_ascii=False, indent=2).encode() + b"\n")


def _as_sheet(
    path: Path, source: Source, verdicts: Sequence[Verdict], pack: str | None, today: datetime.date
) -> tuple[bytes, tuple[Diagnostic, ...]]:
    output = _FORMATS.get(path.suffix.lower())
    if output is None:
        raise DocgenError([report("DG830", Location(str(path)), known=(*_FORMATS, _DATA))])
    if len(verdicts) != 1:
        raise DocgenError([report("DG831", Location(str(path)), count=len(verdicts))])
    (verdict,) = verdicts
    if verdict.review is None:
        raise DocgenError([report("DG832", Location(str(path)), spec=verdict.spec)])
    outcome = _draw(output, source, verdict, pack, today)
    return outcome.artifacts_or_raise()[output].content, _worth_telling(outcome)


def _draw(output: str, source: Source, verdict: Verdict, pack: str | None, today: datetime.date) -> Outcome:
    """Render the sheet with our own pack, whatever pack asked the questions; it takes that pack's KPIs."""
    from docgen.i18n.locale import find_locale
    from docgen.packs.library import library_of
    from docgen.packs.load import load_pack

    entry = next(each for each in source.entries() if each.name == verdict.spec)
    raw, checked, pictures = examine(source, entry, library_of(pack) if pack else None)
    press = prepare(load_pack(_PACK), (output,), find_locale(checked.value.document.language))
    outcome = make(raw, checked, press, today, pictures, review=True, given=verdict.review)
    return outcome.about(entry.name)


def _worth_telling(outcome: Outcome) -> tuple[Diagnostic, ...]:
    """Leave out what the check has said already."""
    return tuple(
        each
        for each in outcome.diagnostics
        if each.severity is Severity.WARNING and each.code.startswith(("DG5", "DG6"))
    )
