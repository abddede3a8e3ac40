"""Where will the files of everybody lie? Unique and portable on every system, before anything is made."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, NamedTuple

from docgen.delivery.names import portable, same_name
from docgen.pipeline import WRITERS

__all__ = ["Clash", "Wish", "endings", "find_clashes", "is_shared", "settle"]

MAX_STEPS = 3
"""Folders within each other."""
MAX_STEP = 80
"""UTF-8 bytes of the name of a folder: with three of them and a file, a path is short enough for Windows."""

_OURS_AT_TOP = ("index", "summary", "report", "zip")
"""Names at the top of the output folder that belong to all together, whatever their ending."""
_BINDER = re.compile(r"_(合订本|binder)(-\d+)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Wish:
    """How a document wants to be called.

    ``team`` are names with ``/`` between them; where a source knows no teams it is empty, and the department
    is a folder. ``language`` is told in the name when the document is not in the spec's own.
    """

    team: str
    department: str
    stem: str
    employee: str = ""
    language: str | None = None


class Clash(NamedTuple):
    """Two documents, by their places in the plan, and a file that both would write."""

    first: int
    second: int
    path: str


def endings(settings: Mapping[str, Any]) -> tuple[str, ...]:
    """Return how the files of one document end: ``.pdf``, ``.docx``; a filled Word file bears its own name."""
    return tuple(
        dict.fromkeys(
            _suffix(name) if name in WRITERS.names() else f".{name}.docx" for name in settings["to"]
        )
    )


def _suffix(name: str) -> str:
    return f".{name}" if name in WRITERS.built_in else str(WRITERS.find(name).suffix)


def is_shared(path: str) -> bool:
    """Tell whether a file in the output folder is made for all together: index, summary, archive, binder."""
    top, _, rest = path.partition("/")
    stem = path.rpartition("/")[2].rpartition(".")[0]
    own = top if rest else top.partition(".")[0]
    return same_name(own) in _OURS_AT_TOP or bool(_BINDER.fullmatch(stem))


def settle(wishes: Sequence[Wish], suffixes: Sequence[str]) -> list[str]:
    """Return the path of every document without an ending, relative and with ``/``.

    People of one name in one folder are told apart by their ids, where these differ: all of them, so that the
    name of one does not depend on who came first. What ``find_clashes`` finds afterwards cannot be told apart.
    """
    folders = _settle_folders(wishes)
    stems = [_place(folder, _stem(wish)) for folder, wish in zip(folders, wishes, strict=True)]
    ids: dict[str, set[str]] = {}
    for stem, wish in zip(stems, wishes, strict=True):
        ids.setdefault(same_name(stem), set()).add(wish.employee)
    taken = set(map(same_name, folders))
    for at, (folder, wish) in enumerate(zip(folders, wishes, strict=True)):
        if wish.employee and len(ids[same_name(stems[at])]) > 1:
            stems[at] = _place(folder, _stem(wish, f"_{wish.employee}"))
        if any(same_name(stems[at] + suffix) in taken for suffix in suffixes):  # a team is called so
            stems[at] += "_"
    return stems


def find_clashes(stems: Sequence[str | None], suffixes: Sequence[str]) -> Iterator[Clash]:
    """Yield every document that would write a file of an earlier one, with all it meets; None writes nothing."""
    taken: dict[str, int] = {}
    for at, stem in enumerate(stems):
        met: dict[int, str] = {}
        if stem is None:
            continue
        for suffix in suffixes:
            first = taken.setdefault(same_name(stem + suffix), at)
            if first != at:
                met.setdefault(first, stem + suffix)
        yield from (Clash(first, at, path) for first, path in met.items())


def _stem(wish: Wish, tail: str = "") -> str:
    """Return a portable stem that is not one of ours."""
    stem = portable(wish.stem + tail)
    if _BINDER.fullmatch(stem):
        stem += "_"
    return f"{stem}.{wish.language}" if wish.language else stem


def _place(folder: str, stem: str) -> str:
    if folder:
        return f"{folder}/{stem}"
    return _disown(stem)


def _settle_folders(wishes: Sequence[Wish]) -> list[str]:
    """Return the folder of every document; teams that a careless file system would mix are told apart."""
    raw = [_steps(wish) for wish in wishes]
    made: dict[tuple[str, ...], str] = {}
    for steps in raw:
        if steps not in made:
            made[steps] = _folder(steps)
    meanings: dict[str, dict[tuple[str, ...], None]] = {}
    for steps, folder in made.items():
        meanings.setdefault(same_name(folder), {})[tuple(map(_meaning, steps))] = None
    spelled: dict[str, str] = {}
    for steps, folder in made.items():
        if len(meanings[same_name(folder)]) > 1:
            made[steps] = _folder(steps, _mark(steps))
        made[steps] = spelled.setdefault(same_name(made[steps]), made[steps])
    return [made[steps] for steps in raw]


def _steps(wish: Wish) -> tuple[str, ...]:
    """Return the names of the folders within each other; nothing but dots and blanks is no name."""
    names = wish.team.split("/") if wish.team else [wish.department]
    steps = tuple(name for name in names if name.strip(" .\t\n"))
    return (*steps[: MAX_STEPS - 1], "_".join(steps[MAX_STEPS - 1 :])) if len(steps) > MAX_STEPS else steps


def _folder(steps: tuple[str, ...], mark: str = "") -> str:
    tidy = [" ".join(step.split()) for step in steps]
    named = [portable(step, MAX_STEP) for step in tidy]
    if mark:
        named[-1] = f"{portable(tidy[-1], MAX_STEP - len(mark) - 1)}_{mark}"
    return "/".join((_disown(named[0]), *named[1:])) if named else ""


def _disown(name: str) -> str:
    """Return a name for the top of the output folder that is not one of ours."""
    first, dot, rest = name.partition(".")
    return f"{first}_{dot}{rest}" if same_name(first) in _OURS_AT_TOP else name


def _meaning(step: str) -> str:
    """Return what two spellings of one team have in common."""
    return same_name(" ".join(step.split()))


def _mark(steps: tuple[str, ...]) -> str:
    whole = "/".join(map(_meaning, steps))
    return hashlib.sha256(whole.encode("utf-8", "surrogatepass")).hexdigest()[:8]
