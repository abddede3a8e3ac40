"""Look into a pack that somebody handed over, before a byte of it reaches the disk."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

from pydantic import Field, ValidationError

from docgen.archive import Unsafe, UnsafeError, list_members, read_members
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.packs import manifest as manifests
from docgen.packs.archive import CONTENTS, FORMAT, LIMITS, find_misfits
from docgen.packs.locate import built_in_packs
from docgen.packs.manifest import Title
from docgen.packs.names import Name
from docgen.packs.portable import same_path
from docgen.packs.settings import Setting, read_settings

__all__ = ["Bundle", "read_bundle"]

_CODES = {
    "broken": "DG368",
    "locked": "DG369",
    "many": "DG370",
    "large": "DG370",
    "ratio": "DG370",
    "name": "DG371",
    "twice": "DG372",
    "link": "DG373",
    "overlap": "DG368",
}
_BESIDE = "../"


class _File(Setting):
    size: int = Field(ge=0)
    sha256: str = Field(pattern="^[0-9a-f]{64}$")


class _Contents(Setting):
    """The whole of the list of contents."""

    format: int
    pack: Name
    title: Title
    packs: tuple[Name, ...] = Field(strict=False, min_length=1)
    files: dict[str, _File]


@dataclass(frozen=True, slots=True)
class Bundle:
    """A pack and its ancestors as they came, child first: pack → file → content."""

    name: str
    packs: Mapping[str, Mapping[str, bytes]]


def read_bundle(content: bytes, shown: str) -> Bundle:
    """Read what ``pack_up`` made; ``shown`` names the file.

    Raises DocgenError with everything that is wrong: DG368 no such file or a broken one, DG369 a
    password, DG370 too much, DG371 names that lead outside or do not work everywhere, DG372 a name
    twice, DG373 links, DG374 kinds of files that a pack cannot hold, DG375 files that are not as they
    were listed, DG377 the name of a built-in pack, DG379 a list or a parent that does not fit.
    """
    members = _open(content, shown)
    listed = members.pop(CONTENTS, None)
    if listed is None:
        raise DocgenError([report("DG368", Location(shown), file=shown)])
    contents = _read_contents(listed, shown)
    packs = {
        name: {
            member.removeprefix(f"{name}/"): held
            for member, held in members.items()
            if member.startswith(f"{name}/")
        }
        for name in contents.packs
    }
    if wrong := [*_unlike(contents, members, shown), *_unfit(contents, packs, shown)]:
        raise DocgenError(wrong)
    return Bundle(contents.pack, packs)


def _open(content: bytes, shown: str) -> dict[str, bytes]:
    """Unpack in memory; what the archive says of itself is judged with the names inside it."""
    unsafe: tuple[Unsafe, ...] = ()
    members: dict[str, bytes] = {}
    try:
        names = list_members(content)
        members = read_members(content, LIMITS)
    except UnsafeError as refused:
        unsafe = refused.reasons
        names = () if unsafe[0].reason == "broken" else names
    found = [_explain(one, shown) for one in unsafe]
    told = {(each.code, same_path(str(each.facts.get("member")))) for each in found}
    inside = {name: b"" for name in names if name != CONTENTS and not name.endswith("/")}
    misfits = find_misfits(inside, shown)
    found.extend(each for each in misfits if (each.code, same_path(str(each.facts["member"]))) not in told)
    if found:
        raise DocgenError(found)
    return members


def _explain(unsafe: Unsafe, shown: str) -> Diagnostic:
    code = _CODES[unsafe.reason]
    where = Location(f"{shown}/{unsafe.member}" if unsafe.member else shown)
    if code == "DG368":
        return report(code, where, file=shown)
    if code == "DG370":
        return report(code, where, member=unsafe.member or shown, limit=_limit(unsafe))
    return report(code, where, member=unsafe.member)


def _limit(unsafe: Unsafe) -> str:
    if unsafe.reason == "large":
        return f"{(unsafe.limit or LIMITS.total) >> 20} MB"
    return f"{unsafe.limit}" if unsafe.reason == "many" else f"1:{unsafe.limit}"


def _read_contents(listed: bytes, shown: str) -> _Contents:
    where = Location(f"{shown}/{CONTENTS}")
    try:
        data: Any = json.loads(listed)
        if isinstance(data, dict) and isinstance(data.get("format"), int) and data["format"] > FORMAT:
            raise DocgenError([report("DG379", where, member=CONTENTS)])
        return _Contents.model_validate(data)
    except (ValueError, RecursionError, ValidationError) as problem:
        raise DocgenError([report("DG379", where, member=CONTENTS)]) from problem


def _unlike(contents: _Contents, members: Mapping[str, bytes], shown: str) -> Iterator[Diagnostic]:
    """Report what is missing, what was added and what was changed."""
    for name in sorted({*contents.files, *members}):
        listed, held = contents.files.get(name), members.get(name)
        if listed is None or held is None or sha256(held).hexdigest() != listed.sha256:
            yield report("DG375", Location(f"{shown}/{name}"), member=name)


def _unfit(contents: _Contents, packs: Mapping[str, Mapping[str, bytes]], shown: str) -> Iterator[Diagnostic]:
    """Report files that belong to no pack, names that are taken, and parents that are not here."""
    strangers = [name for name in sorted(contents.files) if name.split("/", 1)[0] not in packs]
    if contents.pack != contents.packs[0]:
        strangers.append(CONTENTS)
    for name in strangers:
        yield report("DG379", Location(f"{shown}/{name}"), member=name)
    for name, files in packs.items():
        if name in built_in_packs():
            yield report("DG377", Location(shown), pack=name)
        yield from _misfit(name, files, packs, shown)


def _misfit(
    name: str, files: Mapping[str, bytes], packs: Mapping[str, Mapping[str, bytes]], shown: str
) -> Iterator[Diagnostic]:
    place = f"{shown}/{name}/{manifests.FILE}"
    try:
        said = read_settings(files.get(manifests.FILE, b""), place).data
    except DocgenError as failure:
        yield from failure.diagnostics
        return
    known = {*built_in_packs(), *(f"{_BESIDE}{other}" for other in packs), None}
    parent = said.get("extends")
    if said.get("name") != name or (parent if isinstance(parent, str) else None) not in known:
        yield report("DG379", Location(place), member=f"{name}/{manifests.FILE}")
