"""Is a Word file whole, and does it do nothing?"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from lxml.etree import _Element

from docgen.archive import Limits, UnsafeError, read_members
from docgen.harmless import ACTIVE_TYPES, CHART_TYPES, SHEET_TYPE, WORD_RELATIONS, may_link
from docgen.markup import fault_of, read_strictly
from docgen.proof.flaw import Flaw
from docgen.relations import TYPES, Relation, owners_of, read_relations, read_types, relations_of, type_of

__all__ = ["OURS", "flaws_of_word"]

OURS = Limits(one=1 << 30, total=1 << 30, kept=1 << 30, ratio=1 << 20)
"""The file was made a moment ago: many equal rows are no bomb."""


def flaws_of_word(content: bytes) -> Iterator[Flaw]:
    """Yield what is wrong with a Word file: members, XML, types and relationships."""
    try:
        members = read_members(content, OURS, _is_xml)
    except UnsafeError as refused:
        yield from (Flaw(each.reason, each.member) for each in refused.reasons)
        return
    faults = {part: fault for part in filter(_is_xml, members) if (fault := fault_of(members[part]))}
    if faults:
        yield from (Flaw("XML", f"{part}:{fault.line}") for part, fault in faults.items())
        return
    trees = {part: read_strictly(members[part]) for part in members if _is_about_parts(part)}
    types = read_types(trees.get(TYPES))
    for part in members:
        found = type_of(types, part)
        if part != TYPES and (not found or ACTIVE_TYPES.search(found)):
            yield Flaw(found or TYPES, part, acts=bool(found))
    yield from _judge_relations(trees, frozenset(members), types)


def _is_about_parts(name: str) -> bool:
    return name == TYPES or name.endswith(".rels")


def _is_xml(name: str) -> bool:
    return name.endswith((".xml", ".rels"))


def _judge_relations(
    trees: Mapping[str, _Element], members: frozenset[str], types: Mapping[str, str]
) -> Iterator[Flaw]:
    is_begun = False
    for owner in owners_of(trees):
        for relation in read_relations(owner, trees[relations_of(owner)]):
            is_begun |= not owner and relation.name == "officeDocument"
            if relation.is_external:
                if relation.name != "hyperlink" or not may_link(relation.target):
                    yield Flaw(relation.name, owner, relation.target, acts=True)
            elif relation.kind not in WORD_RELATIONS or not _may_hold(relation, types):
                yield Flaw(relation.name, owner, relation.target, acts=True)
            elif relation.target not in members and not _is_lost_picture(relation):
                yield Flaw(relation.name, owner, relation.target)
    if not is_begun:
        yield Flaw("officeDocument")


def _is_lost_picture(relation: Relation) -> bool:
    """Tell whether this is what Word itself leaves of a picture that it has lost: templates have such."""
    return relation.name == "image" and relation.target.rpartition("/")[2] == "NULL"


def _may_hold(relation: Relation, types: Mapping[str, str]) -> bool:
    """Tell whether a file inside the file is nothing but the numbers of a chart."""
    if relation.name != "package":
        return True
    return type_of(types, relation.owner) in CHART_TYPES and type_of(types, relation.target) == SHEET_TYPE
