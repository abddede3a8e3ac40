"""Which implementation answers to a name?

Built-ins and guests are written in the same syntax (``"pdf": "package.module:Class"``) and loaded in
the same way, when they are asked for. Guests add themselves with an entry-point group.
"""

from __future__ import annotations

import sys
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import lru_cache
from importlib.metadata import EntryPoint, entry_points
from types import MappingProxyType
from typing import Any

from docgen.diagnostics import Diagnostic, DocgenError, report

__all__ = ["Registry"]


@dataclass(frozen=True, slots=True)
class Registry:
    """One extension point: an entry-point group and the table of what docgen brings itself.

    ``meant`` maps words that people say to the names they mean; they are suggested, not obeyed.
    """

    group: str
    built_in: Mapping[str, str]
    meant: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))

    def names(self) -> tuple[str, ...]:
        """Every name somebody claims, sorted; nothing is imported."""
        return tuple(sorted(self._claims()))

    def find(self, name: str) -> Any:
        """Load what answers to a name.

        Raises DocgenError as ``target`` does, and DG703 when the claimant cannot be imported.
        """
        return self._load(name, self.target(name))

    def target(self, name: str, others: Iterable[str] = ()) -> str:
        """Return who answers to a name, as ``package.module:Class``, without importing it.

        ``others`` are names that may be said as well, although nobody answers to them here. Raises DocgenError: DG701 two claimants, DG702 nobody claims the name.
        """
        claims = self._claims()
        if name not in claims:
            raise DocgenError([self._unknown(name, tuple(sorted({*claims, *others})))])
        targets = claims[name]
        if len(targets) > 1:
            raise DocgenError([report("DG701", name=name, group=self.group, claimants=targets)])
        return targets[0]

    def _claims(self) -> dict[str, tuple[str, ...]]:
        """Map each name to its distinct claimants, ours first."""
        claims = {name: {target: None} for name, target in self.built_in.items()}
        for name, target in _guests(self.group, tuple(sys.path)):
            claims.setdefault(name, {})[target] = None
        return {name: (*targets,) for name, targets in claims.items()}

    def _unknown(self, name: str, known: tuple[str, ...]) -> Diagnostic:
        """Name what may have been meant, and all there is."""
        asked = name.casefold()
        likely = (self.meant[asked],) if asked in self.meant else tuple(get_close_matches(asked, known))
        return report("DG702", name=name, likely=likely, known=known)

    def _load(self, name: str, target: str) -> Any:
        try:
            return EntryPoint(name, target, self.group).load()
        except Exception as problem:  # a guest may fail in any way while it is imported
            kind = type(problem).__name__
            finding = report("DG703", name=name, target=target, problem=f"{kind}: {problem}")
            raise DocgenError([finding]) from problem


@lru_cache(maxsize=8)
def _guests(group: str, _places: tuple[str, ...]) -> tuple[tuple[str, str], ...]:
    """Name who adds themselves to a group; asking the installed packages takes as long as a small document."""
    return tuple((guest.name, guest.value) for guest in entry_points(group=group))
