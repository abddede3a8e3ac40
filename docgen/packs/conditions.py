"""When a section or a clause belongs to a document: at which stage, and with what in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any

from pydantic import BeforeValidator, Field, WithJsonSchema

from docgen.packs.settings import Setting, as_listed, one_of
from docgen.spec.models.parties import Stage
from docgen.spec.parts import PARTS

__all__ = ["When"]

Part = Annotated[
    str,
    BeforeValidator(one_of("DG330", PARTS)),
    WithJsonSchema({"type": "string", "enum": list(PARTS)}),
]


class When(Setting):
    """Every condition that is written must hold; of several stages one, of several parts all."""

    stage: Annotated[
        tuple[Stage, ...] | None, BeforeValidator(as_listed, json_schema_input_type=Stage | list[Stage])
    ] = Field(default=None, strict=False, min_length=1, examples=["[final]"])
    has: Annotated[
        tuple[Part, ...] | None, BeforeValidator(as_listed, json_schema_input_type=Part | list[Part])
    ] = Field(default=None, strict=False, min_length=1, examples=["[swot]"])

    def holds(self, view: Mapping[str, Any]) -> bool:
        """Tell whether a document meets the condition."""
        staged = self.stage is None or view["document"]["stage"] in self.stage
        return staged and all(view["has"][part] for part in self.has or ())
