"""Fill a Word template with samples, as a user would, and tell what happens."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from docgen.checkup.word.check import Checkup
from docgen.checkup.word.copy import whole_bytes
from docgen.delivery import save
from docgen.diagnostics import Diagnostic, DocgenError, Severity
from docgen.packs.locate import samples_folder
from docgen.pipeline import this_day
from docgen.sources.files import Files
from docgen.workshop.open_workshop import open_workshop

__all__ = ["Trial", "fill_samples"]

_PACK, _OUTPUT = "classic", "docx"
_SAMPLE = ("personal", "market-entry.yaml")
_LANGUAGES = ("zh", "en")


@dataclass(frozen=True, slots=True)
class Trial:
    """One filling: with which spec, in which language if it was not the spec's own, and what was found."""

    spec: str
    language: str | None
    findings: tuple[Diagnostic, ...]

    @property
    def ok(self) -> bool:
        """Tell whether a document came out."""
        return not any(finding.severity is Severity.ERROR for finding in self.findings)


def fill_samples(checkup: Checkup, specs: Sequence[str] = ()) -> Iterator[Trial]:
    """Fill the template with specs in their own language, and yield what happens.

    Without specs a sample of ours is taken, in Chinese and in English; where no samples are installed
    nothing is tried. The file is filled by a limited child, as every template that is not ours.
    """
    with tempfile.TemporaryDirectory(prefix="docgen-") as folder:
        content = whole_bytes(dict(checkup.template.written().parts))
        (path,) = save(Path(folder), {checkup.template.package.name: content})
        for spec, language in _tasks(specs):
            name = Path(spec).name
            step = f"{name} ({language})" if language else name
            findings = tuple(found.within(step) for found in _fill(path, spec, language))
            yield Trial(name, language, findings)


def _tasks(specs: Sequence[str]) -> Iterator[tuple[str, str | None]]:
    if specs:
        yield from ((spec, None) for spec in specs)
        return
    sample = samples_folder().joinpath(*_SAMPLE)
    if sample.is_file():
        yield from ((str(sample), language) for language in _LANGUAGES)


def _fill(template: Path, spec: str, language: str | None) -> Iterator[Diagnostic]:
    """Yield the errors of one filling and what is said of the template; remarks on the spec are left out."""
    source, found = Files([spec]), list[Diagnostic]()
    try:
        with open_workshop(_PACK, (_OUTPUT,), language, word_template=str(template)) as workshop:
            for entry in source.entries():
                found += workshop.make(source, entry, this_day()).diagnostics
    except DocgenError as failure:
        found += failure.diagnostics
    for each in found:
        if (each.where.file or "").endswith(template.name):
            yield replace(each, where=replace(each.where, file=template.name))
        elif each.severity is Severity.ERROR:
            yield each
