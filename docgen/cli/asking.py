"""Questions in the terminal: one at a time, with a usual answer, and again when an answer does not fit."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import click

from docgen.cli.console import Console
from docgen.cli.words import Words

__all__ = ["Asker", "Choice", "Unclear", "begin_asking", "can_ask", "read_number"]

T = TypeVar("T")

_NOT_LISTED = Words(
    "没有这一项。请输入 1 到 {count} 的编号。", "This is not on the list. Enter a number from 1 to {count}."
)
_LONGEST = 9
"""Figures of a number that anybody may mean."""
_NEEDED = Words("请输入内容。", "Please enter something.")


class Unclear(ValueError):  # noqa: N818 - says what an answer is
    """An answer that does not fit; its words say why."""

    def __init__(self, words: Words) -> None:
        """Keep the words."""
        super().__init__(words.en)
        self.words = words


@dataclass(frozen=True, slots=True)
class Choice:
    """One of several answers: what it is called in files, and in the reader's language."""

    id: str
    title: str


def can_ask() -> bool:
    """Tell whether somebody is there who sees a question and can answer it."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def begin_asking(console: Console) -> Asker:
    """Make ready to ask; to be done once, before the first question."""
    # What is typed in another encoding is an answer that does not fit, and no reason to end.
    getattr(sys.stdin, "reconfigure", lambda **_: None)(errors="surrogateescape")
    return Asker(console)


@dataclass(frozen=True, slots=True)
class Asker:
    """Asks on the terminal, beside the results. Ctrl-C or the end of input leaves at any question."""

    console: Console

    def say(self, words: Words, **facts: object) -> None:
        """Say something between two questions."""
        self.console.remark(words.say(self.console.language).format(**facts))

    def ask(self, question: Words, default: str, judge: Callable[[str], T]) -> T:
        """Ask until an answer fits; Enter takes the default. ``judge`` reads it or raises ``Unclear``."""
        from docgen.diagnostics import DocgenError

        asked = question.say(self.console.language)
        shown = f"{asked} [{default}]" if default else asked
        while True:
            answer = str(click.prompt(shown, default="", show_default=False, prompt_suffix="> ", err=True))
            try:
                return judge(answer.strip() or default)
            except Unclear as unclear:
                self.say(unclear.words)
            except DocgenError as failure:
                self.console.findings(failure.diagnostics)

    def choose(
        self,
        question: Words,
        choices: Sequence[Choice],
        default: str,
        free: Callable[[str], str] | None = None,
    ) -> str:
        """Show numbered choices; the answer is a number, an id or a title, or whatever ``free`` takes."""
        from docgen.diagnostics.sentences import show_line

        for number, choice in enumerate(choices, 1):
            self.console.remark(f"  {number}  {show_line(choice.title)}")
        usual = next((str(number) for number, choice in enumerate(choices, 1) if choice.id == default), "")
        return self.ask(question, usual, lambda answer: _pick(answer, choices, free))


def read_number(answer: str) -> int | None:
    """Read a whole number, in figures of any width; anything else, and what is far too long, is none."""
    return int(answer) if answer.isdecimal() and len(answer) <= _LONGEST else None


def _pick(answer: str, choices: Sequence[Choice], free: Callable[[str], str] | None) -> str:
    if not answer:
        raise Unclear(_NEEDED)
    number = read_number(answer)
    if number is not None and 1 <= number <= len(choices):
        return choices[number - 1].id
    said = answer.casefold()
    found = next((each.id for each in choices if said in {each.id.casefold(), each.title.casefold()}), None)
    if found is not None:
        return found
    if free is None or answer.isdecimal():
        raise Unclear(Words(*(words.format(count=len(choices)) for words in _NOT_LISTED)))
    return free(answer)
