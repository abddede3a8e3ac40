"""What ``pack.yaml`` may say: name, ancestry, sections, columns, clauses, fields, signatures, policy, outputs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated, Any, NamedTuple

from pydantic import Field

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.packs.clauses import ClauseEntry
from docgen.packs.columns import Columns
from docgen.packs.fields import CustomField
from docgen.packs.folders import MANIFEST
from docgen.packs.names import Key, Name, Text
from docgen.packs.outputs import Outputs
from docgen.packs.policy import Policy, find_lowered
from docgen.packs.sections import Sections
from docgen.packs.settings import Setting, check_settings
from docgen.packs.signoff import SignaturePlace
from docgen.spec.raw import RawSpec

__all__ = ["FILE", "VIEWS", "Draft", "Manifest", "Title", "read_manifest"]

FILE = MANIFEST
VIEWS = frozenset({1})
"""Versions of the View that templates of today may be written for."""

_DIGITS = 9  # a number of a thousand digits cannot even be read
_CLAUSE = r"\s*(>=|<=|==|!=|<|>)\s*\d+(\.\d+)*\s*"
Requirement = Annotated[str, Field(pattern=rf"^{_CLAUSE}(,{_CLAUSE})*$")]
Pattern = Annotated[str, Field(min_length=1, max_length=500, pattern=r"^[^\n]+$")]


class Title(Setting):
    """The pack's name as people read it."""

    zh: str = Field(min_length=1, examples=["经典"])
    en: str = Field(min_length=1, examples=["Classic"])


class Manifest(Setting):
    """The whole of ``pack.yaml``. What is left out is taken from the parent."""

    name: Name = Field(examples=["acme"])
    title: Title = Field(examples=["{zh: 经典, en: Classic}"])
    summary: Text | None = Field(
        default=None, examples=["{zh: 公司的年度目标书, en: The annual plan of the company}"]
    )
    extends: str | None = Field(default=None, min_length=1, examples=["classic"])
    requires: Requirement | None = Field(default=None, examples=[">=0.1,<1"])
    view: int = Field(default=1, examples=[1])
    sections: Sections | None = Field(default=None, examples=["[cover, goals]"])
    optional: tuple[Name, ...] = Field(default=(), strict=False, examples=["[appendix-review]"])
    columns: Columns = Field(default=Columns(), examples=["{kpis: [id, name, target, weight]}"])
    clauses: tuple[ClauseEntry, ...] = Field(
        default=(), strict=False, examples=["[{id: secrecy, title: {zh: 保密}, text: {zh: 乙方应当……}}]"]
    )
    fields: dict[Key, CustomField] = Field(
        default_factory=dict, examples=["{cost_center: {label: {zh: 成本中心, en: Cost center}}}"]
    )
    signoff: tuple[SignaturePlace, ...] | None = Field(
        default=None, strict=False, examples=["[{role: {zh: 员工, en: Employee}, who: employee}]"]
    )
    number: Pattern | None = Field(default=None, examples=['"PG-{{ period.year }}-{{ person.id }}"'])
    file_name: Pattern | None = Field(default=None, examples=['"{{ document.number }}_{{ person.name }}"'])
    policy: Policy = Field(default=Policy(), examples=["{limits: {goals: {max: 7}}}"])
    outputs: Outputs | None = Field(default=None, examples=["[html, pdf, docx]"])


class Draft(NamedTuple):
    """A manifest and its mistakes; what is wrong is left out of it, so that the rest can be looked at."""

    manifest: Manifest
    faults: tuple[Diagnostic, ...] = ()


def read_manifest(settings: RawSpec) -> Draft:
    """Check ``pack.yaml``: DG304–DG306 and the codes of its parts, DG311 (docgen's age), DG312 (view)."""
    try:
        manifest = check_settings(Manifest, settings)
    except DocgenError as failure:
        return Draft(_without(settings, failure.diagnostics), failure.diagnostics)
    return Draft(manifest, tuple(_misfits(manifest, settings)))


def _without(settings: RawSpec, faults: tuple[Diagnostic, ...]) -> Manifest:
    """Build the manifest of those keys that have no mistake."""
    wrong = {fault.where.path[0] for fault in faults if fault.where.path}
    sound: dict[str, Any] = {key: value for key, value in settings.data.items() if key not in wrong}
    return check_settings(
        Manifest, RawSpec({"name": "nameless", "title": {"zh": "—", "en": "—"}, **sound}, settings.source)
    )


def _misfits(manifest: Manifest, settings: RawSpec) -> Iterator[Diagnostic]:
    here = _docgen_version()
    if manifest.requires and here and not satisfies(here, manifest.requires):
        facts = {"pack": manifest.name, "requires": manifest.requires, "version": here}
        yield report("DG311", settings.locate(("requires",)), **facts)
    if manifest.view not in VIEWS:
        known = tuple(str(number) for number in sorted(VIEWS))
        yield report("DG312", settings.locate(("view",)), view=manifest.view, known=known)
    for code in find_lowered(manifest.policy):
        yield report("DG341", settings.locate(("policy", "severities", code)), finding=code)


def satisfies(running: str, requirement: str) -> bool:
    """Tell whether a release such as ``0.3.1`` fits ``>=0.3,<1``; only the numbers count."""
    return all(_holds(running, clause.strip()) for clause in requirement.split(","))


def _holds(running: str, clause: str) -> bool:
    operator = clause.rstrip("0123456789. ")
    ours, wanted = _numbers(running), _numbers(clause.removeprefix(operator))
    return {
        ">=": ours >= wanted,
        "<=": ours <= wanted,
        "==": ours == wanted,
        "!=": ours != wanted,
        ">": ours > wanted,
        "<": ours < wanted,
    }[operator]


def _numbers(release: str) -> tuple[int, ...]:
    """Read the leading numbers, padded so that 1.0 equals 1.0.0."""
    numbers: list[int] = []
    for part in release.strip().split("."):
        if not part.isdecimal() or len(part) > _DIGITS:
            break
        numbers.append(int(part))
    return (*numbers, *(0,) * (4 - len(numbers)))


def _docgen_version() -> str | None:
    try:
        return version("docgen")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return None
