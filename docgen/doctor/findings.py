"""A rule, the faults it finds in a file, and the diagnostics they become."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Generic, TypeVar

from docgen.diagnostics import Diagnostic, Fact, Location, report

__all__ = ["Fault", "Rule", "judge"]

T = TypeVar("T")

_MOST = 10
"""Findings of one rule that are shown; a file this wrong has one cause, and a screen has an end."""


@dataclass(frozen=True, slots=True)
class Fault:
    """One place where a file breaks a rule: the part of the package, and what the sentence mentions."""

    part: str = ""
    facts: Mapping[str, Fact] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """Something that is true of a healthy file, the code that says it is not, and the function that looks."""

    name: str
    code: str
    find: Callable[[T], Iterator[Fault]]


def judge(document: T, rules: Iterable[Rule[T]], file: str) -> Iterator[Diagnostic]:
    """Yield what the rules find, in their order; what a rule finds over and over is counted."""
    for rule in rules:
        # A fault that cannot be told from another one is said once.
        found = list({repr(fault): fault for fault in rule.find(document)}.values())
        yield from (_diagnose(rule.code, fault, file) for fault in found[:_MOST])
        if len(found) > _MOST:
            yield report("DG655", Location(file=file), count=len(found) - _MOST, code=rule.code)


def _diagnose(code: str, fault: Fault, file: str) -> Diagnostic:
    path = (fault.part,) if fault.part else ()
    # A clause about an empty fact is left out; only the words nearby may go without being missed.
    facts = {name: "—" if fact == "" and name != "near" else fact for name, fact in fault.facts.items()}
    return report(code, Location(file=file, path=path), **facts)
