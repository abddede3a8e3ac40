"""The order of a document: a list of sections, or changes to the parent's list."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from docgen.diagnostics import Diagnostic, FieldPath, Location, report
from docgen.packs.conditions import When
from docgen.packs.names import Name
from docgen.packs.settings import Setting, nearest
from docgen.spec.raw import RawSpec

__all__ = ["Section", "SectionChanges", "Sections", "arrange"]


class SectionEntry(Setting):
    """A section with its condition."""

    section: Name = Field(examples=["evaluation"])
    when: When | None = Field(default=None, examples=["{stage: [final]}"])


class SectionAddition(Setting):
    """A section that is put into the parent's order; one that is there already moves."""

    section: Name = Field(examples=["values"])
    after: Name | None = Field(default=None, examples=["goals"])
    before: Name | None = Field(default=None, examples=["goals"])
    when: When | None = Field(default=None, examples=["{stage: [plan, signed]}"])


class SectionChanges(Setting):
    """What differs from the parent's order."""

    leave_out: tuple[Name, ...] = Field(default=(), strict=False, examples=["[swot]"])
    add: tuple[SectionAddition, ...] = Field(
        default=(), strict=False, examples=["[{section: values, after: goals}]"]
    )
    when: dict[Name, When] = Field(default_factory=dict, examples=["{evaluation: {stage: [final]}}"])


def _entry_kind(value: Any) -> str | None:
    """Tell a name from a section with its condition."""
    return "[entry]" if isinstance(value, dict | SectionEntry) else "[name]"


def _kind(value: Any) -> str | None:
    """Tell a whole order from changes to one."""
    if isinstance(value, dict | SectionChanges):
        return "[changes]"
    return "[order]" if isinstance(value, list | tuple) else None


Listed = Annotated[
    Annotated[Name, Tag("[name]")] | Annotated[SectionEntry, Tag("[entry]")], Discriminator(_entry_kind)
]
Sections = Annotated[
    Annotated[tuple[Listed, ...], Field(strict=False), Tag("[order]")]
    | Annotated[SectionChanges, Tag("[changes]")],
    Discriminator(_kind),
]


@dataclass(frozen=True, slots=True)
class Section:
    """One section of the finished order: when it belongs to a document, and where the pack names it."""

    name: str
    when: When | None
    where: Location


def arrange(
    parent: tuple[Section, ...], said: Any, settings: RawSpec
) -> tuple[tuple[Section, ...], list[Diagnostic]]:
    """Lay what one pack says over its parent's order; mistakes ride along (DG325, DG326)."""
    if isinstance(said, SectionChanges):
        return _change(parent, said, settings)
    order: list[Section] = []
    found: list[Diagnostic] = []
    for index, each in enumerate(said):
        entry = each if isinstance(each, SectionEntry) else SectionEntry(section=each)
        where = settings.locate(("sections", index))
        if entry.section in [section.name for section in order]:
            found.append(report("DG326", where, section=entry.section))
        else:
            order.append(Section(entry.section, entry.when, where))
    return tuple(order), found


def _change(
    parent: Sequence[Section], said: SectionChanges, settings: RawSpec
) -> tuple[tuple[Section, ...], list[Diagnostic]]:
    gone = set(said.leave_out)
    order = [section for section in parent if section.name not in gone]
    for index, addition in enumerate(said.add):
        where = settings.locate(("sections", "add", index))
        order = [section for section in order if section.name != addition.section]
        order.insert(_place(order, addition), Section(addition.section, addition.when, where))
    order = [replace(section, when=said.when.get(section.name, section.when)) for section in order]
    here = [section.name for section in parent]
    known = [*here, *(addition.section for addition in said.add)]
    return tuple(order), [
        report("DG325", settings.locate(path), section=name, near=nearest(name, names), known=tuple(names))
        for path, name, names in _named(said, here, known)
        if name not in names
    ]


def _place(order: Sequence[Section], addition: SectionAddition) -> int:
    """Find the place of an addition: behind or before its neighbour, else at the end."""
    names = [section.name for section in order]
    if addition.after in names:
        return names.index(addition.after) + 1
    return names.index(addition.before) if addition.before in names else len(names)


def _named(
    said: SectionChanges, here: list[str], known: list[str]
) -> Iterator[tuple[FieldPath, str, list[str]]]:
    """Yield every section that must be there already, with those that are."""
    for index, name in enumerate(said.leave_out):
        yield ("sections", "leave_out", index), name, here
    for index, addition in enumerate(said.add):
        others = [name for name in known if name != addition.section and name not in said.leave_out]
        for key in ("after", "before"):
            if name := getattr(addition, key):
                yield ("sections", "add", index, key), name, others
    left = [name for name in known if name not in said.leave_out]
    for name in said.when:
        yield ("sections", "when", name), name, left
