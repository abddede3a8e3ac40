"""What became of one spec."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING

from docgen.diagnostics import Diagnostic, DocgenError, Severity

if TYPE_CHECKING:
    from docgen.document.model import Artifact
    from docgen.pipeline.brief import Brief
    from docgen.review.model import Review

__all__ = ["Outcome"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one spec: finished files by format, and everything there is to say about it.

    ``review`` is what the review says, where one was made. ``language`` is the language of the document
    when it is not the spec's own; ``stem`` is how the pack wants the files to be called, if it says so.
    ``brief`` is the spec in a few facts, where it could be read.
    """

    artifacts: Mapping[str, Artifact] = field(default_factory=lambda: MappingProxyType({}))
    diagnostics: tuple[Diagnostic, ...] = ()
    language: str | None = None
    stem: str | None = None
    review: Review | None = None
    brief: Brief | None = None

    def about(self, file: str) -> Outcome:
        """Return the same, with the file of the spec in every finding that names none."""
        reviewed = self.review and self.review.about(file)
        return replace(self, diagnostics=tuple(d.about(file) for d in self.diagnostics), review=reviewed)

    @property
    def ok(self) -> bool:
        """Tell whether nothing went wrong; warnings may be there."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    def artifacts_or_raise(self) -> Mapping[str, Artifact]:
        """Return the files; raise DocgenError when anything went wrong."""
        if not self.ok:
            raise DocgenError(d for d in self.diagnostics if d.severity is Severity.ERROR)
        return self.artifacts
