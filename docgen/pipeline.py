"""The order of the steps, known here alone: read → validate → present → render → write.

``prepare`` does what is slow and the same for every document, ``produce`` what is fast and new for
each. Both touch nothing but their arguments; ``generate`` and ``check`` open a file for you.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, cast

from docgen.diagnostics import Checked, Diagnostic, DocgenError, Severity, report
from docgen.registry import Registry
from docgen.sources.contract import Entry, Source
from docgen.sources.files import Files
from docgen.spec.models import GoalSpec
from docgen.spec.reader import read
from docgen.spec.validate import validate
from docgen.writers import BUILT_IN

# The rooms that make documents are imported by the functions that make them: ``check`` needs none.
if TYPE_CHECKING:
    from docgen.document.model import Artifact, Asset, Document, Theme
    from docgen.document.source import Plain
    from docgen.i18n.locale import Locale
    from docgen.packs.labels import Labels
    from docgen.packs.load import Pack
    from docgen.render.html import Templates
    from docgen.spec.raw import RawSpec
    from docgen.writers.contract import Writer

__all__ = [
    "WRITERS",
    "Outcome",
    "Press",
    "Workshop",
    "check",
    "generate",
    "inspect",
    "prepare",
    "produce",
    "this_day",
]  # fmt: skip

_MEANT = MappingProxyType({"doc": "docx", "word": "docx", "htm": "html", "web": "html"})

WRITERS = Registry("docgen.writers", BUILT_IN, _MEANT)
"""Every output format there is, ours and those of plug-ins."""

_EPOCH = re.compile("[0-9]{1,11}")
_CONTRACT = ("media_type", "suffix", "write")
_LAYOUT_FIRST = "pdf"  # its page numbers go into the contents of the formats after it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one spec: finished files by format, and everything there is to say about it.

    ``language`` is the language of the document when it is not the spec's own.
    """

    artifacts: Mapping[str, Artifact] = field(default_factory=lambda: MappingProxyType({}))
    diagnostics: tuple[Diagnostic, ...] = ()
    language: str | None = None

    def about(self, file: str) -> Outcome:
        """Return the same, with the file of the spec in every finding that names none."""
        return replace(self, diagnostics=tuple(d.about(file) for d in self.diagnostics))

    @property
    def ok(self) -> bool:
        """Tell whether nothing went wrong; warnings may be there."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)

    def artifacts_or_raise(self) -> Mapping[str, Artifact]:
        """Return the files; raise DocgenError when anything went wrong."""
        if not self.ok:
            raise DocgenError(d for d in self.diagnostics if d.severity is Severity.ERROR)
        return self.artifacts


@dataclass(frozen=True, slots=True)
class Press:
    """A pack made ready for one language: compiled templates, the theme, a writer a format.

    ``problems`` are the errors of formats that cannot be written here; the others can.
    """

    pack: Pack
    locale: Locale
    labels: Labels
    templates: Templates
    theme: Theme
    writers: Mapping[str, Writer]
    problems: tuple[Diagnostic, ...] = ()


def prepare(pack: Pack, outputs: Sequence[str], locale: Locale) -> Press:
    """Do once what every document of a pack shares; slow.

    Raises DocgenError for mistakes in the pack and for formats nobody knows.
    """
    from docgen.packs.brand import brand_values
    from docgen.packs.theme import make_theme
    from docgen.render.html import Templates

    theme = make_theme(pack, locale.tag)
    writers, problems = _make_writers(outputs, theme)
    return Press(
        pack=pack,
        locale=locale,
        labels=pack.labels(locale.language),
        templates=Templates(pack.templates, pack.sections, brand_values(pack.brand)),
        theme=theme,
        writers=writers,
        problems=problems,
    )


def _make_writers(outputs: Iterable[str], theme: Theme) -> tuple[dict[str, Writer], tuple[Diagnostic, ...]]:
    """Make a writer a format; one that cannot work on this machine leaves the others as they are."""
    writers: dict[str, Writer] = {}
    problems: list[Diagnostic] = []
    for name in _in_order(outputs):
        WRITERS.target(name)
        try:
            writers[name] = _find_writer(name)(theme)
        except DocgenError as failure:
            problems.extend(d.within(name) for d in failure.diagnostics)
    return writers, tuple(problems)


def _find_writer(name: str) -> type[Writer]:
    maker: type[Writer] = WRITERS.find(name)
    missing = tuple(part for part in _CONTRACT if not hasattr(maker, part))
    if missing:
        target = f"{maker.__module__}:{getattr(maker, '__qualname__', maker)}"
        raise DocgenError([report("DG704", name=name, target=target, missing=missing)])
    return maker


def produce(
    raw: RawSpec,
    press: Press,
    today: datetime.date,
    pictures: Mapping[str, Asset] | None = None,
    *,
    review: bool = False,
) -> Outcome:
    """Turn one spec into documents; fast. A format that fails leaves the others as they are.

    ``pictures`` are those the spec names, by the name it gives them. With ``review`` the findings of the
    check stand in the document as notes, in formats that have them.
    """
    try:
        outcome = _make(raw, validate(raw), press, today, pictures or {}, review=review)
    except DocgenError as failure:
        outcome = Outcome(diagnostics=failure.diagnostics)
    return outcome.about(raw.name)


def _make(
    raw: RawSpec,
    checked: Checked[GoalSpec],
    press: Press,
    today: datetime.date,
    pictures: Mapping[str, Asset],
    *,
    review: bool = False,
) -> Outcome:
    from docgen.render.html import render
    from docgen.render.remarks import make_remarks
    from docgen.view.present import present

    spec, found = checked
    view, gaps = present(spec, press.locale, press.labels, today, lambda path: raw.locate(path, key=True))
    document, warnings = render(view, press.templates, {**press.theme.assets, **pictures})
    notes = make_remarks((*found, *gaps), raw.data, press.locale.language) if review else ()
    source = cast("Mapping[str, Plain]", raw.data)  # validated: nothing unreadable
    document = replace(document, source=source, remarks=notes)
    artifacts, remarks = _write(document, press.writers)
    own = spec.document.language == press.locale.language
    return Outcome(
        artifacts=MappingProxyType(artifacts),
        diagnostics=(*found, *gaps, *warnings, *press.problems, *remarks),
        language=None if own else press.locale.language,
    )


def _write(document: Document, writers: Mapping[str, Writer]) -> tuple[dict[str, Artifact], list[Diagnostic]]:
    """Write every format; what one of them cannot do is said, and the next one goes on."""
    artifacts: dict[str, Artifact] = {}
    remarks: list[Diagnostic] = []
    for name, writer in writers.items():
        try:
            artifact, found = writer.write(document)
        except DocgenError as failure:
            found = failure.diagnostics
        else:
            artifacts[name] = artifact
            document = replace(
                document, pages=artifact.pages or document.pages, run_on=artifact.run_on or document.run_on
            )
        remarks.extend(d.within(name) for d in found)
    return artifacts, remarks


class Workshop:
    """One pack and one choice of formats for many specs: a Press a language, made when first needed."""

    def __init__(
        self, pack: str, to: Sequence[str], locale: str | None = None, *, review: bool = False
    ) -> None:
        """Load the pack and look up formats and locale; raises DocgenError."""
        from docgen.i18n.locale import find_locale
        from docgen.packs.load import load_pack

        self._to = tuple(to)
        for name in self._to:
            WRITERS.target(name)
        self._locale = find_locale(locale) if locale else None
        self._pack = load_pack(pack)
        self._presses: dict[Locale, Press] = {}
        self._review = review

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Tell once what is worth knowing of the pack, for the formats that were chosen."""
        return self._pack.remarks if _LAYOUT_FIRST in self._to else ()

    def make(self, source: Source, entry: Entry, today: datetime.date) -> Outcome:
        """Turn one spec of a source into documents, in its own language unless a locale was named."""
        from docgen.i18n.locale import find_locale

        try:
            raw, checked, pictures = _examine(source, entry)
            press = self._press(self._locale or find_locale(checked.value.document.language))
            outcome = _make(raw, checked, press, today, pictures, review=self._review)
        except DocgenError as failure:
            outcome = Outcome(diagnostics=failure.diagnostics)
        return outcome.about(entry.name)

    def _press(self, locale: Locale) -> Press:
        if locale not in self._presses:
            self._presses[locale] = prepare(self._pack, self._to, locale)
        return self._presses[locale]


