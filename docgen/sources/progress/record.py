"""One mapping of a saved page, read field by field; what is wrong with a field is noted and left out."""

from __future__ import annotations

import datetime
import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from decimal import Decimal
from typing import TypeVar

from docgen.diagnostics import Diagnostic, FieldPath, Location, report
from docgen.sources.tables.values import day_of, number_of, percent_of, why_no_share
from docgen.spec.raw import Data, RawSpec

__all__ = ["Record"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Record:
    """A mapping with its place in a file; fields may be written with dots: ``state.type``."""

    raw: RawSpec
    zone: datetime.tzinfo
    data: Data
    path: FieldPath = ()
    findings: list[Diagnostic] = field(default_factory=list)

    @property
    def where(self) -> Location:
        """The place of the mapping, without its line: pages are often one long line."""
        return replace(self.raw.locate(self.path), excerpt=None)

    def at(self, path: str) -> Record:
        """Return what stands at a path, as a record."""
        data, steps = self.data, self.path
        for step in path.split("."):
            data, steps = (data.get(step) if isinstance(data, dict) else None), (*steps, step)
        return replace(self, data=data, path=steps)

    def items(self, path: str = "") -> Iterator[Record]:
        """Yield the entries of a list."""
        found = self.at(path) if path else self
        for number, each in enumerate(found.data if isinstance(found.data, list) else ()):
            yield replace(found, data=each, path=(*found.path, number))

    def insist_on_list(self, path: str) -> None:
        """Note it when what should be a list is none."""
        found = self.at(path)
        if not isinstance(found.data, list):
            where = replace(self.raw.locate(found.path), excerpt=None)
            self.findings.append(report("DG741", where, field=path, expected="list"))

    def has(self, *keys: str) -> bool:
        """Tell whether this is a mapping with all these keys."""
        return isinstance(self.data, dict) and all(key in self.data for key in keys)

    def text(self, *paths: str) -> str:
        """Return the first of several fields that holds words or a figure, else nothing."""
        for path in paths:
            data = self.at(path).data
            if isinstance(data, str) and data.strip():
                return data.strip()
            if isinstance(data, int | Decimal) and not isinstance(data, bool):
                return str(data)
        return ""

    def words(self, *paths: str) -> tuple[str, ...]:
        """Return what several fields say, each once."""
        return tuple(dict.fromkeys(word for path in paths if (word := self.text(path))))

    def day(self, path: str) -> datetime.date | None:
        """Return a day; 0 and nothing mean that there is none."""
        return self._read(path, "DG769", lambda text: day_of(text, self.zone))

    def number(self, path: str) -> Decimal | None:
        """Return a figure."""
        return self._read(path, "DG770", number_of)

    def percent(self, path: str) -> Decimal | None:
        """Return a share in percent."""
        return self._read(path, "DG771", percent_of)

    def _read(self, path: str, code: str, make: Callable[[str], T]) -> T | None:
        text, data = self.text(path), self.at(path).data
        if isinstance(data, bool | list | dict):
            text = json.dumps(data, ensure_ascii=False, default=str)
        if not text or (code == "DG769" and text == "0"):
            return None
        try:
            return make(text)
        except (ValueError, OverflowError, OSError):
            where = self.raw.locate(self.at(path).path)
            said = why_no_share(text) if code == "DG771" else code
            self.findings.append(report(said, replace(where, excerpt=None), value=text, field=path))
            return None
