"""The places to sign that every document of a pack has."""

from __future__ import annotations

from typing import Literal

from pydantic import Field

from docgen.packs.names import Text
from docgen.packs.settings import Setting

__all__ = ["SignaturePlace"]


class SignaturePlace(Setting):
    """One place to sign; ``who`` says whose name and position stand there."""

    role: Text = Field(examples=["{zh: 甲方（盖章）, en: Party A (seal)}"])
    who: Literal["employee", "manager", "reviewer", "approver", "hrbp", "organization"] | None = Field(
        default=None, examples=["manager"]
    )
    seal: bool = Field(default=False, examples=["true"])
    statement: Text | None = Field(
        default=None, examples=["{zh: 本人同意以上目标, en: I agree to these goals}"]
    )
