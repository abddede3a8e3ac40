"""A pack made ready for one language: what every document of it shares, done once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.registry import Registry
from docgen.writers import BUILT_IN

# The rooms that make documents are imported by the functions that make them: ``check`` needs none.
if TYPE_CHECKING:
    from docgen.document.model import Theme
    from docgen.i18n.locale import Locale
    from docgen.packs.labels import Labels
    from docgen.packs.load import Pack
    from docgen.render.html import Templates
    from docgen.render.phrases import Phrases
    from docgen.render.word.fill import Filler
    from docgen.spec.models.parties import Stage
    from docgen.view.options import Options
    from docgen.writers.contract import Writer

__all__ = ["LAYOUT_FIRST", "WRITERS", "Press", "WordTemplate", "check_outputs", "prepare"]

_MEANT = MappingProxyType({"doc": "docx", "word": "docx", "htm": "html", "web": "html"})

WRITERS = Registry("docgen.writers", BUILT_IN, _MEANT)
"""Every output format there is, ours and those of plug-ins."""

_CONTRACT = ("media_type", "suffix", "write")
_WORD = "docx"
LAYOUT_FIRST = "pdf"  # its page numbers go into the contents of the formats after it


@dataclass(frozen=True, slots=True)
class Press:
    """A pack made ready for one language: compiled templates, the theme, a writer a format.

    ``stage`` is the stage the documents are made for, where it is not the spec's own. ``carry`` tells whether
    files carry the spec inside, ``verify`` whether its values are looked for in the finished files. ``problems`` are the errors of formats that cannot be written here; the
    others can.
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
    stage: Stage | None = None
    carry: bool = True
    verify: bool = False


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
    pack: Pack,
    outputs: Sequence[str],
    locale: Locale,
    word_template: WordTemplate | None = None,
    *,
    stage: Stage | None = None,
    carry: bool = True,
    verify: bool = False,
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
        stage=stage,
        carry=carry,
        verify=verify,
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


def _in_order(outputs: Iterable[str]) -> list[str]:
    """Put the format that knows page numbers first; each format once."""
    return sorted(dict.fromkeys(outputs), key=lambda name: name != LAYOUT_FIRST)