def generate(
    path: str | os.PathLike[str],
    *,
    pack: str = "classic",
    to: Sequence[str] = ("pdf", "docx"),
    locale: str | None = None,
    today: datetime.date | None = None,
    review: bool = False,
) -> Outcome:
    """Turn one spec file into finished documents, in the spec's language unless another is named.

    ``pack`` is a name or a folder, ``to`` names formats, ``locale`` is a tag such as ``zh`` or ``en-GB``,
    ``today`` is the day of making, for documents that bear no date. With ``review`` the findings of the
    check stand in the Word file as comments. Nothing is written to disk.
    """
    try:
        workshop = Workshop(pack, to, locale, review=review)
    except DocgenError as failure:
        return Outcome(diagnostics=failure.diagnostics)
    source = Files([os.fspath(path)])
    outcome = workshop.make(source, next(source.entries()), today or this_day())
    return replace(outcome, diagnostics=(*outcome.diagnostics, *workshop.remarks))


def check(path: str | os.PathLike[str]) -> Outcome:
    """Read and validate one spec file and make nothing; the Outcome holds what was found."""
    source = Files([os.fspath(path)])
    return inspect(source, next(source.entries()))


def inspect(source: Source, entry: Entry) -> Outcome:
    """Read and validate one spec of a source and make nothing."""
    try:
        _, checked, _ = _examine(source, entry)
        outcome = Outcome(diagnostics=checked.warnings)
    except DocgenError as failure:
        outcome = Outcome(diagnostics=failure.diagnostics)
    return outcome.about(entry.name)


def _examine(source: Source, entry: Entry) -> tuple[RawSpec, Checked[GoalSpec], dict[str, Asset]]:
    """Read and validate one spec and fetch the pictures it names; raises DocgenError."""
    raw = read(source.read(entry), entry.name)
    checked = validate(raw)
    logo = checked.value.organization.logo
    if not logo:
        return raw, checked, {}
    where = raw.locate(("organization", "logo"))
    return raw, checked, {logo: source.picture(entry, logo, where)}


def this_day() -> datetime.date:
    """Today where the user is, or the day SOURCE_DATE_EPOCH names, for builds that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if _EPOCH.fullmatch(epoch):
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.datetime.now().astimezone().date()


def _in_order(outputs: Iterable[str]) -> list[str]:
    """Put the format that knows page numbers first; each format once."""
    return sorted(dict.fromkeys(outputs), key=lambda name: name != _LAYOUT_FIRST)
