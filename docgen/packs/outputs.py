"""What a pack can be made into: formats by their names, and Word files to be filled."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Annotated, Any

from pydantic import Discriminator, Field, Tag

from docgen.diagnostics import Location
from docgen.packs.names import Name
from docgen.packs.settings import Setting
from docgen.spec.raw import RawSpec

__all__ = ["Fill", "OutputEntry", "Outputs", "lay_outputs"]


class OutputEntry(Setting):
    """An output; ``fill`` names a Word file of the pack whose placeholders are filled."""

    fill: str | None = Field(
        default=None,
        pattern=r"^\w[\w ()-]*(/\w[\w ()-]*)*(\.[\w ()-]+)*\.docx$",
        examples=["word/letter.docx"],
    )


def _kind(value: Any) -> str | None:
    """Tell a list of formats from outputs with their settings."""
    if isinstance(value, dict):
        return "[settings]"
    return "[formats]" if isinstance(value, list | tuple) else None


Outputs = Annotated[
    Annotated[tuple[Name, ...], Field(strict=False), Tag("[formats]")]
    | Annotated[dict[Name, OutputEntry], Tag("[settings]")],
    Discriminator(_kind),
]


@dataclass(frozen=True, slots=True)
class Fill:
    """A Word file of a pack that is filled: its path in the pack, and where the pack names it."""

    file: str
    where: Location


def lay_outputs(parent: Mapping[str, Fill | None], said: Any, settings: RawSpec) -> dict[str, Fill | None]:
    """Lay the outputs of one pack over its parent's; a list replaces them, a mapping adds to them."""
    if isinstance(said, tuple):
        return dict.fromkeys(said)
    own = {
        name: Fill(entry.fill, settings.locate(("outputs", name, "fill"))) if entry.fill else None
        for name, entry in said.items()
    }
    return {**parent, **own}
