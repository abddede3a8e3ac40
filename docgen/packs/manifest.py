"""What ``pack.yaml`` may say: name, ancestry, sections, outputs."""

from __future__ import annotations

from collections.abc import Iterator
from importlib.metadata import PackageNotFoundError, version
from typing import Annotated

from pydantic import Field

from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.packs.settings import Setting, check_settings
from docgen.spec.raw import RawSpec

__all__ = ["FILE", "VIEWS", "Manifest", "Title", "read_manifest"]

FILE = "pack.yaml"
VIEWS = frozenset({1})
"""Versions of the View that templates of today may be written for."""

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
_CLAUSE = r"\s*(>=|<=|==|!=|<|>)\s*\d+(\.\d+)*\s*"
Requirement = Annotated[str, Field(pattern=rf"^{_CLAUSE}(,{_CLAUSE})*$")]


class Title(Setting):
    """The pack's name as people read it."""

    zh: str = Field(min_length=1, examples=["经典"])
    en: str = Field(min_length=1, examples=["Classic"])


class Manifest(Setting):
    """The whole of ``pack.yaml``. ``sections`` and ``outputs`` left out are taken from the parent."""

    name: Name = Field(examples=["acme"])
    title: Title = Field(examples=["{zh: 经典, en: Classic}"])
    extends: str | None = Field(default=None, min_length=1, examples=["classic"])
    requires: Requirement | None = Field(default=None, examples=[">=0.1,<1"])
    view: int = Field(default=1, examples=[1])
    sections: tuple[Name, ...] | None = Field(default=None, strict=False, examples=["[cover, goals]"])
    outputs: tuple[Name, ...] | None = Field(default=None, strict=False, examples=["[html, pdf, docx]"])


def read_manifest(settings: RawSpec) -> Manifest:
    """Check ``pack.yaml``; raises DocgenError with DG304–DG306, DG311 (docgen's age) or DG312 (view)."""
    manifest = check_settings(Manifest, settings)
    if unfit := list(_misfits(manifest, settings)):
        raise DocgenError(unfit)
    return manifest


def _misfits(manifest: Manifest, settings: RawSpec) -> Iterator[Diagnostic]:
    here = _docgen_version()
    if manifest.requires and here and not satisfies(here, manifest.requires):
        facts = {"pack": manifest.name, "requires": manifest.requires, "version": here}
        yield report("DG311", settings.locate(("requires",)), **facts)
    if manifest.view not in VIEWS:
        known = tuple(str(number) for number in sorted(VIEWS))
        yield report("DG312", settings.locate(("view",)), view=manifest.view, known=known)


def satisfies(running: str, requirement: str) -> bool:
    """Tell whether a release such as ``0.3.1`` fits ``>=0.3,<1``; only the numbers count."""
    return all(_holds(running, clause.strip()) for clause in requirement.split(","))


def _holds(running: str, clause: str) -> bool:
    operator = clause.rstrip("0123456789. ")
    ours, wanted = _numbers(running), _numbers(clause.removeprefix(operator))
    return {
        ">=": ours >= wanted,
        "<=": ours <= wanted,
        "==": ours == wanted,
        "!=": ours != wanted,
        ">": ours > wanted,
        "<": ours < wanted,
    }[operator]


def _numbers(release: str) -> tuple[int, ...]:
    """Read the leading numbers, padded so that 1.0 equals 1.0.0."""
    numbers: list[int] = []
    for part in release.strip().split("."):
        if not part.isdigit():
            break
        numbers.append(int(part))
    return (*numbers, *(0,) * (4 - len(numbers)))


def _docgen_version() -> str | None:
    try:
        return version("docgen")
    except PackageNotFoundError:  # run from a checkout that was never installed
        return None
