"""From a file to a checked and reviewed spec; nothing is made."""

from __future__ import annotations

import datetime
import os
from typing import TYPE_CHECKING

from docgen.diagnostics import Checked, Diagnostic, DocgenError
from docgen.diagnostics.steps import step
from docgen.pipeline.clock import this_day
from docgen.pipeline.outcome import Outcome
from docgen.sources.contract import Entry, Source
from docgen.sources.files import Files
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate

# A file that is no spec needs neither the review nor a pack: they are imported where they are used.
if TYPE_CHECKING:
    from docgen.document.model import Asset
    from docgen.kpis.model import Library
    from docgen.packs.load import Pack
    from docgen.review.model import Review
    from docgen.spec.raw import RawSpec

__all__ = ["check", "examine", "inspect", "look_over"]


def check(path: str | os.PathLike[str], today: datetime.date | None = None) -> Outcome:
    """Read, validate and review one spec file and make nothing; the Outcome holds what was found."""
    source = Files([os.fspath(path)])
    return inspect(source, next(source.entries()), today=today)


def inspect(
    source: Source, entry: Entry, pack: Pack | None = None, *, today: datetime.date | None = None
) -> Outcome:
    """Read, validate and review one spec of a source and make nothing.

    A pack adds its own fields, limits, indicators and what it asks of the review.
    """
    try:
        raw, checked, _ = examine(source, entry, pack.library if pack else None)
        found = _judge(raw, checked, pack) if pack else checked.warnings
        outcome = Outcome(diagnostics=found, review=look_over(checked.value, raw, today or this_day(), pack))
    except DocgenError as failure:
        outcome = Outcome(diagnostics=failure.diagnostics)
    return outcome.about(entry.name)


def _judge(raw: RawSpec, checked: Checked[GoalSpec], pack: Pack) -> tuple[Diagnostic, ...]:
    from docgen.packs.judge import judge

    return judge(checked.value, raw, pack.makeup, checked.warnings)


def look_over(spec: GoalSpec, raw: RawSpec, today: datetime.date, pack: Pack | None = None) -> Review:
    """Review a spec as a pack asks for it, else as everybody does."""
    from docgen.kpis.library import built_in
    from docgen.review.options import Options
    from docgen.review.review import review

    options, library = (pack.review, pack.library) if pack else (Options(), built_in())
    with step("review"):
        return review(spec, today, options, library, raw.locate)


def examine(
    source: Source, entry: Entry, library: Library | None = None
) -> tuple[RawSpec, Checked[GoalSpec], dict[str, Asset]]:
    """Read a spec, fill in what it takes from a library of KPIs, validate it and fetch its pictures.

    Without ``library`` the one that comes with docgen is meant. Raises DocgenError.
    """
    from docgen.kpis.fill import fill
    from docgen.kpis.library import built_in

    with step("read"):
        given = source.read(entry)
        raw = read(given, entry.name) if isinstance(given, bytes) else given
    with step("fill"):
        raw = fill(raw, library or built_in())
    with step("validate"):
        checked = validate(raw)
    logo = checked.value.organization.logo
    if not logo:
        return raw, checked, {}
    where = raw.locate(("organization", "logo"))
    return raw, checked, {logo: source.picture(entry, logo, where)}
