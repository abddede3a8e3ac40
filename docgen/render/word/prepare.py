"""Prepare a Word template: find the parts that hold placeholders and compile each of them once."""

from __future__ import annotations

from collections.abc import Container, Mapping, Sequence
from dataclasses import dataclass

from jinja2 import Template
from jinja2.nodes import AssignBlock, CallBlock, FilterBlock, Macro
from lxml import etree

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.markup import read_xml
from docgen.packs.sandbox import Sandbox
from docgen.render.word.faults import explain, find_slips
from docgen.render.word.package import Package
from docgen.render.word.parts import find_texts, is_word_markup, name_part
from docgen.render.word.source import Source, make_source

__all__ = ["CompiledPart", "compile_parts", "find_bound", "find_sources"]

_CAPTURING = (AssignBlock, CallBlock, FilterBlock, Macro)
_TAGS = ("{{", "{%", "{#")


@dataclass(frozen=True, slots=True)
class CompiledPart:
    """A part that holds placeholders, compiled."""

    source: Source
    template: Template
    is_word: bool
    is_checked: bool
    """Whether every value it prints must be found in it; what a block captures may be dropped."""


def find_sources(package: Package) -> list[Source]:
    """Return the template of every part that holds placeholders, which are put together on the way."""
    sources = []
    for part in find_texts(package):
        content = package.parts[part]
        if b"{" in content and (source := _find_source(package, part, content)):
            sources.append(source)
    return sources


def _find_source(package: Package, part: str, content: bytes) -> Source | None:
    root, name = read_xml(content), name_part(package, part)
    whole = "".join(map(str, root.itertext()))
    attributes = (value for element in root.iter(etree.Element) for value in element.attrib.values())
    if not any(tag in whole for tag in _TAGS) and not any(
        tag in value for value in attributes for tag in _TAGS[:2]
    ):
        return None
    return make_source(root, part, name, is_word=is_word_markup(content))


def compile_parts(
    sources: Sequence[Source], environment: Sandbox, package: Package, name: str
) -> Mapping[str, CompiledPart]:
    """Compile the templates of all parts; ``name`` is the file in findings.

    Raises DocgenError with the mistakes of all parts at once (DG432 to DG434, DG436).
    """
    parts: dict[str, CompiledPart] = {}
    faults: list[Diagnostic] = []
    for source in sources:
        slips = list(find_slips(source, environment, name))
        try:
            template = environment.get_template(source.part)
            parsed = environment.parse(source.text)
            captures = next(parsed.find_all(_CAPTURING), None)
        except Exception as error:  # noqa: BLE001 - a template can raise anything, RecursionError too
            slips = slips or [explain(error, environment, source, name)]
        else:
            is_word = is_word_markup(package.parts[source.part])
            parts[source.part] = CompiledPart(source, template, is_word, captures is None)
        faults.extend(slips)
    if faults:
        raise DocgenError(faults)
    return parts


def find_bound(package: Package, parts: Container[str]) -> tuple[str, ...]:
    """Name the parts without placeholders in which controls are bound to data; ``parts`` are those with some."""
    return tuple(
        part for part in find_texts(package) if part not in parts and b"w:dataBinding" in package.parts[part]
    )
