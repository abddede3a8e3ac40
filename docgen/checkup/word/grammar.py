"""Every placeholder for itself: is its word known, can it be used in Word, and can it be read?"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from difflib import get_close_matches

from jinja2 import Environment
from jinja2.exceptions import TemplateSyntaxError

from docgen.checkup.word.blocks import BLOCKS, MIDDLES, opens
from docgen.checkup.word.findings import Finding, about_tag
from docgen.checkup.word.strangers import is_foreign_tag
from docgen.render.word.tags import LEVELS, Kind, Tag

__all__ = ["check_grammar", "is_sound"]

_WRITTEN = re.compile(r"\{%(?:tr|tc|p|r)? (.*) %\}")
_WORD_OWN = ("colspan", "cellbg", "vm", "hm")
"""What concerns cells of a table and is known in Word only."""

_PACK_ONLY = ("include", "import", "from", "extends", "block", "endblock")
_KNOWN = (*BLOCKS, *MIDDLES, *(f"end{word}" for word in BLOCKS), *_WORD_OWN, "do")
_SAID = {
    "如果": "if",
    "若": "if",
    "循环": "for",
    "对于": "for",
    "遍历": "for",
    "否则": "else",
    "否则如果": "elif",
    "结束": "endif",
    "结束如果": "endif",
    "结束循环": "endfor",
    "end": "endif",
    "elseif": "elif",
    "elsif": "elif",
    "each": "for",
    "foreach": "for",
    "fi": "endif",
    "done": "endfor",
    "next": "endfor",
}
"""What people write instead."""


def check_grammar(tags: Sequence[Tag], environment: Environment) -> Iterator[tuple[Finding, Tag]]:
    """Check placeholders one by one; blocks are not looked at.

    Yields each finding with the placeholder as it was probably meant, so that one slip is told once: the
    end of a misspelled beginning has its beginning.
    """
    for tag in tags:
        if tag.kind is Kind.COMMENT or is_foreign_tag(tag):
            continue
        if tag.kind is Kind.STATEMENT and tag.word in _PACK_ONLY:
            yield about_tag("DG457", tag, name=tag.word), tag
        elif tag.kind is Kind.STATEMENT and tag.word not in _KNOWN:
            written = _meant(tag)
            yield about_tag("DG452", tag, name=tag.word or None, written=written), _as_meant(tag, written)
        elif not is_sound(tag, environment):
            written = _instead(tag)
            yield about_tag("DG456", tag, written=written), _as_meant(tag, written)


def _as_meant(tag: Tag, written: str | None) -> Tag:
    """Return a placeholder with the body of what was probably meant."""
    found = _WRITTEN.fullmatch(written or "")
    return replace(tag, body=found[1]) if found else tag


def _meant(tag: Tag) -> str | None:
    """Write what was probably meant by an unknown word."""
    words = tag.body.split()
    if words and words[0] in LEVELS:  # ``{% p if`` with a blank too many
        return f"{{%{' '.join(words)} %}}"
    for level in LEVELS:  # ``{%pif`` without the blank
        word = tag.word.removeprefix(level)
        if word != tag.word and word in _KNOWN:
            return f"{{%{level} {tag.body.removeprefix(level)} %}}"
    together = "".join(words[:2])  # ``end for``
    if len(words) > 1 and together in _KNOWN:
        return f"{{%{tag.level} {' '.join([together, *words[2:]])} %}}"
    near = _SAID.get(tag.word) or next(iter(get_close_matches(tag.word.lower(), _KNOWN, n=1)), None)
    return near and f"{{%{tag.level} {' '.join([near, *words[1:]])} %}}"


def _instead(tag: Tag) -> str | None:
    """Write what was probably meant by a statement that cannot be read."""
    words = tag.body.split()
    if words[:2] == ["else", "if"]:
        return f"{{%{tag.level} elif {' '.join(words[2:])} %}}"
    if tag.word in {"if", "elif"} and " = " in tag.body:
        return f"{{%{tag.level} {tag.body.replace(' = ', ' == ')} %}}"
    return None


def is_sound(tag: Tag, environment: Environment) -> bool:
    """Tell whether a placeholder can be read for itself."""
    if tag.kind is Kind.STATEMENT and tag.word not in _KNOWN:
        return False
    if tag.word in _WORD_OWN and tag.kind is Kind.STATEMENT:
        source = f"{{{{ {tag.body.removeprefix(tag.word).strip() or 1} }}}}"
    elif tag.kind is Kind.EXPRESSION:
        source = f"{{{{ {tag.body} }}}}"
    else:
        source = _completed(tag)
    if tag.level in {"p", "tr", "tc"} and any(sign in tag.body for sign in "%}"):
        return False  # the letter after the bracket is understood only without these signs
    try:
        environment.parse(source)
    except TemplateSyntaxError:
        return False
    return True


def _completed(tag: Tag) -> str:
    """Put around a statement what it needs to be read alone."""
    own = f"{{% {tag.body} %}}"
    if opens(tag):
        return f"{own}{{% end{tag.word} %}}"
    if tag.word in MIDDLES:
        return f"{{% if 1 %}}{own}{{% endif %}}"
    if tag.word.startswith("end"):
        return "" if tag.body == tag.word else "{% no %}"
    return own
