"""The last gate: what a finished file must pass before anybody gets it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from docgen.diagnostics import Diagnostic, Locate, nowhere

if TYPE_CHECKING:
    from docgen.document.model import Artifact, Document

__all__ = ["Gate"]


@dataclass(frozen=True, slots=True)
class Gate:
    """Proves every file; with ``said``, plain data, looks for its values in the words of the file, too.

    ``locate`` finds the place of a value in the file of the spec.
    """

    said: tuple[Mapping[str, Any], ...] = ()
    locate: Locate = nowhere

    def stop(self, artifact: Artifact, document: Document | None = None) -> tuple[Diagnostic, ...]:
        """Return why a file must not be handed out; nothing, if it may. What a document shows is looked for."""
        from docgen.proof import prove, verify

        found = prove(artifact)
        if found or document is None or not self.said:
            return found
        lost = verify(artifact, document, *self.said)
        return tuple(replace(d, where=self.locate(d.where.path)) if d.where.path else d for d in lost)
