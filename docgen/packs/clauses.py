"""Fixed text of the company: clauses, each known by its id."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from pydantic import Field

from docgen.diagnostics import Diagnostic, report
from docgen.packs.conditions import When
from docgen.packs.names import Name, Text
from docgen.packs.settings import Setting, nearest
from docgen.packs.wording import Wording, find_wordings
from docgen.spec.raw import RawSpec

__all__ = ["Clause", "ClauseEntry", "lay_clauses"]


class ClauseEntry(Setting):
    """A clause; one with the id of an ancestor's stands in its place, or takes it out."""

    id: Name = Field(examples=["secrecy"])
    title: Text | None = Field(default=None, examples=["{zh: 保密, en: Confidentiality}"])
    text: Text | None = Field(default=None, examples=["{zh: “乙方应当……”, en: The employee shall …}"])
    when: When | None = Field(default=None, examples=["{stage: [plan, signed]}"])
    leave_out: bool = Field(default=False, examples=["true"])


@dataclass(frozen=True, slots=True)
class Clause:
    """One clause of the finished pack; title and text are templates, a language each."""

    id: str
    title: Wording
    text: Wording
    when: When | None


def lay_clauses(
    parent: Mapping[str, Clause], said: tuple[ClauseEntry, ...], settings: RawSpec
) -> tuple[dict[str, Clause], list[Diagnostic]]:
    """Lay the clauses of one pack over its parent's; mistakes ride along (DG335, DG336, DG337)."""
    clauses, found, seen = dict(parent), list[Diagnostic](), set[str]()
    for index, entry in enumerate(said):
        path = ("clauses", index)
        where = settings.locate((*path, "id"))
        if entry.id in seen:
            found.append(report("DG337", where, id=entry.id))
        elif entry.leave_out and entry.id not in parent:
            known = list(parent)
            found.append(
                report("DG335", where, id=entry.id, near=nearest(entry.id, known), known=tuple(known))
            )
        elif entry.leave_out:
            del clauses[entry.id]
        elif missing := [key for key in ("title", "text") if getattr(entry, key) is None]:
            found.append(report("DG336", where, id=entry.id, missing=tuple(missing)))
        else:
            title, text = (find_wordings(settings, (*path, key)) for key in ("title", "text"))
            clauses[entry.id] = Clause(entry.id, title, text, entry.when)
        seen.add(entry.id)
    return clauses, found
