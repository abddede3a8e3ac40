"""The specs a preview can show: the one that was named, and the samples that come with docgen."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from docgen.checkup.samples import Samples, find_samples
from docgen.diagnostics import DocgenError, report
from docgen.packs.fields import CustomField
from docgen.sources.contract import Entry, Source
from docgen.sources.files import Files, read_file

__all__ = ["Spec", "find_specs"]


@dataclass(frozen=True, slots=True)
class Spec:
    """A spec of the chooser: its file, and the name the page shows."""

    path: str
    name: str
    is_sample: bool

    @property
    def entry(self) -> Entry:
        """Return it as an entry of its source."""
        return Entry(id=self.path, name=self.name)

    def source(self, fields: Mapping[str, CustomField]) -> Source:
        """Return the source that reads it; a sample has a value for every field that the pack declares."""
        return Samples((Path(self.path),), fields) if self.is_sample else Files([self.path])


def find_specs(named: str | None) -> tuple[Spec, ...]:
    """Return the spec that was named and every sample.

    Raises DocgenError: what ``read_file`` says of a named one that cannot be read, and DG754 when there
    is none at all.
    """
    specs = [*_named(named), *(Spec(os.fspath(path), path.name, is_sample=True) for path in find_samples())]
    if not specs:
        raise DocgenError([report("DG754", line="docgen pack preview acme goals.yaml")])
    return tuple(specs)


def _named(path: str | None) -> Iterator[Spec]:
    if path is not None:
        read_file(path)  # a wrong name is a mistake of the command line; wrong content is shown in the page
        yield Spec(path, path, is_sample=False)
