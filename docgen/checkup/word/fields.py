"""The fields a Word template uses: held against the catalogue, and guessed from names of other programs."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches
from functools import cache

from docgen.checkup.word.findings import Finding, about_tag
from docgen.packs.sandbox import Sandbox
from docgen.render.fields import Known, check_fields
from docgen.render.word.tags import Kind, Tag
from docgen.view.catalogue import catalogue
from docgen.view.names import is_foreign

__all__ = ["check_names", "skeleton", "suggest"]

_VARIABLES = re.compile(r"for\s+([\w\s,]*?)\s+(?:in|of|IN|In|:|于|在)\b")
_ANYTHING = "[][0]"
"""An expression of which nothing can be said."""

_LIKE = 0.65
_SINGLE = frozenset({"text", "number", "yes_no", "choice", "day"})
_PEOPLE = {"employee": "person", "staff": "person", "company": "organization", "position": "title"}
"""Words of other systems for what is called otherwise here."""


def skeleton(order: Sequence[tuple[Tag, str]], wrong: Sequence[Tag]) -> str:
    """Write the placeholders of a part one a line; those that cannot be read become harmless ones."""
    bad = {(id(tag.paragraph), tag.start) for tag in wrong}
    return "\n".join(_line(tag, body, is_bad=(id(tag.paragraph), tag.start) in bad) for tag, body in order)


def check_names(
    order: Sequence[tuple[Tag, str]], wrong: Sequence[Tag], name: str, environment: Sandbox, known: Known
) -> Iterator[Finding]:
    """Report what is wrong with the fields of one part."""
    tags = [tag for tag, _ in order]
    for found in check_fields(skeleton(order, wrong), name, environment, known):
        if found.where.line is None:
            yield Finding(found)
            continue
        if found.code == "DG409" and "join(" in str(found.facts.get("remedy")):
            continue  # Word shows a list of texts line by line
        tag = tags[min(found.where.line, len(tags)) - 1]
        shell = about_tag("DG456", tag)
        facts = {"place": tag.place, "tag": tag.raw, "around": tag.around, **found.facts}
        located = replace(found, where=shell.diagnostic.where, facts=facts)
        yield replace(shell, diagnostic=located)


def _line(tag: Tag, body: str, *, is_bad: bool) -> str:
    body = " ".join(body.split())
    if tag.kind is Kind.EXPRESSION:
        return "" if is_bad else f"{{{{ {body} }}}}"
    if tag.kind is Kind.COMMENT or tag.word in {"vm", "hm"}:
        return ""
    if tag.word in {"colspan", "cellbg"}:
        return "" if is_bad else f"{{{{ {body.removeprefix(tag.word)} }}}}"
    if not is_bad or body != " ".join(tag.body.split()):  # an end that was added is always right
        return f"{{% {body} %}}"
    return _harmless(tag.word, body)


def _harmless(word: str, body: str) -> str:
    """Begin the same block without saying anything of fields."""
    if word == "for":
        found = _VARIABLES.match(body)
        variables = ", ".join(re.findall(r"[^\W\d]\w*", found[1])) if found else ""
        return f"{{% for {variables or '_'} in {_ANYTHING} %}}"
    if word in {"if", "elif"}:
        return f"{{% {word} 1 %}}"
    return {"with": "{% with %}", "set": "{% set _ %}", "macro": "{% macro _() %}"}.get(word, "")


def suggest(name: str) -> str | None:
    """Write what another program calls by a name: a field, or a loop; None if nothing is like it."""
    in_chinese = is_foreign(name)
    if loop := _loop(name, in_chinese):
        return loop
    ways = _ways(in_chinese)
    wanted = _plain(name.rpartition(".")[2]), _plain(name)
    near = [word for word in wanted if word in ways] or get_close_matches(wanted[1], ways, n=1, cutoff=_LIKE)
    return f"{{{{ {ways[near[0]]} }}}}" if near else None


def _loop(name: str, in_chinese: bool) -> str | None:
    """Write the loop over a list that is called so."""
    for field in catalogue().root.fields.values():
        names = field.zh_names if in_chinese else (field.key,)
        if field.kind.record in catalogue().records and field.kind.name == "list":
            listed = names[0] if in_chinese else ""
            entry = catalogue().entry(field.kind.record, listed)[0 if in_chinese else 1]
            if _plain(name) in {_plain(each) for each in (*names, entry)}:
                return f"{{% for {entry} in {names[0]} %}}"
    return None


@cache
def _ways(in_chinese: bool) -> dict[str, str]:
    """Map names, with and without that of the record, to the way to a field that holds one value."""
    ways: dict[str, str] = {}
    top = catalogue().root.fields.values()
    for field in sorted(top, key=lambda field: field.key != "person"):  # of two names the person's is meant
        owners = field.zh_names if in_chinese else (field.key,)
        if field.kind.name in _SINGLE:
            ways |= {_plain(name): name for name in owners if _plain(name) not in ways}
        if field.kind.name != "record" or field.kind.record not in catalogue().records or not owners:
            continue
        for part in catalogue().records[field.kind.record].fields.values():
            names = part.zh_names if in_chinese else (part.key,)
            for name in names if part.kind.name in _SINGLE else ():
                for word in (*(f"{owner}{name}" for owner in owners), name):
                    ways.setdefault(_plain(word), f"{owners[0]}.{names[0]}")
    return ways


def _plain(name: str) -> str:
    """Write a name without capitals, blanks and marks, and in our words."""
    word = re.sub(r"[\W_]+", "", unicodedata.normalize("NFKC", name)).casefold()
    for other, ours in _PEOPLE.items():
        word = word.replace(other, ours)
    return word
