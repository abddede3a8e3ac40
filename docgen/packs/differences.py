"""What differs between two packs: values, words, and files with their lines."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any, Literal

from docgen.packs.load import Pack
from docgen.packs.portrait import leaves_of, portray
from docgen.packs.sandbox import PARENT

__all__ = ["Change", "Difference", "FileDifference", "compare"]

MAX_LINES = 200
"""Lines of difference that are shown of one file."""

_DATA = frozenset({".yaml"})
_BINARY = frozenset({".docx", ".gif", ".jpeg", ".jpg", ".otf", ".png", ".ttf", ".webp"})
_LISTS = ("clauses", "fields", "signoff")
Change = Literal["added", "removed", "changed", "laid_over"]


@dataclass(frozen=True, slots=True)
class Difference:
    """One value of ``part`` (sections, brand, labels.zh …); None where there is none."""

    part: str
    key: str
    old: Any
    new: Any


@dataclass(frozen=True, slots=True)
class FileDifference:
    """One file; ``lines`` are a unified difference of its text, ``is_cut`` when there was more."""

    path: str
    change: Change
    lines: tuple[str, ...] = ()
    is_cut: bool = False


def compare(pack: Pack, other: Pack) -> tuple[tuple[Difference, ...], tuple[FileDifference, ...]]:
    """Return what is different in ``pack``, seen from ``other``."""
    return tuple(_values(pack, other)), tuple(_files(pack, other))


def _values(pack: Pack, other: Pack) -> Iterator[Difference]:
    ours, theirs = _tell(pack), _tell(other)
    for part in dict.fromkeys((*theirs, *ours)):
        old, new = theirs.get(part, {}), ours.get(part, {})
        for key in dict.fromkeys((*old, *new)):
            if old.get(key) != new.get(key):
                yield Difference(part, key, old.get(key), new.get(key))


def _tell(pack: Pack) -> dict[str, dict[str, Any]]:
    """Return everything that is a value, by part and key."""
    known = portray(pack)
    told: dict[str, dict[str, Any]] = {
        "sections": {"order": [section["name"] for section in known["sections"]]},
        "conditions": {section["name"]: section["when"] for section in known["sections"] if section["when"]},
        "columns": {table: columns["fields"] for table, columns in known["columns"].items()},
        "outputs": {output["name"]: output["fill"] or output["name"] for output in known["outputs"]},
        "patterns": {key: known[key]["pattern"] for key in ("number", "file_name") if known[key]},
        "policy": {rule["key"]: rule["value"] for rule in known["policy"]},
        "brand": {value["key"]: value["value"] for value in known["brand"]},
        "fonts": {f"{font['family']} {font['weight']}": font["file"] for font in known["fonts"]},
    }
    for part in _LISTS:
        told[part] = {str(_key(each)): _without_origin(each) for each in known[part]}
    for language, words in pack.words.items():
        told[f"labels.{language}"] = {key: value for key, value in leaves_of(words) if value != {}}
    return told


def _key(entry: Mapping[str, Any]) -> Any:
    return entry.get("id") or entry.get("key") or next(iter(entry["role"].values()))


def _without_origin(entry: Mapping[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in entry.items() if key != "from"}


def _files(pack: Pack, other: Pack) -> Iterator[FileDifference]:
    ours, theirs = _contents(pack), _contents(other)
    for name in sorted({*ours, *theirs}):
        new, old = ours.get(name), theirs.get(name)
        if new == old:
            continue
        lines = (
            ()
            if PurePosixPath(name).suffix.lower() in _BINARY
            else tuple(_unified(name, old, new, other.name))
        )
        yield FileDifference(name, _change(name, old, new), lines[:MAX_LINES], len(lines) > MAX_LINES)


def _contents(pack: Pack) -> dict[str, bytes]:
    """Return the files that documents are made of; settings and labels are told as values."""
    names = {name for layer in pack.chain.layers for name in layer.files}
    kept = (name for name in names if PurePosixPath(name).suffix not in _DATA or name.startswith("word/"))
    return {name: pack.chain.find(name) or b"" for name in kept}


def _change(name: str, old: bytes | None, new: bytes | None) -> Change:
    if old is None:
        return "added"
    if new is None:
        return "removed"
    lays_over = f'extends "{PARENT}{name}"'.encode() in new.replace(b"'", b'"')
    return "laid_over" if lays_over else "changed"


def _unified(name: str, old: bytes | None, new: bytes | None, other: str) -> Iterator[str]:
    before, after = (_lines(content) for content in (old, new))
    for line in difflib.unified_diff(before, after, f"{other}/{name}", name, lineterm="", n=2):
        yield line.rstrip("\n")


def _lines(content: bytes | None) -> list[str]:
    return (content or b"").decode("utf-8-sig", errors="replace").splitlines()
