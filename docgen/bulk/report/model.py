"""What reports are made of beside the records of a run, and what making them gives."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from docgen.bulk.model import File
from docgen.diagnostics import Diagnostic
from docgen.spec.raw import RawSpec

__all__ = ["About", "Reported"]


@dataclass(frozen=True, slots=True)
class About:
    """What reports must know beside the records.

    ``key`` is a digest of all records: with the same one nothing is built again. ``binders`` are the paths of the
    binders by team. ``shared`` gives what a team shares, where the source knows, and ``shared_key`` is a digest of
    all that. ``zips`` asks for an archive a team; ``force`` replaces reports that somebody has changed;
    ``prune`` removes archives of earlier runs.
    """

    key: str
    zips: bool = False
    force: bool = False
    prune: bool = False
    binders: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    shared: Callable[[str], RawSpec | None] | None = None
    shared_key: str = ""


@dataclass(frozen=True, slots=True)
class Reported:
    """All the reports there are now, whether built or found unchanged, and what is worth saying about them."""

    files: tuple[File, ...]
    findings: tuple[Diagnostic, ...] = ()
