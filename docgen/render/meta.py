"""What a file says about itself, taken from the View."""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from docgen.document.model import Meta

__all__ = ["make_meta"]


def make_meta(view: Mapping[str, Any]) -> Meta:
    """Name title, author and the rest; the day of the document stands in for the day of creation."""
    document, person = view["document"], view["person"]
    day = document["date"] or view["today"]
    return Meta(
        title=document["title"],
        language=view["locale"]["tag"],
        author=person["name"],
        subject=document["subtitle"] or " ".join(filter(None, [person["name"], view["period"]["text"]])),
        organization=view["organization"]["name"],
        keywords=tuple(filter(None, [document["number"], document["stage_text"]])),
        identifier=document["number"],
        version=document["version"],
        created=datetime.date.fromisoformat(day) if day else None,
    )
