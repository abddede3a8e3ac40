"""How a value of the wrong type would be written right: the facts behind the hints."""

from __future__ import annotations

import re
import unicodedata
from typing import Any

from docgen.diagnostics import Fact, FieldPath
from docgen.spec.fields import known_keys
from docgen.spec.kinds import kind_of

__all__ = ["remedy", "written"]

_NUMBER = re.compile(r"[-+]?[0-9]+(?:\.[0-9]+)?")
_GROUPED = re.compile(r"[-+]?[0-9]{1,3}(?:,[0-9]{3})+(?:\.[0-9]+)?")
_WITH_UNIT = re.compile(r"[-+]?[0-9.,]+ *(?P<unit>[^0-9.,+-][^0-9]{0,9})")
_NEEDS_QUOTES = re.compile(r"""[,:#\[\]{}&*!|>'"%@`]|^[-?0-9\s]|\s$|^(?:true|false|null|~)$""", re.IGNORECASE)
_SHORTENED = re.compile(r"[0-9](?:\.[0-9]+)?E\+[0-9]{2}")
"""What a spreadsheet makes of a long number, such as that of an employee: its last figures are lost."""
_FIGURES = frozenset({"value", "score", "level"})
_LONGEST = 60
"""Characters of a value that is worth repeating."""


def written(value: Any) -> str | None:
    """Write a scalar the way it stands in a file; lists and mappings are not repeated."""
    match kind_of(value):
        case "yes_no":
            return str(value).lower()
        case "number" | "text":
            return str(value) if str(value).strip() else f'"{value}"'
        case _:
            return None


def remedy(expected: str, value: Any, path: FieldPath) -> dict[str, Fact]:
    """Return the facts that tell how to write a value so that it is what is expected."""
    kind = kind_of(value)
    if expected == "text" and kind in {"number", "yes_no"}:
        said = written(value) or ""
        return {"shortened": said} if _SHORTENED.fullmatch(said) else {"quoted": f'"{said}"'}
    if expected in {"number", "whole_number"} and isinstance(value, str):
        return _number(value.strip())
    if expected == "list":
        return {"item": _item(value, path)}
    if expected == "mapping":
        return {"form": _form(value, path)}
    return {}


def _number(word: str) -> dict[str, Fact]:
    """Find the number in a word, and what keeps it from being one."""
    narrow = unicodedata.normalize("NFKC", word[:_LONGEST])
    bare = narrow.removesuffix("%").strip()
    plain = bare.replace(",", "") if _GROUPED.fullmatch(bare) else bare
    if not _NUMBER.fullmatch(plain):
        found = _WITH_UNIT.fullmatch(narrow)
        return {"unit": found["unit"].strip()} if found else {}
    if bare != narrow:
        return {"percent": plain}
    if plain != bare:
        return {"grouped": plain}
    return {"unquoted": plain} if narrow == word else {"wide": plain}


def _item(value: Any, path: FieldPath) -> str:
    """Write one entry of a list, made of what is there."""
    if isinstance(value, dict):
        key = next(iter(value), "…")
        return f"- {key}: {_quoted(value[key]) if value.get(key) is not None else '…'}"
    names, _ = known_keys(path, None)
    if names and names != ("zh", "en"):
        return f"- {names[0]}: {_for_field(names[0], value)}"
    return f"- {_for_field('', value)}"


def _form(value: Any, path: FieldPath) -> str | None:
    """Write a mapping with its first field, made of what is there."""
    names, _ = known_keys(path, None)
    if not names:
        return None
    inner, _ = known_keys((*path, names[0]), None)
    said = _for_field(names[0], value) if inner in {(), ("zh", "en")} else "…"
    return f"{{{names[0]}: {said}}}"


def _for_field(name: str, value: Any) -> str:
    """Write a value for the first field of a mapping, which is a text unless its name says a figure."""
    is_figure = name in _FIGURES or kind_of(value) not in {"number", "yes_no"}
    return _quoted(value) if is_figure else f'"{written(value)}"'


def _quoted(value: Any) -> str:
    said = written(value)
    if said is None or len(said) > _LONGEST or "\n" in said:
        return "…"
    if isinstance(value, str) and _NEEDS_QUOTES.search(said):
        mark = "'" if '"' in said else '"'
        return f"{mark}{said}{mark}"
    return said
