"""Make the text of a new spec and put it on the disk."""

from __future__ import annotations

import datetime
import json
import os
from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.beginning.blanks import Blank, find_blanks
from docgen.beginning.carry import carry_over
from docgen.beginning.fresh import Answers, begin_fresh
from docgen.beginning.layout import lay_out
from docgen.beginning.outline import Node, Outline
from docgen.beginning.past import Past, look_back
from docgen.beginning.span import Span
from docgen.beginning.words import preface
from docgen.delivery import save
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.diagnostics.sentences import MAX_WHOLE, show
from docgen.kpis.fill import fill
from docgen.kpis.model import Library
from docgen.packs.load import Pack
from docgen.sources.files import read_file
from docgen.spec.reader import read
from docgen.spec.schema import json_schema
from docgen.spec.validate import validate

__all__ = ["SCHEMA", "Begun", "begin", "carry", "look_at", "move_logo", "put", "refuse_to_overwrite", "typed"]

SCHEMA = ".schemas/spec-1.json"
"""Where editors find what a spec may say, beside the spec; what is hidden is no spec."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A spec that was begun, what it still waits for, and what else there is to say."""

    content: bytes
    blanks: tuple[Blank, ...]
    findings: tuple[Diagnostic, ...] = ()


def begin(answers: Answers, name: str, today: datetime.date, library: Library) -> Begun:
    """Make a new spec; ``name`` is what its file will be called."""
    return _write(begin_fresh(answers, today), name, answers.style, library)


def look_at(path: str, library: Library, reader: str) -> Past:
    """Read the spec of the last period; ``reader`` is the language of comments where it is written in both.

    Raises DocgenError when it cannot be read or is not in order.
    """
    raw = read(read_file(path), path)
    return look_back(raw, validate(fill(raw, library)).value, reader)


def carry(past: Past, span: Span, style: Pack, name: str, *, today: datetime.date, library: Library) -> Begun:
    """Make the spec of the next period.

    Among the findings: DG796, the next period begins before the last one ends; DG797, KPIs without a value
    that could be a baseline.
    """
    begun = _write(carry_over(past, span, style, today), name, style, library)
    return Begun(begun.content, begun.blanks, (*_remark(past, span, name), *begun.findings))


def move_logo(past: Past, source: Path, folder: Path) -> tuple[Past, tuple[Diagnostic, ...]]:
    """Name the logo as it is seen from another folder; one that lies outside is left out and reported (DG799)."""
    organization = past.part("organization")
    logo = organization.get("logo")
    if not isinstance(logo, str):
        return past, ()
    picture, home = (source.resolve().parent / logo).resolve(), folder.resolve()
    moved: dict[str, Node] = {**organization}
    if picture.is_relative_to(home):
        moved["logo"] = picture.relative_to(home).as_posix()
        return replace(past, data={**past.data, "organization": moved}), ()
    del moved["logo"]
    found = report("DG799", Location(file=str(source)), logo=logo, folder=str(folder))
    return replace(past, data={**past.data, "organization": moved}), (found,)


def _remark(past: Past, span: Span, name: str) -> Sequence[Diagnostic]:
    found, where = [], Location(file=name)
    end = past.spec.period.end
    if span.start <= end:
        found.append(report("DG796", where, start=str(span.start), end=str(end)))
    unmeasured = tuple(kpi.id for kpi in past.spec.kpis if past.reached(kpi.id) is None)
    if unmeasured:
        found.append(report("DG797", where, kpis=unmeasured))
    return found


def _write(outline: Outline, name: str, style: Pack, library: Library) -> Begun:
    reader = outline.tongue.reader
    head = [f"# yaml-language-server: $schema={SCHEMA}"]
    head += [f"# {line}".format(file=typed(name), style=style.name) for line in preface(reader)]
    content = ("\n".join([*head, *lay_out(outline)]) + "\n").encode()
    blanks, findings = find_blanks(content, name, library)
    return Begun(content, blanks, findings)


def typed(name: str) -> str:
    """Write the name of a file as it is typed in a command, on one line."""
    shown = show(name, MAX_WHOLE)
    return f'"{shown}"' if " " in shown else shown


def refuse_to_overwrite(path: Path) -> None:
    """Raise DocgenError (DG798) when something of this name is there already."""
    if os.path.lexists(path):
        raise DocgenError([report("DG798", Location(file=str(path)), file=str(path))])


def put(begun: Begun, path: Path, *, force: bool) -> None:
    """Write a new spec, and beside it the schema for editors.

    Raises DocgenError: DG798 when the file is there already and is not to be replaced, DG801 to DG804 and
    DG807 when it cannot be written.
    """
    if not force:
        refuse_to_overwrite(path)
    save(path.parent, {path.name: begun.content}, force=force)
    schema = path.parent / SCHEMA
    text = json.dumps(json_schema(), ensure_ascii=False)
    save(schema.parent, {schema.name: f"{text}\n".encode()}, force=True)
