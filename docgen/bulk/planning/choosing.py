"""Which documents are meant this time? Globs over what people know of each other."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from fnmatch import translate

from docgen.bulk.model import Who
from docgen.delivery.names import same_name
from docgen.diagnostics import Diagnostic, report
from docgen.sources.contract import Entry

__all__ = ["Choice"]

_SHOWN = 5


class Choice:
    """What ``--only`` says: globs over id, name, employee id, file and team, whatever the case.

    Without any, everybody is meant.
    """

    def __init__(self, globs: Sequence[str]) -> None:
        """Make the globs ready."""
        self._globs = {each: re.compile(translate(same_name(each))) for each in globs}
        self._idle = dict.fromkeys(globs)
        self._seen: dict[str, None] = {}

    def has(self, entry: Entry, who: Who, stem: str) -> bool:
        """Tell whether a document is meant."""
        if not self._globs:
            return True
        team, _, file = stem.rpartition("/")
        known = {entry.id, entry.name, entry.team, who.name, who.employee, stem, file, team}
        names = [same_name(each) for each in known if each]
        hits = [each for each, glob in self._globs.items() if any(map(glob.match, names))]
        for each in hits:
            self._idle.pop(each, None)
        if len(self._seen) < _SHOWN:
            self._seen[" ".join(filter(None, (who.employee, who.name))) or entry.name] = None
        return bool(hits)

    def findings(self) -> Iterator[Diagnostic]:
        """Say which globs have met nobody (DG855), after everybody was asked."""
        for each in self._idle:
            yield report("DG855", glob=each, known=tuple(self._seen))
