"""Fill a Word template: prepared once, filled for one person after another.

What docxtpl does to a template each time it opens it (putting placeholders together, unfolding its own
tags) is done once, and every part is compiled once, in the same sandbox as the templates of a pack.
Filling renders the parts that hold placeholders, puts their XML in order and packs the file.
"""

from __future__ import annotations

from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import partial
from types import MappingProxyType
from typing import Any, cast

from lxml import etree
from lxml.etree import _Element

from docgen.diagnostics import Checked, Diagnostic, DocgenError, Location, report
from docgen.document.model import Artifact, Asset, Font, Meta
from docgen.document.source import Plain
from docgen.markup import read_xml
from docgen.packs.sandbox import SourceLoader
from docgen.relations import relations_of
from docgen.render.environment import document_environment
from docgen.render.failure import Oversize
from docgen.render.word.bundle import Packed, bundle, pack
from docgen.render.word.faults import explain, explain_problem, report_at
from docgen.render.word.guard import find_running_fields
from docgen.render.word.insertion import Inserter
from docgen.render.word.inserts import BRACE, INSERT, LINE, PAGE, PARAGRAPH, TAB
from docgen.render.word.numbers import renumber, repeat_notes
from docgen.render.word.package import Package, read_package
from docgen.render.word.parts import CORE, CUSTOM, name_part
from docgen.render.word.prepare import CompiledPart, compile_parts, find_bound, find_sources
from docgen.render.word.properties import add_properties, declare, seal
from docgen.render.word.shape import has_signs, shape, wrap_loose_values
from docgen.render.word.store import Stores, find_stores
from docgen.render.word.tables import mend_tables
from docgen.render.word.values import Printed, Printer
from docgen.render.word.verify import find_leftovers, verify

__all__ = ["MAX_XML", "MEDIA_TYPE", "Filler"]

MEDIA_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
MAX_XML = 60_000_000
"""Characters that the parts of one filled file may have."""


@dataclass(slots=True)
class _Job:
    """One filling: the values, and what has come of them."""

    view: Mapping[str, Any]
    stores: Stores
    inserter: Inserter
    room: int
    trees: dict[str, _Element] = field(default_factory=dict)
    printed: dict[str, Sequence[str]] = field(default_factory=dict)
    impossible: set[str] = field(default_factory=set)
    faults: list[Diagnostic] = field(default_factory=list)


