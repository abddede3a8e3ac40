"""The order of the steps, known here alone: read → validate → present → render → write.

``prepare`` does what is slow and the same for every document, ``produce`` what is fast and new for
each. Both touch nothing but their arguments; ``check`` opens a file for you.
"""

from __future__ import annotations

import datetime
import os
import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, cast

from docgen.diagnostics import Checked, Diagnostic, DocgenError, FieldPath, Location, Severity, report
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
    from docgen.render.phrases import Phrases
    from docgen.render.word.fill import Filler
    from docgen.spec.raw import RawSpec
    from docgen.view.model import View
    from docgen.view.options import Options
    from docgen.writers.contract import Writer

__all__ = [
    "LAYOUT_FIRST",
    "WRITERS",
    "Outcome",
    "Press",
    "WordTemplate",
    "check",
    "check_outputs",
    "examine",
    "inspect",
    "make",
    "prepare",
    "produce",
    "show",
    "this_day",
]  # fmt: skip

_MEANT = MappingProxyType({"doc": "docx", "word": "docx", "htm": "html", "web": "html"})

WRITERS = Registry("docgen.writers", BUILT_IN, _MEANT)
"""Every output format there is, ours and those of plug-ins."""

_EPOCH = re.compile("[0-9]{1,11}")
_CONTRACT = ("media_type", "suffix", "write")
_WORD = "docx"
LAYOUT_FIRST = "pdf"  # its page numbers go into the contents of the formats after it


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of one spec: finished files by format, and everything there is to say about it.

    ``language`` is the language of the document when it is not the spec's own; ``stem`` is how the pack
    wants the files to be called, if it says so.
    """

    artifacts: Mapping[str, Artifact] = field(default_factory=lambda: MappingProxyType({}))
    diagnostics: tuple[Diagnostic, ...] = ()
    language: str | None = None
    stem: str | None = None

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
    phrases: Phrases
    options: Options
    theme: Theme
    writers: Mapping[str, Writer]
    problems: tuple[Diagnostic, ...] = ()
    fillers: Mapping[str, Filler] = field(default_factory=lambda: MappingProxyType({}))
    """Word files with placeholders, by the output they make."""


@dataclass(frozen=True, slots=True)
class WordTemplate:
    """A Word file with placeholders that makes the output ``docx``, in the place of the pack's own."""

    name: str
    content: bytes


def check_outputs(pack: Pack, outputs: Iterable[str]) -> None:
    """Ask that every output is a format, or a Word file that the pack fills; raises DocgenError (DG701, DG702)."""
    fills = [name for name, fill in pack.outputs.items() if fill]
    for name in outputs:
        if name not in fills:
            WRITERS.target(name, fills)


