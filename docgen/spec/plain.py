"""A typed spec as plain data again, as it would be written."""

from __future__ import annotations

import datetime
from typing import Any

from pydantic import BaseModel

from docgen.spec.models import GoalSpec, Text
from docgen.spec.raw import Data

__all__ = ["as_data"]


def as_data(spec: GoalSpec) -> dict[str, Data]:
    """Return what a file would say to make this spec: what is usual is left out, a text is one string or two."""
    return _record(spec)


def _record(model: BaseModel) -> dict[str, Data]:
    given = {
        field.alias or name: getattr(model, name)
        for name, field in type(model).model_fields.items()
        if field.is_required() or getattr(model, name) != field.get_default(call_default_factory=True)
    }
    return {key: _plain(value) for key, value in given.items() if value is not None}


def _plain(value: Any) -> Data:
    match value:
        case Text():
            return value.plain or _record(value)
        case BaseModel():
            return _record(value)
        case dict():
            return {key: _plain(each) for key, each in value.items()}
        case tuple() | list():
            return [_plain(each) for each in value]
        case datetime.date():
            return value.isoformat()
        case _:
            plain: Data = value
            return plain
