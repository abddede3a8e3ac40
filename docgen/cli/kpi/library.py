"""Which library a command about KPIs looks at, and how an indicator is shown as data."""

from __future__ import annotations

from dataclasses import asdict
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from docgen.cli.layout import Option
from docgen.cli.options import Name
from docgen.cli.words import Words

if TYPE_CHECKING:
    from docgen.kpis.model import Indicator, Library

__all__ = ["as_data", "find_library", "library_options"]

_PACK = Words("加上这个模板包的指标库（kpis.yaml）。", "With the library of this pack (its kpis.yaml).")
_FILE = Words("加上这个指标库文件。", "With this library file.")


def library_options() -> list[Option]:
    """Make ``--pack`` and ``--library``."""
    return [
        Option(["--pack"], _PACK, metavar="NAME|DIR", type=Name()),
        Option(["--library", "file"], _FILE, metavar="FILE", type=Name()),
    ]


def find_library(pack: str | None, file: str | None) -> Library:
    """Return our library with those that were named laid over it; raises DocgenError."""
    from docgen.kpis.lay import lay
    from docgen.kpis.library import built_in, read_library
    from docgen.packs.library import library_of

    library = library_of(pack) if pack else built_in()
    if file is None:
        return library
    from docgen.sources.files import read_file

    return lay(library, read_library(read_file(file), file), file)


def as_data(indicator: Indicator) -> dict[str, Any]:
    """Return an indicator as a program reads it."""
    guard = {
        measure: _number(value) for measure, value in asdict(indicator.guard).items() if value is not None
    }
    return {
        "id": indicator.id,
        "card": {key: _number(value) for key, value in indicator.card.items()},
        "guard": guard,
        "suggested_scoring": indicator.suggested_scoring,
        "pitfall": indicator.pitfall._asdict(),
        "words": list(indicator.words),
        "origin": indicator.origin,
    }


def _number(value: object) -> object:
    """Turn an exact figure into one that JSON has."""
    if not isinstance(value, Decimal):
        return value
    return int(value) if value == value.to_integral_value() else float(value)
