"""What a rule is: an id and a function that looks at a case."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from docgen.review.case import Case
from docgen.review.model import Breach, Silence

__all__ = ["Outcry", "Rule"]

Outcry = Iterator[Breach | Silence]


@dataclass(frozen=True, slots=True)
class Rule:
    """A rule: its id, which is the code of its sentences, and what it looks at.

    Severity, sentences and explanation stand under the id in the catalogue of messages. ``waivable`` is
    false where no reason can make it right.
    """

    id: str
    examine: Callable[[Case], Outcry]
    waivable: bool = True
