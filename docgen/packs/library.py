"""The KPIs of a company: those of docgen, with the ``kpis.yaml`` of a pack and its ancestors laid over them."""

from __future__ import annotations

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.kpis.lay import lay
from docgen.kpis.library import built_in
from docgen.kpis.model import Library
from docgen.packs.chain import Chain, read_chain

__all__ = ["FILE", "library_of", "read_library"]

FILE = "kpis.yaml"


def library_of(name_or_dir: str) -> Library:
    """Return the KPIs of a pack without loading the rest of it; raises DocgenError."""
    chain = read_chain(name_or_dir)
    if chain.faults:
        raise DocgenError(chain.faults)
    return read_library(chain)


def read_library(chain: Chain) -> Library:
    """Lay the files of all packs over each other, the oldest first; raises DocgenError with every mistake."""
    library, found = built_in(), list[Diagnostic]()
    for layer in reversed(chain.layers):
        try:
            said = layer.settings(FILE)
            library = library if said is None else lay(library, said, layer.manifest.name)
        except DocgenError as failure:
            found.extend(failure.diagnostics)
    if found:
        raise DocgenError(found)
    return library
