"""What a workshop is asked and answers when the files of many documents are to be named before they are made."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, TypeAlias

__all__ = ["PARTS", "Named", "Parts"]

PARTS = ("document", "organization", "person", "period")
"""The parts of a spec that names are made of."""

Parts: TypeAlias = Mapping[str, Any]
"""These parts as they were written, right or wrong."""

Named: TypeAlias = tuple[str | None, str | None]
"""How the pattern of the pack calls the files, and the language if it is not the spec's own.

The first is None where there is no pattern, and empty where a document has no name because it cannot be made.
"""
