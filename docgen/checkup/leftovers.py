"""What a pack holds without need: overrides that change nothing, files and macros nobody uses."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import Any

from jinja2 import TemplateSyntaxError, nodes

from docgen.checkup.reach import Reach, read_blocks
from docgen.diagnostics import Diagnostic, FieldPath, Location, report, show_path
from docgen.i18n.locale import LOCALES
from docgen.packs import brand as brands
from docgen.packs import fonts as font_files
from docgen.packs import library as libraries
from docgen.packs import manifest as manifests
from docgen.packs import reference
from docgen.packs.chain import Layer
from docgen.packs.files import FONT_SUFFIXES
from docgen.packs.load import Pack
from docgen.packs.overlays import base_part
from docgen.packs.sandbox import PARENT, SourceLoader, make_environment
from docgen.packs.settings import nearest

__all__ = ["find_leftovers"]

_WORDS = frozenset({".txt", ".md"})
_SETTINGS = frozenset(
    {
        manifests.FILE,
        brands.FILE,
        libraries.FILE,
        "word/styles.yaml",
        reference.FILE,
        f"fonts/{font_files.FILE}",
    }
)
_PARTS = frozenset({"styles.xml", "theme1.xml", "numbering.xml", "settings.xml", "fontTable.xml"})
_SECTION = re.compile(r"sections/([^/]+)\.html\.j2")
_LANGUAGES = frozenset(locale.language for locale in LOCALES)
_WHOLE = frozenset({("page",), ("fonts", "pdf"), ("fonts", "word")})
_LIKE_ITSELF = frozenset({"name", "title", "summary", "extends", "requires", "view"})


def find_leftovers(pack: Pack, reach: Reach) -> Iterator[Diagnostic]:
    """Report what is there for nothing in the pack itself (DG352 to DG357); its ancestors are their own affair."""
    own = pack.chain.layers[0]
    yield from _same_values(pack)
    yield from _same_files(pack)
    yield from _lost_blocks(pack)
    for name in sorted(own.files):
        if section := _SECTION.fullmatch(name):
            if section[1] not in (*pack.sections, *pack.makeup.optional) and not _is_reached(name, reach):
                yield report("DG355", Location(own.show(name)), section=section[1])
        elif not _is_used(name, pack, reach):
            yield report("DG356", Location(own.show(name)), member=name)
    yield from _unused_fonts(pack)
    yield from _unused_macros(pack, reach)


def _same_values(pack: Pack) -> Iterator[Diagnostic]:
    """Find values of YAML files that the parent has already, the same (DG352)."""
    own, parents = pack.chain.layers[0], pack.chain.layers[1:]
    labels = own.names("labels", ".yaml")
    said = {file: _said(own, file) for file in (manifests.FILE, brands.FILE, *labels)}
    inherited = {file: _inherited(parents, file) for file in said}
    for file in said if parents else ():
        others = [other for other in labels if file in labels and other != file]
        for path in _equal(said[file], inherited[file]):
            # A word that differs in another language is said on purpose in this one.
            is_meant = any(_at(said[each], path) not in (None, _at(inherited[each], path)) for each in others)
            if not (is_meant or (file == manifests.FILE and path[0] in _LIKE_ITSELF)):
                where = own.locate(file, path)
                yield report("DG352", where, key=show_path(path), parent=parents[0].manifest.name)


def _said(layer: Layer, file: str) -> dict[str, Any]:
    settings = layer.settings(file)
    return dict(settings.data) if settings else {}


def _at(values: Any, path: FieldPath) -> Any:
    for step in path:
        values = values.get(step) if isinstance(values, Mapping) else None
    return values


def _inherited(parents: tuple[Layer, ...], file: str) -> dict[str, Any]:
    values: dict[str, Any] = {}
    for layer in reversed(parents):
        values = brands.merge(values, _said(layer, file))
    return values


def _equal(own: Mapping[str, Any], inherited: Mapping[str, Any], path: FieldPath = ()) -> Iterator[FieldPath]:
    """Yield the ways to values that are the same; a page and a pair of fonts are one value."""
    for key, value in own.items():
        known, here = inherited.get(key), (*path, str(key))
        if isinstance(value, Mapping) and isinstance(known, Mapping) and here not in _WHOLE:
            yield from _equal(value, known, here)
        elif key in inherited and value not in ({}, [], None) and _is_same(value, known):
            yield here


def _is_same(value: Any, known: Any) -> bool:
    """Tell whether a value says nothing new; of a mapping, whether none of its values does."""
    if isinstance(value, Mapping) and isinstance(known, Mapping):
        return all(key in known and known[key] == each for key, each in value.items())
    return bool(value == known)


def _same_files(pack: Pack) -> Iterator[Diagnostic]:
    own, parents = pack.chain.layers[0], pack.chain.layers[1:]
    for name, content in sorted(own.files.items()):
        older = next((layer for layer in parents if name in layer.files), None)
        is_data = PurePosixPath(name).suffix in {".yaml", *_WORDS}
        if older and not is_data and older.files[name] == content:
            yield report("DG353", Location(own.show(name)), member=name, parent=older.manifest.name)


def _lost_blocks(pack: Pack) -> Iterator[Diagnostic]:
    """Find blocks laid over a parent's file that has no block of that name, so that nobody sees them (DG354)."""
    own = pack.chain.layers[0]
    environment = make_environment(SourceLoader(pack.templates))
    for name in sorted(name for name in own.files if name.endswith(".j2")):
        source, *older = pack.templates[name]
        try:
            extends = next(environment.parse(source).find_all(nodes.Extends), None)
        except (TemplateSyntaxError, RecursionError):  # reported where it is compiled
            continue
        asked = extends and getattr(extends.template, "value", None)
        if not (isinstance(asked, str) and asked == PARENT + name and older):
            continue
        known = sorted({block for each in older for block in _all_blocks(each)})
        for block, line in read_blocks(source, environment).items():
            if block not in known:
                facts = {"block": block, "near": nearest(block, known), "known": tuple(known)}
                yield report("DG354", Location(own.show(name), line), **facts)


