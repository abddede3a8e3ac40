"""The bricks every model is made of: text in one or two languages, numbers, dates, ids.

The types are stricter than pydantic's own: a date is ISO text and nothing else, a number is never a
bool or a word, a text carries no character a document cannot show (threats T25–T27).
"""

from __future__ import annotations

import datetime
import re
from decimal import Decimal
from typing import Annotated, Any, Literal, Self

from pydantic import (
    AfterValidator,
    BaseModel,
    BeforeValidator,
    ConfigDict,
    Field,
    GetJsonSchemaHandler,
    WithJsonSchema,
    model_validator,
)
from pydantic.json_schema import JsonSchemaValue
from pydantic_core import CoreSchema, PydanticCustomError

__all__ = [
    "MAX_ITEMS",
    "MAX_NUMBER",
    "MAX_TEXT",
    "MAX_WORD",
    "Date",
    "Flag",
    "Id",
    "Language",
    "Model",
    "Month",
    "Number",
    "Text",
    "Weight",
    "Word",
]

MAX_TEXT = 20_000
"""Characters in one text of a spec."""
MAX_WORD = 500
"""Characters in a name, a title or another single line."""
MAX_ITEMS = 1_000
"""Entries in one list."""
MAX_NUMBER = Decimal("1e15")
"""Largest magnitude a figure may have; beyond it a unit is wrong."""
MIN_EXPONENT = -12
"""Smallest power of ten a figure may reach down to."""
MAX_DIGITS = 60
"""Digits behind the point that a figure may have, and zeros that an exponent may stand for."""
YEARS = (1990, 2100)
"""First and last year a date may have."""

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
# C0 and C1 controls but tab and newline, surrogates, noncharacters, bidi controls.
_FORBIDDEN = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\u2028\u2029\u202a-\u202e\u2066-\u2069\ufdd0-\ufdef\ufffe\uffff]"
)


class Model(BaseModel):
    """A frozen part of a spec; an unknown key is an error, an empty key counts as left out."""

    # Of seventy models a run asks one or two to validate; what is never asked is never built.
    model_config = ConfigDict(frozen=True, extra="forbid", hide_input_in_errors=True, defer_build=True)

    @model_validator(mode="before")
    @classmethod
    def _empty_is_left_out(cls, value: Any) -> Any:
        """Drop empty fields; an unknown key stays, empty or not, so that it is reported."""
        if not isinstance(value, dict):
            return value
        known = {field.alias or name for name, field in cls.model_fields.items()}
        return {key: each for key, each in value.items() if each is not None or key not in known}


def _clean(value: Any) -> Any:
    """Refuse what is no text, and characters that no document can show."""
    if not isinstance(value, str):
        raise PydanticCustomError("text_type", "not text")
    found = _FORBIDDEN.search(value)
    if found:
        raise PydanticCustomError(
            "text_character",
            "character not allowed",
            {"character": f"U+{ord(found.group()):04X}", "position": found.start() + 1},
        )
    return value


def _one_line(value: str) -> str:
    if "\n" in value or "\t" in value:
        raise PydanticCustomError("text_lines", "one line only")
    if not value.strip():
        raise PydanticCustomError("text_blank", "blank")
    return value


def _number(value: Any) -> Decimal:
    """Take an int or a Decimal as the reader made it; never a bool, a float or a word."""
    if isinstance(value, bool) or not isinstance(value, int | Decimal):
        raise PydanticCustomError("number_type", "not a number")
    number = Decimal(value)
    if not number.is_finite():
        raise PydanticCustomError("number_finite", "not finite")
    # Exponents first: arithmetic with one beyond the context is an error, and zero has them too.
    exponent = int(number.as_tuple().exponent)
    if not -MAX_DIGITS <= exponent <= MAX_DIGITS or not -MAX_NUMBER <= number <= MAX_NUMBER:
        raise PydanticCustomError("number_range", "beyond reason")
    if number and number.adjusted() < MIN_EXPONENT:
        raise PydanticCustomError("number_range", "beyond reason")
    return number


def _date(value: Any) -> datetime.date:
    """Take ISO text (2027-03-31) and nothing else."""
    if isinstance(value, datetime.date) and not isinstance(value, datetime.datetime):
        return value
    if not isinstance(value, str) or not _DATE.fullmatch(value):
        raise PydanticCustomError("date_format", "not a date")
    try:
        date = datetime.date.fromisoformat(value)
    except ValueError:
        raise PydanticCustomError("date_impossible", "no such day") from None
    if not YEARS[0] <= date.year <= YEARS[1]:
        raise PydanticCustomError("date_range", "year beyond reason")
    return date


Word = Annotated[str, Field(max_length=MAX_WORD), BeforeValidator(_clean), AfterValidator(_one_line)]
"""One line of text in one language: a name, a unit, a number of a document."""

Paragraphs = Annotated[str, Field(max_length=MAX_TEXT), BeforeValidator(_clean)]
"""Text of any number of lines."""

Id = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9._&-]*$", max_length=60), BeforeValidator(_clean)]
"""A stable id that is printed: ``G1``, ``K1``, ``M1.2``."""

Number = Annotated[
    Decimal, BeforeValidator(_number), WithJsonSchema({"type": "number", "minimum": -1e15, "maximum": 1e15})
]
"""An exact figure; the digits of the file are kept (4.0 stays 4.0)."""

Weight = Annotated[
    Decimal,
    BeforeValidator(_number),
    Field(gt=0, le=100),
    WithJsonSchema({"type": "number", "exclusiveMinimum": 0, "maximum": 100}),
]
"""A share in percent: above 0, at most 100."""

Date = Annotated[
    datetime.date,
    BeforeValidator(_date),
    WithJsonSchema({"type": "string", "format": "date", "pattern": r"^\d{4}-\d{2}-\d{2}$"}),
]
"""A day as ISO text: ``2027-03-31``."""

Month = Annotated[int, Field(strict=True, ge=1, le=12)]
Language = Literal["zh", "en"]
Flag = Annotated[bool, Field(strict=True)]
"""True or false and no word or number that stands for it."""


class Text(Model):
    """Words in one language or in both; written as one string or as ``{zh: …, en: …}``."""

    plain: Paragraphs | None = None
    zh: Paragraphs | None = None
    en: Paragraphs | None = None

    @model_validator(mode="before")
    @classmethod
    def _from_string(cls, value: Any) -> Any:
        if isinstance(value, str):
            return {"plain": value}
        if not isinstance(value, dict):
            raise PydanticCustomError("text_type", "not text")
        if "plain" in value:
            raise PydanticCustomError("text_plain", "unknown key", {"key": "plain"})
        return value

    @model_validator(mode="after")
    def _says_something(self) -> Self:
        if not any((part or "").strip() for part in (self.plain, self.zh, self.en)):
            raise PydanticCustomError("text_blank", "blank")
        return self

    def say(self, language: str) -> str:
        """Return the words in this language (``zh`` or ``en``), else the words there are."""
        first, second = (self.zh, self.en) if language == "zh" else (self.en, self.zh)
        return self.plain or first or second or ""

    @classmethod
    def __get_pydantic_json_schema__(
        cls, core_schema: CoreSchema, handler: GetJsonSchemaHandler
    ) -> JsonSchemaValue:
        """Publish both ways of writing: a string, or a mapping of languages."""
        one = {"type": "string", "minLength": 1, "maxLength": MAX_TEXT}
        both = {
            "type": "object",
            "properties": {"zh": one, "en": one},
            "additionalProperties": False,
            "minProperties": 1,
        }
        return {"anyOf": [one, both]}
