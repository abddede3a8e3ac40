"""The fields that a Word template uses, as a JSON Schema that is replaced only while nobody has changed it."""

from __future__ import annotations

import json

from docgen.render.fields import Used, json_schema_of
from docgen.seal import BLANK, seal_text

__all__ = ["schema_bytes"]


def schema_bytes(used: Used, language: str) -> bytes:
    """Write the schema; names and meanings are in one language."""
    schema = json_schema_of(used, language)
    sealed = {"$schema": schema.pop("$schema"), "$comment": BLANK, **schema}
    return seal_text((json.dumps(sealed, ensure_ascii=False, indent=2) + "\n").encode())
