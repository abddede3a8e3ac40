"""What the columns of an export mean: a file of names that people copy and change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.i18n.fold import fold
from docgen.sources.progress.model import STATES, State
from docgen.spec.raw import RawSpec
from docgen.spec.reader import read

__all__ = ["COLUMNS", "IGNORED", "Headers", "built_in", "read_headers", "show_headers"]

IGNORED = "ignore"
COLUMNS = (
    "ref", "title", "kind", "status", "planned_start", "planned_end", "completed_at", "progress", "value", "as_of",
    "assignee", "priority", "project", "sprint", "version", "parent", "points", "tag", "url", IGNORED,
)  # fmt: skip
_NAME = "headers.yaml"


@dataclass(frozen=True, slots=True)
class Headers:
    """Folded names of columns and words of states, each with what it means."""

    columns: Mapping[str, str]
    states: Mapping[str, State]


def show_headers() -> str:
    """Return the file that is built in, to be saved and changed."""
    return files(__package__).joinpath(_NAME).read_text(encoding="utf-8")


@cache
def built_in() -> Headers:
    """Read the names that are built in."""
    return read_headers(show_headers().encode(), _NAME)


def read_headers(content: bytes, name: str) -> Headers:
    """Read a file of names; raises DocgenError (DG783, or what is wrong with the YAML)."""
    raw = read(content, name)
    found = [*raw.faults, *_judge(raw)]
    if found:
        raise DocgenError(found)
    columns = dict(_names(raw, "columns"))
    states = {word: next(each for each in STATES if each == state) for word, state in _names(raw, "states")}
    return Headers(columns, states)


def _judge(raw: RawSpec) -> Iterator[Diagnostic]:
    if raw.data.get("headers") != 1:
        yield report(
            "DG783", raw.locate(("headers",), key=True), expected_zh="headers: 1", expected_en="headers: 1"
        )
    for part in raw.data:
        if part not in ("headers", "columns", "states"):
            yield report("DG783", raw.locate((part,), key=True), key=part, known=("columns", "states"))
    for part, known in (("columns", COLUMNS), ("states", STATES)):
        yield from _judge_part(raw, part, known)


def _judge_part(raw: RawSpec, part: str, known: tuple[str, ...]) -> Iterator[Diagnostic]:
    """Insist on lists of words under known names, and on each word once."""
    group = raw.data.get(part, {})
    if not isinstance(group, dict):
        yield report("DG783", raw.locate((part,)), expected_zh="一组“键: 值”", expected_en="a group of keys")
        return
    seen: dict[str, str] = {}
    for key, words in group.items():
        where = raw.locate((part, key), key=True)
        if key not in known:
            yield report("DG783", where, key=key, known=known)
        elif not isinstance(words, list) or not all(isinstance(word, str) for word in words):
            yield report(
                "DG783",
                where,
                expected_zh="一列文字，如 [编号, ID]",
                expected_en="a list of words, such as [Key, ID]",
            )
        else:
            twice = [str(word) for word in words if seen.setdefault(fold(str(word)), key) != key]
            if twice:
                yield report("DG783", where, twice=tuple(twice))


def _names(raw: RawSpec, part: str) -> Iterator[tuple[str, str]]:
    group = raw.data.get(part, {})
    for key, words in group.items() if isinstance(group, dict) else ():
        for word in words if isinstance(words, list) else ():
            yield fold(str(word)), key
