"""Examine the Word templates that a pack fills: what the doctor says of each, and what they ask for."""

from __future__ import annotations

from dataclasses import dataclass, field

from docgen.checkup.word.check import check_word
from docgen.diagnostics import Diagnostic, DocgenError
from docgen.packs.load import Pack

__all__ = ["Examined", "examine_fills"]


@dataclass(frozen=True, slots=True)
class Examined:
    """What was found in the Word templates of a pack.

    ``texts`` are their placeholders as text of templates, ``broken`` the outputs that cannot be filled.
    """

    findings: list[Diagnostic] = field(default_factory=list)
    texts: list[str] = field(default_factory=list)
    broken: list[str] = field(default_factory=list)


def examine_fills(pack: Pack) -> Examined:
    """Examine every Word template once, however many outputs are made of it."""
    examined = Examined()
    faulty: dict[str, bool] = {}
    for output, fill in pack.outputs.items():
        if fill is None:
            continue
        if fill.file not in faulty:
            faulty[fill.file] = _examine(pack, fill.file, examined)
        if faulty[fill.file]:
            examined.broken.append(output)
    return examined


def _examine(pack: Pack, file: str, examined: Examined) -> bool:
    """Examine one; tell whether it has errors."""
    try:
        checkup = check_word(pack.chain.find(file) or b"", pack.chain.show(file), pack=pack)
    except DocgenError as failure:
        examined.findings.extend(failure.diagnostics)
    else:
        examined.findings.extend(checkup.diagnostics)
        examined.texts.extend(checkup.sources.values())
        return not checkup.ok
    return True
