"""What a shell may complete: files and folders by the metavar of a parameter, names of packs, formats, ids, codes."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

__all__ = ["complete_codes", "complete_formats", "complete_indicators", "complete_name", "complete_roles"]

_FILE, _FOLDER, _PACK = "file", "dir", "pack"
_KINDS = (
    (re.compile("(FILE|SPEC|SOURCE|BOOK|COPY).*"), _FILE),
    (re.compile("DIR"), _FOLDER),
    (re.compile("PACK"), _PACK),
)
"""What a word of a metavar asks for; of ``NAME|DIR`` the name is that of a pack."""


def complete_name(param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a name: files and folders are left to the shell, which knows them best."""
    from click.shell_completion import CompletionItem

    kinds = _kinds_of(param.metavar or "")
    # The order counts: what a shell does for files would forget the names that came before.
    found = [CompletionItem(incomplete, type=kind) for kind in (_FILE, _FOLDER) if kind in kinds][:1]
    return [*found, *(_complete(_packs(), incomplete) if _PACK in kinds else ())]


def complete_codes(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete a code of a finding or a rule, in either case."""
    from docgen.diagnostics.catalogue import catalogue

    return _complete(catalogue(), incomplete.upper())


def complete_formats(incomplete: str) -> list[CompletionItem]:
    """Complete the last of several formats that stand between commas."""
    from docgen.registry import Registry
    from docgen.writers import BUILT_IN

    given, comma, last = incomplete.rpartition(",")
    taken = given.split(",")
    names = [name for name in Registry("docgen.writers", BUILT_IN).names() if name not in taken]
    return _complete((f"{given}{comma}{name}" for name in names), f"{given}{comma}{last}")


def complete_indicators(
    _ctx: click.Context, _param: click.Parameter, incomplete: str
) -> list[CompletionItem]:
    """Complete the id of an indicator that comes with docgen, or the last of several."""
    from docgen.kpis.library import built_in

    given, comma, _ = incomplete.rpartition(",")
    return _complete((f"{given}{comma}{name}" for name in built_in().indicators), incomplete)


def complete_roles(_ctx: click.Context, _param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Complete the id of a role that the library knows."""
    from docgen.kpis.library import built_in

    return _complete(built_in().roles, incomplete)


def _kinds_of(metavar: str) -> set[str]:
    words = re.split(r"[|\[\]…]", metavar)
    kinds = {kind for word in words for pattern, kind in _KINDS if pattern.fullmatch(word)}
    return kinds | ({_PACK} if {"NAME", "DIR"} <= set(words) else set())


def _packs() -> list[str]:
    from docgen.packs.folders import built_in_packs, installed_packs

    return sorted({*built_in_packs(), *installed_packs()})


def _complete(names: Iterable[str], incomplete: str) -> list[CompletionItem]:
    from click.shell_completion import CompletionItem

    return [CompletionItem(name) for name in names if name.startswith(incomplete)]