class Filler:
    """A Word template ready to be filled.

    ``name`` is the file in findings, ``suffix`` that of the files it makes, ``look`` the brand that
    placeholders may name, ``fonts`` what drawings are painted with. Raises DocgenError with everything
    that is wrong with the template: what ``read_package`` refuses, and the mistakes of all parts at once
    (DG432 to DG434, DG436).
    """

    def __init__(
        self,
        content: bytes,
        name: str,
        *,
        suffix: str = ".docx",
        look: Mapping[str, Any] = MappingProxyType({}),
        assets: Mapping[str, Asset] = MappingProxyType({}),
        fonts: Sequence[Font] = (),
    ) -> None:
        """Read the template, put its placeholders together and compile every part that has any."""
        self.name, self._suffix = name, suffix
        self._assets, self._fonts = assets, tuple(fonts)
        self._package = read_package(content, name)
        self._printer = Printer(self._has_picture)
        self._pictures: Mapping[str, Asset] = {}
        sources = find_sources(self._package)
        self.environment = document_environment(
            SourceLoader({source.part: (source.text,) for source in sources})
        )
        self.environment.trim_blocks = self.environment.lstrip_blocks = False
        self.environment.finalize = self._printer.show
        self.environment.globals |= {"brand": dict(look), **self._printer.globals()}
        self.environment.filters |= self._printer.filters()
        self._parts = compile_parts(sources, self.environment, self._package, name)
        self._stores = find_stores(self._package)
        self._bound = find_bound(self._package, self._parts)
        self._packed = {part: pack(content) for part, content in self._package.parts.items()}

    @property
    def package(self) -> Package:
        """Return the template as it was read."""
        return self._package

    def _has_picture(self, name: str) -> bool:
        return name in self._pictures or name in self._assets

    def _find_picture(self, name: str) -> Asset:
        return self._pictures.get(name) or self._assets[name]

    def fill(
        self,
        view: Mapping[str, Any],
        *,
        source: Mapping[str, Plain] = MappingProxyType({}),
        pictures: Mapping[str, Asset] = MappingProxyType({}),
        meta: Meta | None = None,
    ) -> Checked[Artifact]:
        """Return the filled file; ``source`` is the spec, for data-bound controls, ``pictures`` are its own.

        Raises DocgenError with the mistakes of all parts (DG431 to DG439, DG406).
        """
        self._pictures = pictures
        kept = self._package.parts
        relations = {part: kept[lines] for part in self._parts if (lines := relations_of(part)) in kept}
        inserter = Inserter(relations, self._find_picture, self._fonts)
        job = _Job(view, Stores(self._stores), inserter, MAX_XML)
        for part in self._parts.values():
            self._render(part, job)
        if job.faults:
            raise DocgenError(job.faults)
        self._settle(job, source, meta)
        members = self._write(job, meta)
        content = self._zip(members)
        if faults := [*job.faults, *verify(content, job.printed, self.name)]:
            raise DocgenError(faults)
        return Checked(Artifact(content, MEDIA_TYPE, self._suffix), tuple(self._warnings(job)))

    def _render(self, part: CompiledPart, job: _Job) -> None:
        """Fill one part; its mistakes are noted, and the other parts are filled all the same."""
        printed = self._printer.begin()
        try:
            text = self._run(part, job)
        except Exception as error:  # noqa: BLE001 - as when compiling
            job.faults.extend(self._explain(part, printed, job))
            job.faults.append(explain(error, self.environment, part.source, self.name, tuple(job.view)))
            return
        finally:
            self._printer.printed = None
        job.faults.extend(faults := self._explain(part, printed, job))
        job.impossible |= printed.impossible
        if not faults:
            self._order(part, text, printed, job)

    def _run(self, part: CompiledPart, job: _Job) -> str:
        pieces: list[str] = []
        rendering = cast("Generator[str]", part.template.generate(job.view))
        for piece in rendering:
            job.room -= len(piece)
            if job.room < 0:
                rendering.throw(Oversize(MAX_XML))  # inside the template, so that its line is known
            pieces.append(piece)
        return "".join(pieces)

    def _explain(self, part: CompiledPart, printed: Printed, job: _Job) -> list[Diagnostic]:
        names = tuple(job.view)
        pictures = sorted({*self._assets, *self._pictures})
        return [
            explain_problem(problem, self.environment, part.source, self.name, names=names, pictures=pictures)
            for problem in printed.problems
        ]

    def _order(self, part: CompiledPart, text: str, printed: Printed, job: _Job) -> None:
        """Make the text of a part a tree again, and put it in order."""
        name = part.source.part
        try:
            root = read_xml(text.encode(), huge=True)
        except (etree.XMLSyntaxError, UnicodeEncodeError):
            job.faults.append(report_at("DG433", None, name, self.name, block=None))
            return
        if part.is_word:
            self._shape(part, root, text, printed, job)
        job.trees[name] = root
        if part.is_checked:
            job.printed[name] = printed.texts
        else:
            job.printed[name] = ()

    def _shape(self, part: CompiledPart, root: _Element, text: str, printed: Printed, job: _Job) -> None:
        """Make signs elements, and look for what must not be there."""
        name = part.source.part
        if part.source.has_loose_values:
            for words in wrap_loose_values(root):
                job.faults.append(report_at("DG437", None, name, self.name, found="text", tag=words[:80]))
        if INSERT in text:
            job.inserter.fill_frames(root, name, printed)
        shape(root, partial(job.inserter.elements, name, printed), signs=has_signs(text))
        if part.source.reshapes:
            mend_tables(root)
        for where, picture in job.inserter.unfit:
            facts = {"name": picture, "suggestions": None, "candidates": None}
            job.faults.append(report_at("DG438", None, where, self.name, **facts))
        job.inserter.unfit.clear()
        if "raw" not in part.source.text:
            job.faults.extend(self._leftovers(root, name))
        job.faults.extend(find_running_fields(root, name, self._package))

    def _leftovers(self, root: _Element, name: str) -> Iterator[Diagnostic]:
        for words in find_leftovers(root):
            where = Location(file=self.name, path=(name,), excerpt=words[:160])
            yield report("DG432", where, part=name, place=name_part(self._package, name), tag=None)

    def _settle(self, job: _Job, source: Mapping[str, Plain], meta: Meta | None) -> None:
        """Make data-bound controls and their stores agree, and numbers unique."""
        if self._stores and (
            self._bound or any(b"w:dataBinding" in self._package.parts[part] for part in job.trees)
        ):
            for part in self._bound:
                job.trees[part] = read_xml(self._package.parts[part])
            if CORE in self._stores.values() and meta:
                content = job.trees.get(CORE)
                old = etree.tostring(content) if content is not None else self._package.parts[CORE]
                job.trees[CORE] = read_xml(add_properties(old, meta))
            for part in self._stores.values():
                tree = job.trees.get(part)
                job.stores.trees[part] = read_xml(self._package.parts[part]) if tree is None else tree
            job.stores.take_source(source, meta.language if meta else "")
        words = [
            part
            for part in job.trees
            if part in self._bound or (part in self._parts and self._parts[part].is_word)
        ]
        for part in words:
            job.stores.settle(job.trees[part])
        for kind in ("footnote", "endnote"):
            words += self._repeat_notes(job, kind)
        renumber([job.trees[part] for part in words])
        for part in job.stores.changed:
            job.trees[part] = job.stores.trees[part]

    def _repeat_notes(self, job: _Job, kind: str) -> list[str]:
        """Repeat the notes whose references a loop has repeated; return the part, if it was not filled itself."""
        main = self._package.main
        part = next(self._package.follow(main, f"{kind}s"), None)
        if part is None or main not in job.trees:
            return []
        notes = job.trees.get(part)
        tree = read_xml(self._package.parts[part]) if notes is None else notes
        if not repeat_notes(job.trees[main], tree, kind) or notes is not None:
            return []
        job.trees[part] = tree
        return [part]

    def _write(self, job: _Job, meta: Meta | None) -> dict[str, bytes]:
        """Return the members that this filling has made or changed."""
        members = {part: _finish(root) for part, root in job.trees.items()}
        for part in job.trees:
            job.printed.setdefault(part, ())
        members |= job.inserter.gallery.media
        for part, lines in job.inserter.gallery.changed.items():
            members[relations_of(part)] = etree.tostring(
                lines, xml_declaration=True, encoding="UTF-8", standalone=True
            )
        core = members.get(CORE, self._package.parts.get(CORE))
        members[CORE] = add_properties(core, meta or Meta(title="", language=""))
        members |= declare({**self._package.parts, **members}, job.inserter.gallery.suffixes)
        return members

    def _zip(self, members: dict[str, bytes]) -> bytes:
        """Seal and pack; what this filling did not change was packed before."""
        every = {**self._package.parts, **members}
        seal(every)
        packed: dict[str, Packed] = dict(self._packed)
        packed |= {part: pack(every[part]) for part in (*members, CUSTOM)}
        return bundle(packed)

    def _warnings(self, job: _Job) -> list[Diagnostic]:
        if not job.impossible:
            return []
        signs = tuple(f"U+{ord(sign):04X}" for sign in sorted(job.impossible))
        return [report("DG626", Location(file=self.name), characters=signs)]


def _finish(root: _Element) -> bytes:
    """Write a part; signs that stand where no element can be become blanks, and braces what they were."""
    content = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    content = content.replace(BRACE.encode(), b"{")
    for sign in (LINE, TAB, PAGE, PARAGRAPH):
        if sign.encode() in content:
            content = content.replace(sign.encode(), b" ")
    return content
