"""What can be said about a pack and a spec at once, without making anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from docgen.checkup.pack import Checkup
from docgen.diagnostics import Diagnostic, DocgenError, Severity
from docgen.packs.load import Pack, load_pack
from docgen.pipeline import examine, inspect
from docgen.preview.specs import Spec
from docgen.preview.state import About
from docgen.sources.contract import Source

__all__ = ["Look", "look", "look_closely", "unite"]

_UNKNOWN, _MISSED = "DG46", "DG403"
"""Codes of a field that is not there: found in the text of a template, and when it is filled in."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a first look found; without ``about`` the pack cannot be loaded.

    ``outputs`` are those of the pack that the page can show, ``pictures`` the files the spec names;
    ``is_hopeless`` when nothing can be made of these files.
    """

    findings: tuple[Diagnostic, ...]
    about: About | None
    source: Source
    outputs: tuple[str, ...] = ()
    pictures: tuple[Path, ...] = ()
    is_hopeless: bool = False


def look(pack_name: str, spec: Spec) -> Look:
    """Load the pack and examine the spec; whatever is wrong with one does not hide the other."""
    try:
        pack = load_pack(pack_name)
    except DocgenError as failure:
        source = spec.source({})
        found = inspect(source, spec.entry).diagnostics
        return Look((*failure.diagnostics, *found), None, source, is_hopeless=True)
    source = spec.source(pack.makeup.fields)
    found = inspect(source, spec.entry, pack).diagnostics
    is_hopeless = any(each.severity is Severity.ERROR for each in found)
    pictures = _find_pictures(spec, source)
    return Look((*pack.remarks, *found), _tell_about(pack), source, _outputs(pack), pictures, is_hopeless)


def look_closely(pack_name: str) -> tuple[Diagnostic, ...]:
    """Return what the files of a pack tell beyond that, in half a second; nothing is rendered."""
    return tuple(Checkup(pack_name).look())


def unite(*groups: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Join findings; what two steps noticed of one place is said once."""
    every = {_key(found): found for group in groups for found in group}
    unknown = {(f.where.file, f.where.line) for f in every.values() if f.code.startswith(_UNKNOWN)}
    return tuple(
        f for f in every.values() if f.code != _MISSED or (f.where.file, f.where.line) not in unknown
    )


def _key(found: Diagnostic) -> tuple[object, ...]:
    facts = tuple(sorted(found.facts.items(), key=lambda fact: fact[0]))
    return found.code, found.where.file, found.where.line, found.where.path, facts


def _tell_about(pack: Pack) -> About:
    title = pack.manifest.title
    names = tuple(layer.manifest.name for layer in pack.chain.layers[1:])
    return About(pack.name, {"zh": title.zh, "en": title.en}, names)


def _outputs(pack: Pack) -> tuple[str, ...]:
    """Name what the page can show: pages and Word files."""
    return tuple(name for name in pack.outputs if name != "html")


def _find_pictures(spec: Spec, source: Source) -> tuple[Path, ...]:
    try:
        _, _, pictures = examine(source, spec.entry)
    except DocgenError:
        return ()
    return tuple(Path(spec.path).parent / name for name in pictures)
