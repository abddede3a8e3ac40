"""The catalogue of fields: every field a template may use, with its names and its meaning in both languages.

Key, type and English meaning are read from the sources of ``docgen.view.model``; the Chinese name and
meaning (and an English name where the key does not make one) stand in ``fields.yaml``. The catalogue is made
when it is first asked for, so a document whose templates speak English never pays for it.
"""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from types import MappingProxyType
from typing import Any, NamedTuple

from docgen.own_yaml import read_own_yaml

__all__ = ["LIST", "ROOT", "SURROUNDINGS", "Catalogue", "Field", "Kind", "Record", "catalogue"]

ROOT = "View"
"""The record whose fields are the top-level names of a template."""

SURROUNDINGS = "Surroundings"
"""The record whose fields are top-level names besides the View."""

LIST = "列表"
"""How the Chinese name of a list ends; without it, it is the name of one entry."""

_WORDS_BESIDE = "_text"
_SPLIT = re.compile(r"\s*\|\s*")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


class Kind(NamedTuple):
    """What a field holds.

    ``name`` is record, list (of records), text, paragraphs, names, number, yes_no, choice, day, words (of the
    labels) or values (by name). ``record`` names the record; ``optional`` says that it may be empty (None).
    """

    name: str
    record: str = ""
    optional: bool = False


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a record. ``zh`` is its Chinese name, ``also`` others that answer as well."""

    key: str
    zh: str
    en: str
    zh_help: str
    en_help: str
    kind: Kind
    also: tuple[str, ...] = ()

    @property
    def zh_names(self) -> tuple[str, ...]:
        """Return every Chinese name it answers to."""
        return (self.zh, *self.also) if self.zh else self.also


@dataclass(frozen=True)
class Record:
    """A record of the View: its names, what it is, and its fields by key."""

    name: str
    zh: str
    en: str
    zh_help: str
    en_help: str
    fields: Mapping[str, Field]

    @cached_property
    def keys_by_name(self) -> Mapping[str, str]:
        """Map every Chinese name to its key."""
        return MappingProxyType({name: f.key for f in self.fields.values() for name in f.zh_names})

    @property
    def chief(self) -> Field | None:
        """Return the text by which a record is best known, if it has one."""
        fields = self.fields
        found = fields.get("name") or fields.get("title") or fields.get("text") or next(iter(fields.values()))
        return found if found.kind.name == "text" else None


@dataclass(frozen=True)
class Catalogue:
    """Every record by its name; ``root`` is the View itself."""

    records: Mapping[str, Record]

    @property
    def root(self) -> Record:
        """Return the View."""
        return self.records[ROOT]

    @cached_property
    def by_keys(self) -> Mapping[frozenset[str], Record]:
        """Find a record by the keys its values have."""
        return MappingProxyType({frozenset(r.fields): r for r in reversed(list(self.records.values()))})

    @cached_property
    def top(self) -> Mapping[str, Field]:
        """Return the top-level names of a template: the View's, then those besides."""
        return MappingProxyType({**self.records[SURROUNDINGS].fields, **self.root.fields})

    def entry(self, record: str, listed: str = "") -> tuple[str, str]:
        """Name one entry of a list of records for a loop, in Chinese (after the list) and in English.

        A name that means something at the top level is left to that.
        """
        known = self.records[record]
        zh = listed.removesuffix(LIST) or known.zh
        en = _snake(known.name)
        taken = self.root.keys_by_name
        return (known.zh if zh in taken else zh), (_snake(known.en) if en in self.top else en)


def _snake(name: str) -> str:
    return _CAMEL.sub("_", name).replace(" ", "_").lower()


@cache
def catalogue() -> Catalogue:
    """Put the catalogue together."""
    said = read_own_yaml(files("docgen.view").joinpath("fields.yaml").read_bytes())
    written = {name: _Written(node, lines) for name, node, lines in _classes()}
    names = [*written, *(name for name in said if name not in written)]
    records = {name: _record(name, written.get(name), said.get(name, {})) for name in names}
    return Catalogue(MappingProxyType(records))


class _Written:
    """A record as its class is written: docstring, keys, types and the comment behind each key."""

    def __init__(self, node: ast.ClassDef, lines: list[str]) -> None:
        self.help = ast.get_docstring(node) or ""
        self.fields = {
            ast.unparse(line.target): (ast.unparse(line.annotation), _comment(lines, line))
            for line in node.body
            if isinstance(line, ast.AnnAssign)
        }


def _classes() -> Iterator[tuple[str, ast.ClassDef, list[str]]]:
    """Yield the classes of the model in the order of its files."""
    folder = files("docgen.view.model")
    for source in sorted(folder.iterdir(), key=lambda file: file.name):
        if source.name.endswith(".py"):
            text = source.read_text(encoding="utf-8")
            for node in ast.parse(text).body:
                if isinstance(node, ast.ClassDef):
                    yield node.name, node, text.splitlines()


def _comment(lines: list[str], line: ast.AnnAssign) -> str:
    """Return the comment behind a field, which the formatter puts inside a type that it breaks."""
    rows = lines[line.lineno - 1 : line.end_lineno]
    return " ".join(said for row in rows if (said := row.partition("#")[2].strip()))


def _record(name: str, written: _Written | None, said: Mapping[str, list[Any]]) -> Record:
    zh, zh_help, more = _entry(said.get("", ["", ""]))
    keys = written.fields if written else _own_fields(said)
    return Record(
        name=name,
        zh=zh,
        en=more.get("en") or _CAMEL.sub(" ", name).capitalize(),
        zh_help=zh_help,
        en_help=written.help if written else more.get("help", ""),
        fields=MappingProxyType(
            {key: _field(key, *keys[key], said.get(key, ["", ""]), keys) for key in keys}
        ),
    )


def _own_fields(said: Mapping[str, list[Any]]) -> dict[str, tuple[str, str]]:
    """Return type and English meaning of fields that no class describes."""
    return {key: (e[2]["type"], e[2]["help"]) for key, e in said.items() if key and "type" in _entry(e)[2]}


def _field(key: str, annotation: str, meaning: str, said: list[Any], keys: Mapping[str, Any]) -> Field:
    names, zh_help, more = _entry(said)
    zh, *also = _SPLIT.split(names)
    kind = _kind(annotation)
    if "kind" in more:
        kind = kind._replace(name=more["kind"])
    elif kind.name == "text" and key + _WORDS_BESIDE in keys:
        kind = kind._replace(name="day")
    en = more.get("en") or key.replace("_", " ").capitalize()
    return Field(key, zh, en, zh_help, meaning, kind, tuple(also))


def _entry(said: list[Any]) -> tuple[str, str, Mapping[str, Any]]:
    names, meaning, *more = said
    return names, meaning, more[0] if more else {}


_KINDS = MappingProxyType(
    {
        "str": "text",
        "bool": "yes_no",
        "int": "number",
        "float": "number",
        "list[str]": "paragraphs",
        "dict[str, Any]": "words",
        "dict[str, str]": "values",
    }
)


def _kind(annotation: str) -> Kind:
    """Read a type as the model writes it."""
    plain = annotation.removesuffix(" | None")
    if plain in _KINDS:
        return Kind(_KINDS[plain], optional=plain != annotation)
    if plain.startswith("list["):
        return Kind("list", plain.removeprefix("list[").removesuffix("]"))
    return Kind("record", plain, plain != annotation)
