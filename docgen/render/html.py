"""Render a View through a pack's templates to a Document.

Every section is rendered on its own, so an error knows its section and a section without content
leaves no trace; the contents come last, because they list the chapters that are really there. Text of
a spec only ever travels as a value: nothing but the pack is compiled.
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple, cast

from jinja2 import Template
from markupsafe import Markup

from docgen.diagnostics import Checked, Diagnostic, DocgenError
from docgen.document.model import Asset, Document
from docgen.document.parse import parse
from docgen.markup import read_page
from docgen.packs.brand import brand_values
from docgen.packs.conditions import When
from docgen.packs.load import Pack
from docgen.packs.sandbox import SourceLoader
from docgen.render.environment import document_environment
from docgen.render.failure import Oversize, diagnose
from docgen.render.meta import make_meta
from docgen.render.phrases import Phrases

__all__ = ["CONTENTS", "MAX_HTML", "Templates", "compile_pack", "render"]

MAX_HTML = 20_000_000
"""Characters one document may have; a thousand KPI cards need three million."""

CONTENTS = "contents"
"""The section that is rendered last and sees ``chapters``."""

_FRAME = "document.html.j2"


class Chapter(NamedTuple):
    """A numbered heading that a rendered section holds."""

    id: str
    title: str
    scheme: str


class Templates:
    """The compiled templates of a pack: made once, used for every document.

    ``sources`` maps a template name to its texts from the child pack up to the oldest; ``sections`` is
    the order of sections; ``look`` is the brand (``colors``, ``fonts``), which drawings need by its values:
    templates and macros see ``brand.colors.primary`` and ``brand.fonts.latin``. ``homes`` are the folders of
    the sources; ``conditions`` say of a section when it belongs to a document; the code of ``lasting`` ones is
    kept for the next process. Raises ``DocgenError`` with the mistakes of all templates at once.
    """

    def __init__(
        self,
        sources: Mapping[str, tuple[str, ...]],
        sections: Sequence[str],
        look: Mapping[str, Any] = MappingProxyType({}),
        *,
        homes: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
        conditions: Mapping[str, When] = MappingProxyType({}),
        lasting: bool = False,
    ) -> None:
        """Compile every template."""
        self.environment = document_environment(SourceLoader(sources, homes), lasting=lasting)
        self.environment.globals["brand"] = dict(look)
        self.sections = tuple(sections)
        self.conditions = conditions
        wanted = [*sorted(sources), *(_file(section) for section in self.sections), _FRAME]
        self._compiled: dict[str, Template] = {}
        mistakes = [found for name in dict.fromkeys(wanted) if (found := self._compile(name))]
        if mistakes:
            raise DocgenError(mistakes)

    def _compile(self, name: str) -> Diagnostic | None:
        """Compile one template and return its mistake, if it has one."""
        try:
            self._compiled[name] = self.environment.get_template(name)
        except Exception as error:  # noqa: BLE001 - a template can raise anything, RecursionError too
            return diagnose(error, self.environment, name)
        return None

    def choose(self, view: Mapping[str, Any]) -> tuple[str, ...]:
        """Name the sections that belong to a document, in their order."""
        return tuple(
            name for name in self.sections if name not in self.conditions or self.conditions[name].holds(view)
        )

    def run(self, name: str, values: Mapping[str, Any], room: int) -> str:
        """Render one template into at most ``room`` characters; raise ``DocgenError`` otherwise."""
        pieces: list[str] = []
        try:
            rendering = cast("Generator[str]", self._compiled[name].generate(values))
            for piece in rendering:
                room -= len(piece)
                if room < 0:
                    rendering.throw(Oversize(MAX_HTML))  # inside the template, so that its line is known
                pieces.append(piece)
        except Exception as error:  # noqa: BLE001 - as above
            raise DocgenError([diagnose(error, self.environment, name, tuple(values))]) from None
        return "".join(pieces)


def compile_pack(pack: Pack, language: str) -> tuple[Templates, Phrases]:
    """Compile the templates and phrases of a pack; raises ``DocgenError`` with the mistakes of both."""
    templates = Templates(
        pack.templates,
        pack.sections,
        brand_values(pack.brand),
        homes=pack.homes,
        conditions={section.name: section.when for section in pack.order if section.when},
        lasting=pack.is_ours,
    )
    return templates, Phrases(pack.makeup, language, templates.environment)


def render(view: Mapping[str, Any], templates: Templates, assets: Mapping[str, Asset]) -> Checked[Document]:
    """Render the document; words outside the vocabulary ride along as warnings.

    The View's keys are the names templates see; besides them the frame sees ``sections`` (``name`` and
    ``html`` of each that is not empty) and the contents see ``chapters`` (``id``, ``title``, ``scheme``).
    """
    parts = _parts(view, templates)
    frame = {**view, "sections": [{"name": name, "html": Markup(parts[name])} for name in parts]}  # noqa: S704 - output of our own templates, escaped there
    html = templates.run(_FRAME, frame, MAX_HTML)
    parsed, warnings = parse(html)
    document = Document(
        html=html,
        body=parsed.body,
        header=parsed.header,
        footer=parsed.footer,
        meta=make_meta(view),
        assets=assets,
    )
    return Checked(document, warnings)


def _parts(view: Mapping[str, Any], templates: Templates) -> dict[str, str]:
    """Render every section, the contents last; keep those that say something, in the pack's order."""
    chosen = templates.choose(view)
    ordinary = [name for name in chosen if name != CONTENTS]
    parts, mistakes = _collect(ordinary, lambda name, room: templates.run(_file(name), view, room))
    if mistakes:
        raise DocgenError(mistakes)
    if CONTENTS in chosen:
        chapters = [chapter._asdict() for name in ordinary for chapter in _chapters(parts[name])]
        parts[CONTENTS] = templates.run(_file(CONTENTS), {**view, "chapters": chapters}, MAX_HTML)
    return {name: parts[name] for name in chosen if parts[name].strip()}


def _collect(names: Sequence[str], run: Callable[[str, int], str]) -> tuple[dict[str, str], list[Diagnostic]]:
    """Render section by section within one size limit; gather the mistakes of all."""
    parts: dict[str, str] = {}
    mistakes: list[Diagnostic] = []
    room = MAX_HTML
    for name in names:
        try:
            parts[name] = run(name, room)
            room -= len(parts[name])
        except DocgenError as error:
            mistakes.extend(d.within(f"section {name}") for d in error.diagnostics)
            if any(d.code == "DG406" for d in error.diagnostics):
                break
    return parts, mistakes


def _chapters(html: str) -> list[Chapter]:
    """Find the numbered headings of a rendered section."""
    if "data-numbering" not in html:
        return []
    root = read_page(html, as_part=True)
    return [
        Chapter(str(h.get("id", "")), " ".join(str(h.text_content()).split()), str(h.get("data-numbering")))
        for h in root.iter("h1")
        if h.get("data-numbering") in {"chapter", "appendix"} and h.get("id")
    ]


def _file(section: str) -> str:
    return f"sections/{section}.html.j2"
