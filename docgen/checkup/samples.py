"""The specs a pack is tried with: the samples that come with docgen, filled up with the pack's own fields."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from types import MappingProxyType

from docgen.diagnostics import Location
from docgen.document.model import Asset
from docgen.packs.fields import CustomField
from docgen.packs.locate import samples_folder
from docgen.sources.contract import Entry
from docgen.sources.files import Files
from docgen.spec.reader import read

__all__ = ["Samples", "find_samples"]

_CUSTOM = re.compile(r"^custom:[ \t]*(#.*)?$", re.MULTILINE)
_EXAMPLES = MappingProxyType(
    {"text": '"示例 Example"', "number": "12", "date": "2027-03-31", "yes_no": "true"}
)


def find_samples() -> tuple[Path, ...]:
    """Return the samples, sorted; none where they were not installed."""
    return tuple(sorted((samples_folder() / "personal").glob("*.yaml")))


@dataclass(frozen=True, slots=True)
class Samples:
    """A source of samples in which every field that a pack declares has a value."""

    paths: tuple[Path, ...]
    fields: Mapping[str, CustomField] = field(default_factory=lambda: MappingProxyType({}))

    def entries(self) -> Iterator[Entry]:
        """List the samples."""
        for path in self.paths:
            yield Entry(id=str(path), name=path.name)

    def read(self, entry: Entry) -> bytes:
        """Return one sample with examples of the fields it lacks."""
        content = Files([entry.id]).read(entry)
        known = read(content, entry.name).data.get("custom") if self.fields else None
        has = known if isinstance(known, dict) else {}
        rows = [
            f"  {json.dumps(k, ensure_ascii=False)}: {_example(f)}"
            for k, f in self.fields.items()
            if k not in has
        ]
        return _add("\n".join(rows), content.decode()).encode() if rows else content

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture beside the sample."""
        return Files([entry.id]).picture(entry, name, where)


def _example(wanted: CustomField) -> str:
    if wanted.type == "choice":
        return json.dumps(next(iter(wanted.choices)), ensure_ascii=False)
    return _EXAMPLES[wanted.type]


def _add(rows: str, text: str) -> str:
    """Put lines under ``custom:``, which is made where there is none."""
    if found := _CUSTOM.search(text):
        return f"{text[: found.end()]}\n{rows}{text[found.end() :]}"
    return f"{text.rstrip()}\n\ncustom:\n{rows}\n"
