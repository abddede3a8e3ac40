"""Fill a begun spec the way its own comments say: take what is offered, write what is asked for."""

import re
from collections import Counter

from docgen.beginning.words import note_at
from docgen.spec.reader import read

__all__ = ["fill_in", "take_offers"]

OFFERED = re.compile(r"#(?! \S|$)")
"""How an offered line begins; a sentence begins with a # and one blank."""
ASKED = {"fill", "advise"}


def take_offers(text):
    """Take the # away from every line that is offered."""
    return "\n".join(line[1:] if OFFERED.match(line) else line for line in text.split("\n"))


def fill_in(text, table):
    """Write a value at every place that must or should be filled and that the table knows.

    The table holds one value for all places of a pattern, or a list in the order of the file.
    """
    raw = read(text.encode(), "begun.yaml")
    lines = text.split("\n")
    for path, value in reversed(list(_choose(raw, table))):
        line, column = _spot(raw, path)
        head, rest = lines[line - 1][: column - 1], lines[line - 1][column - 1 :]
        key = re.match(r"(\w+:)? ?", rest)
        lines[line - 1] = f"{head}{key[1] or ''} {value} {rest[key.end() :]}"
    return "\n".join(lines)


def _choose(raw, table):
    turns = Counter()
    for path in sorted(_blanks(raw.data), key=lambda each: _spot(raw, each)):
        language = path[-1] if path[-1] in {"zh", "en"} else ""
        pattern = ".".join("*" if isinstance(step, int) else step for step in path).removesuffix(
            f".{language}"
        )
        if note_at(path).kind in ASKED and pattern in table:
            values, turn = table[pattern], turns[pattern, language]
            turns[pattern, language] += 1
            yield path, values[turn] if isinstance(values, list) else values


def _spot(raw, path):
    where = raw.locate(path, key=isinstance(path[-1], str))
    return where.line, where.column


def _blanks(data, path=()):
    if data is None:
        yield path
    steps = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for step, value in steps:
        yield from _blanks(value, (*path, step))