def _all_blocks(source: str) -> set[str]:
    return set(re.findall(r"\{%-?\s*block\s+(\w+)", source))


def _is_reached(name: str, reach: Reach) -> bool:
    return reach.everything or (name, 0) in reach.places


def _is_used(name: str, pack: Pack, reach: Reach) -> bool:
    path = PurePosixPath(name)
    suffix = path.suffix.lower()
    if name in _SETTINGS or suffix in _WORDS or suffix in FONT_SUFFIXES:
        return True
    match str(path.parent), suffix:
        case "word", ".xml" | ".j2":
            part = path.name.removesuffix(".j2")
            used = (base_part(part) or part) in _PARTS
        case "macros", ".j2" if len(pack.chain.layers) == 1:
            used = True  # a foundation offers them to its children
        case _, ".j2":
            used = _is_reached(name, reach)
        case "labels", ".yaml":
            used = path.stem in _LANGUAGES
        case _, ".docx":
            used = any(fill is not None and fill.file == name for fill in pack.outputs.values())
        case "styles" | "binder", ".css":
            used = True
        case _:
            used = _is_mentioned(name, pack, reach)
    return used


def _is_mentioned(name: str, pack: Pack, reach: Reach) -> bool:
    """Tell whether the brand, a template, a style sheet or a Word file names a picture."""
    if name == pack.brand.logo or name in reach.text or not name.startswith("assets/"):
        return name.startswith("assets/")
    sheets = (text for text, *_ in pack.chain.sources(".css").values())
    return any(name in sheet or PurePosixPath(name).name in sheet for sheet in sheets)


def _unused_fonts(pack: Pack) -> Iterator[Diagnostic]:
    """Find font files of the pack that are not listed, or whose family nobody names."""
    own = pack.chain.layers[0]
    pdf = pack.brand.fonts.pdf
    named = {pdf.latin, pdf.cjk, pdf.heading.latin, pdf.heading.cjk}
    sheets = "".join(text for text, *_ in pack.chain.sources(".css").values())
    used = {font.path.resolve() for font in pack.fonts if font.family in named or font.family in sheets}
    for path in sorted((own.folder / "fonts").glob("*")):
        if (
            path.suffix.lower() in FONT_SUFFIXES
            and not path.name.startswith(".")
            and path.resolve() not in used
        ):
            name = f"fonts/{path.name}"
            yield report("DG356", Location(own.show(name)), member=name)


def _unused_macros(pack: Pack, reach: Reach) -> Iterator[Diagnostic]:
    """Find macros of the pack that no template imports or calls (DG357)."""
    own = pack.chain.layers[0]
    environment = make_environment(SourceLoader(pack.templates))
    if len(pack.chain.layers) == 1:  # as above
        return
    for name in sorted(name for name in own.files if (name, 0) in reach.places):
        try:
            macros = environment.parse(pack.templates[name][0]).find_all(nodes.Macro)
        except (TemplateSyntaxError, RecursionError):
            continue
        for macro in macros:
            if macro.name not in reach.names:
                yield report("DG357", Location(own.show(name), macro.lineno), macro=macro.name)
