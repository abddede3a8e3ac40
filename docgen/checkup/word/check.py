"""The doctor of Word templates: everything that is wrong with one file, before anything is filled in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from docgen.checkup.word.blocks import check_blocks
from docgen.checkup.word.fields import check_names, skeleton, suggest
from docgen.checkup.word.findings import Finding
from docgen.checkup.word.grammar import check_grammar, is_sound
from docgen.checkup.word.halves import check_halves
from docgen.checkup.word.levels import check_levels
from docgen.checkup.word.spelling import check_spelling
from docgen.checkup.word.strangers import check_links, check_strangers, is_foreign_tag
from docgen.checkup.word.template import Part, Template, open_template
from docgen.diagnostics import Diagnostic, Location, Severity, report
from docgen.packs.brand import brand_values
from docgen.packs.load import Pack, load_pack
from docgen.packs.sandbox import Sandbox, SourceLoader
from docgen.render.environment import document_environment
from docgen.render.fields import Known, Used, find_fields, known_of
from docgen.render.word.package import read_package
from docgen.render.word.tags import Kind, Tag, find_fragments, tags_of
from docgen.render.word.values import Printer

__all__ = ["Checkup", "check_word"]

_USUAL = "classic"
"""The pack whose words and look a file is filled with that belongs to none."""


@dataclass(frozen=True, slots=True)
class Checkup:
    """What the doctor found: the findings in the order of the file, its placeholders and its fields."""

    template: Template
    findings: tuple[Finding, ...]
    tags: tuple[Tag, ...]
    used: Used
    sources: Mapping[str, str] = field(default_factory=dict)

    @property
    def diagnostics(self) -> tuple[Diagnostic, ...]:
        """Return what was found."""
        return tuple(finding.diagnostic for finding in self.findings)

    @property
    def ok(self) -> bool:
        """Tell whether there is no error."""
        return not any(d.severity is Severity.ERROR for d in self.diagnostics)


def check_word(content: bytes, name: str, *, mend: bool = False, pack: Pack | None = None) -> Checkup:
    """Examine a Word template; ``name`` is the file in findings, ``pack`` the one it is filled with.

    With ``mend`` its placeholders are mended first, and what follows is said of the mended file. Raises
    DocgenError for a file that cannot or must not be opened (DG420 to DG430).
    """
    template = open_template(read_package(content, name), mend=mend)
    pack = pack or load_pack(_USUAL)
    environment = _word_environment(pack)
    known = known_of(pack)
    exams = [_Exam(template, part, environment, name, known) for part in template.parts]
    findings = [*template.repairs, *(finding for exam in exams for finding in exam.findings)]
    tags = tuple(tag for exam in exams for tag in exam.tags)
    if not tags and not findings:
        findings.append(Finding(report("DG458", Location(file=name))))
    sources = {exam.part.name: exam.source for exam in exams}
    return Checkup(
        template=template,
        findings=tuple(_in_order(template, findings, name)),
        tags=tags,
        used=find_fields(sources, environment, known),
        sources=sources,
    )


def _word_environment(pack: Pack) -> Sandbox:
    """Make the environment that Word templates are filled in, to look at them with."""
    environment = document_environment(SourceLoader({}))
    printer = Printer()
    environment.globals |= {"brand": brand_values(pack.brand), **printer.globals()}
    environment.filters |= printer.filters()
    return environment


class _Exam:
    """Everything there is to say about one part."""

    def __init__(self, template: Template, part: Part, environment: Sandbox, name: str, known: Known) -> None:
        """Look at the placeholders of the part, from single signs to fields."""
        story = part.story
        self.part = part
        self.tags = list(tags_of(story))
        live = list(_carried_out(self.tags))
        strange, halves = check_strangers(story, live, list(find_fragments(story)), suggest)
        slips = list(check_grammar(live, environment))
        meant = {(id(tag.paragraph), tag.start): tag for _, tag in slips}
        understood = [
            meant.get((id(tag.paragraph), tag.start), tag) for tag in live if not is_foreign_tag(tag)
        ]
        blocks, order = check_blocks(understood)
        unreadable = [tag for _, tag in slips if not is_sound(tag, environment)]
        self.source = skeleton(order, unreadable)
        self.findings: list[Finding] = [
            *check_spelling([*live, *(tag for tag in self.tags if tag.is_deleted)]),
            *strange,
            *check_halves(story, live, halves, strange),
            *check_links(story, list(template.package.relations(part.name))),
            *(finding for finding, _ in slips),
            *check_levels(story, live),
            *blocks,
            *check_names(order, unreadable, name, environment, known),
        ]


def _carried_out(tags: Sequence[Tag]) -> Iterator[Tag]:
    """Leave out what is deleted, and what ``raw`` says is no placeholder."""
    is_raw = False
    for tag in tags:
        if tag.is_deleted:
            continue
        if tag.kind is Kind.STATEMENT and tag.word in {"raw", "endraw"}:
            is_raw = tag.word == "raw"
        elif is_raw:
            continue
        yield tag


def _in_order(template: Template, findings: list[Finding], name: str) -> Iterator[Finding]:
    """Yield findings in the order of the file, each with its name; what is about no place comes last."""
    order = {
        paragraph.element: number
        for number, paragraph in enumerate(p for part in template.parts for p in part.story.paragraphs)
    }

    def place(finding: Finding) -> tuple[int, int]:
        paragraph = finding.paragraph
        return (len(order), 0) if paragraph is None else (order[paragraph.element], finding.start)

    for finding in sorted(findings, key=place):
        where = replace(finding.diagnostic.where, file=name)
        yield replace(finding, diagnostic=replace(finding.diagnostic, where=where))
