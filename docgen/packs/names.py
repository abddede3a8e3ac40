"""The forms of names, words and pictures in the files of a pack."""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BeforeValidator, Field

from docgen.spec.models.base import Text

__all__ = ["Key", "Name", "Positive", "Text", "no_truth"]

Name = Annotated[str, Field(pattern=r"^[a-z][a-z0-9]*(-[a-z0-9]+)*$", max_length=60)]
"""The name of a pack, a section, a clause, an output: ``appendix-kpis``."""

Key = Annotated[str, Field(min_length=1, max_length=60, pattern=r"^[^\s.\[\]{}\"']+$")]
"""What users write in front of a colon, in any script: ``cost_center``, ``成本中心``."""


def no_truth(value: Any) -> Any:
    """Refuse ``true``, which would count as 1."""
    if isinstance(value, bool):
        raise ValueError  # noqa: TRY004 - what a validator is expected to raise
    return value


Positive = Annotated[
    float, Field(strict=False, gt=0, le=1000, allow_inf_nan=False), BeforeValidator(no_truth)
]
