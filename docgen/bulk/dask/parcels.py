"""What a worker on another machine gets of a document: the spec and its pictures, and nothing that is only here."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType

from docgen.bulk.model import Job
from docgen.bulk.planning.glance import glance
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import Asset
from docgen.sources.contract import Entry, Source
from docgen.spec.raw import RawSpec

__all__ = ["Parcel", "Parcels", "pack_parcel", "size_of"]

_Refusal = tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Parcel:
    """One job with everything that its source would be asked for; a refusal travels in the place of what it refused."""

    job: Job
    spec: bytes | RawSpec | _Refusal
    pictures: Mapping[str, Asset | _Refusal] = field(default_factory=dict)


def pack_parcel(job: Job, source: Source) -> Parcel:
    """Ask the source for all that the making of a document asks for; raises nothing."""
    bare = replace(job, entry=replace(job.entry, origin=None))
    try:
        seen = glance(source, job.entry)
    except DocgenError as failure:
        return Parcel(bare, failure.diagnostics)
    if seen.logo is None:
        return Parcel(bare, seen.given)
    return Parcel(
        bare, seen.given, {seen.logo: _picture(source, job.entry, seen.logo, Location(seen.source))}
    )


def size_of(parcel: Parcel) -> int:
    """Return about how many bytes a parcel has."""
    pictures = sum(len(each.content) for each in parcel.pictures.values() if isinstance(each, Asset))
    return pictures + (len(parcel.spec) if isinstance(parcel.spec, bytes) else 0)


@dataclass(frozen=True, slots=True)
class Parcels:
    """A source that has come by post."""

    by_id: Mapping[str, Parcel] = field(default_factory=lambda: MappingProxyType({}))

    def entries(self) -> Iterator[Entry]:
        """List what has come."""
        return (parcel.job.entry for parcel in self.by_id.values())

    def read(self, entry: Entry) -> bytes | RawSpec:
        """Return one spec; raises DocgenError as its source did."""
        spec = self.by_id[entry.id].spec
        if isinstance(spec, tuple):
            raise DocgenError(spec)
        return spec

    def picture(self, entry: Entry, name: str, where: Location) -> Asset:
        """Return a picture that a spec names at ``where``; raises DocgenError as its source did."""
        found = self.by_id[entry.id].pictures.get(name)
        if isinstance(found, Asset):
            return found
        refusal = found or (report("DG715", where, name=name),)
        raise DocgenError(replace(each, where=where) for each in refusal)


def _picture(source: Source, entry: Entry, name: str, where: Location) -> Asset | _Refusal:
    try:
        return source.picture(entry, name, where)
    except DocgenError as failure:
        return failure.diagnostics