def prepare(
    pack: Pack, outputs: Sequence[str], locale: Locale, word_template: WordTemplate | None = None
) -> Press:
    """Do once what every document of a pack shares; slow.

    Raises DocgenError for mistakes in the pack and for formats nobody knows.
    """
    from docgen.packs.theme import make_theme
    from docgen.render.html import compile_pack
    from docgen.render.options import make_options

    theme = make_theme(pack, locale.tag)
    check_outputs(pack, outputs)
    templates_of_word = _find_word_templates(pack, outputs, word_template)
    writers, problems = _make_writers((name for name in outputs if name not in templates_of_word), theme)
    fillers, faults = _make_fillers(templates_of_word, pack, theme)
    labels = pack.labels(locale.language)
    templates, phrases = compile_pack(pack, locale.language)
    return Press(
        pack=pack,
        locale=locale,
        labels=labels,
        templates=templates,
        phrases=phrases,
        options=make_options(pack),
        theme=theme,
        writers=writers,
        problems=(*problems, *faults),
        fillers=fillers,
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


def _find_word_templates(
    pack: Pack, outputs: Iterable[str], given: WordTemplate | None
) -> dict[str, WordTemplate]:
    """Return the Word files to fill, by output: those of the pack, and the one that was given."""
    fills = {name: fill for name in outputs if (fill := pack.outputs.get(name))}
    found = {name: WordTemplate(fill.file, pack.chain.find(fill.file) or b"") for name, fill in fills.items()}
    return {**found, _WORD: given} if given and _WORD in outputs else found


def _make_fillers(
    templates: Mapping[str, WordTemplate], pack: Pack, theme: Theme
) -> tuple[dict[str, Filler], tuple[Diagnostic, ...]]:
    """Prepare every Word file with placeholders; a faulty one leaves the other formats as they are."""
    if not templates:
        return {}, ()
    from docgen.packs.brand import brand_values
    from docgen.render.word.fill import Filler

    fillers: dict[str, Filler] = {}
    problems: list[Diagnostic] = []
    shared: dict[str, Any] = {"look": brand_values(pack.brand), "assets": theme.assets, "fonts": theme.fonts}
    for name, template in templates.items():
        try:
            fillers[name] = Filler(template.content, template.name, **shared)
        except DocgenError as failure:
            problems.extend(d.within(name) for d in failure.diagnostics)
    return fillers, tuple(problems)


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
        outcome = make(raw, validate(raw), press, today, pictures or {}, review=review)
    except DocgenError as failure:
        outcome = Outcome(diagnostics=failure.diagnostics)
    return outcome.about(raw.name)


def make(
    raw: RawSpec,
    checked: Checked[GoalSpec],
    press: Press,
    today: datetime.date,
    pictures: Mapping[str, Asset],
    *,
    review: bool = False,
) -> Outcome:
    """Turn a checked spec into documents; raises DocgenError when none can be made."""
    from docgen.packs.judge import judge

    spec = checked.value
    found = judge(spec, raw, press.pack.makeup, checked.warnings)
    view, gaps = show(spec, press, today, lambda path: raw.locate(path, key=True))
    notes = (*found, *gaps) if review else ()
    artifacts, remarks = _write_all(view, raw, press, pictures, notes)
    filled, faults = _fill(view, raw, press, pictures)
    own = spec.document.language == press.locale.language
    outcome = Outcome(
        artifacts=MappingProxyType({**artifacts, **filled}),
        diagnostics=(*found, *gaps, *remarks, *press.problems, *faults),
        language=None if own else press.locale.language,
        stem=press.phrases.name_files(view),
    )
    return _weigh(outcome, press.pack)


def _write_all(
    view: View, raw: RawSpec, press: Press, pictures: Mapping[str, Asset], notes: Sequence[Diagnostic]
) -> tuple[dict[str, Artifact], list[Diagnostic]]:
    """Render the document and write it in every format that is written; nothing is rendered for none."""
    if not press.writers:
        return {}, []
    from docgen.render.html import render
    from docgen.render.remarks import make_remarks

    document, warnings = render(view, press.templates, {**press.theme.assets, **pictures})
    source = cast("Mapping[str, Plain]", raw.data)  # validated: nothing unreadable
    remarks = make_remarks(notes, raw.data, press.locale.language)
    artifacts, found = _write(replace(document, source=source, remarks=remarks), press.writers)
    return artifacts, [*warnings, *found]


def _fill(
    view: View, raw: RawSpec, press: Press, pictures: Mapping[str, Asset]
) -> tuple[dict[str, Artifact], list[Diagnostic]]:
    """Fill every Word file with placeholders; what is wrong with one is said, and the next one goes on."""
    if not press.fillers:
        return {}, []
    from docgen.render.meta import make_meta

    source, meta = cast("Mapping[str, Plain]", raw.data), make_meta(view)
    artifacts: dict[str, Artifact] = {}
    remarks: list[Diagnostic] = []
    for name, filler in press.fillers.items():
        try:
            artifacts[name], found = filler.fill(view, source=source, pictures=pictures, meta=meta)
        except DocgenError as failure:
            found = failure.diagnostics
        remarks.extend(d.within(name) for d in found)
    return artifacts, remarks


def show(
    spec: GoalSpec, press: Press, today: datetime.date, locate: Callable[[FieldPath], Location] | None = None
) -> Checked[View]:
    """Return what the templates of a press see of a spec: the View, with what the pack adds to it."""
    from docgen.view.present import nowhere, present

    view, gaps = present(spec, press.locale, press.labels, today, locate or nowhere, options=press.options)
    press.phrases.complete(cast("dict[str, Any]", view))
    return Checked(view, gaps)


def _weigh(outcome: Outcome, pack: Pack) -> Outcome:
    """Weigh every finding as the policy says; one that is made an error keeps the files back."""
    from docgen.packs.policy import weigh

    severities = pack.makeup.policy.severities
    weighed = weigh(outcome.diagnostics, severities)
    raised = any(d.severity is Severity.ERROR and severities.get(d.code) == "error" for d in weighed)
    kept = MappingProxyType({}) if raised else outcome.artifacts
    return replace(outcome, artifacts=kept, diagnostics=weighed)


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


def check(path: str | os.PathLike[str]) -> Outcome:
    """Read and validate one spec file and make nothing; the Outcome holds what was found."""
    source = Files([os.fspath(path)])
    return inspect(source, next(source.entries()))


def inspect(source: Source, entry: Entry, pack: Pack | None = None) -> Outcome:
    """Read and validate one spec of a source and make nothing; a pack adds its own fields and limits."""
    try:
        raw, checked, _ = examine(source, entry)
        outcome = Outcome(diagnostics=_judge(raw, checked, pack) if pack else checked.warnings)
    except DocgenError as failure:
        outcome = Outcome(diagnostics=failure.diagnostics)
    return outcome.about(entry.name)


def _judge(raw: RawSpec, checked: Checked[GoalSpec], pack: Pack) -> tuple[Diagnostic, ...]:
    from docgen.packs.judge import judge

    return judge(checked.value, raw, pack.makeup, checked.warnings)


def examine(source: Source, entry: Entry) -> tuple[RawSpec, Checked[GoalSpec], dict[str, Asset]]:
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
    return sorted(dict.fromkeys(outputs), key=lambda name: name != LAYOUT_FIRST)
