"""What does a file of pins say: which packages, of which digests, and who asks for them?"""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

__all__ = ["ROOT", "Pin", "closure", "normal", "read_pins", "scopes"]

ROOT = Path(__file__).parents[1]

_PIN = re.compile(r"(?P<name>[\w.-]+)(\[[\w,-]+\])?==(?P<version>\S+)\s*(;\s*(?P<marker>.+?))?\s*\\?")
_HASH = re.compile(r"--hash=sha256:([0-9a-f]{64})")
_NAME = re.compile(r"[\w.-]+")


@dataclass(frozen=True, slots=True)
class Pin:
    """One package of a lock file.

    ``hashes`` are the SHA-256 digests of the files of this version, ``asked_by`` the packages that need it, and
    ``marker`` says on which systems it is installed ("" is everywhere).
    """

    name: str
    version: str
    marker: str
    hashes: tuple[str, ...]
    asked_by: frozenset[str]


def normal(name: str) -> str:
    """Return the name of a package as a registry compares it."""
    return re.sub(r"[-_.]+", "-", name).lower()


def read_pins(path: Path) -> tuple[Pin, ...]:
    """Read the pins of a file made by ``make update``, in its order."""
    blocks = re.split(r"\n(?=[^\s#])", path.read_text(encoding="utf-8"))
    return tuple(pin for block in blocks if (pin := _read_pin(block)))


def _read_pin(block: str) -> Pin | None:
    first = _PIN.fullmatch(block.splitlines()[0])
    if not first:
        return None
    asked = re.findall(r"# via (.*)", block)
    names = [each.split(" (")[0] for line in asked for each in line.split(", ")]
    return Pin(
        name=normal(first["name"]),
        version=first["version"],
        marker=first["marker"] or "",
        hashes=tuple(_HASH.findall(block)),
        asked_by=frozenset(normal(name) for name in names if not name.startswith("-")),
    )


def closure(pins: Iterable[Pin], roots: Iterable[str]) -> frozenset[str]:
    """Return the names of the roots and of everything they need, near or far."""
    known, found = list(pins), {normal(root) for root in roots}
    while more := {pin.name for pin in known if pin.name not in found and pin.asked_by & found}:
        found |= more
    return frozenset(found)


def scopes(pins: Iterable[Pin]) -> Mapping[str, tuple[str, ...]]:
    """Return for each package the extras that bring it; no extra means that docgen always needs it."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    known = list(pins)
    always = closure(known, _names(project["dependencies"]))
    extras = {
        extra: closure(known, _names(asked))
        for extra, asked in project["optional-dependencies"].items()
        if extra != "dev"
    }
    return {
        pin.name: ()
        if pin.name in always
        else tuple(extra for extra, names in extras.items() if pin.name in names)
        for pin in known
    }


def _names(requirements: Iterable[str]) -> list[str]:
    return [match[0] for each in requirements if (match := _NAME.match(each))]
