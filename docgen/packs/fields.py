"""The company's own fields: what users may or must write under ``custom:`` of a spec."""

from __future__ import annotations

from typing import Literal, Self

from pydantic import Field, model_validator

from docgen.packs.names import Key, Text
from docgen.packs.settings import Setting, refuse

__all__ = ["CustomField"]


class CustomField(Setting):
    """One field: how it is called in the document, what kind of value it takes."""

    label: Text = Field(examples=["{zh: 成本中心, en: Cost center}"])
    type: Literal["text", "number", "date", "yes_no", "choice"] = Field(default="text", examples=["text"])
    required: bool = Field(default=False, examples=["true"])
    choices: dict[Key, Text] = Field(default_factory=dict, examples=["{A: {zh: 甲类, en: Class A}}"])
    help: Text | None = Field(default=None, examples=["{zh: 财务系统中的编号, en: The number in finance}"])

    @model_validator(mode="after")
    def _choices_for_a_choice(self) -> Self:
        """Insist that a choice has something to choose from, and nothing else has."""
        if (self.type == "choice") != bool(self.choices):
            raise refuse("DG333" if self.type == "choice" else "DG332", type=self.type)
        return self
