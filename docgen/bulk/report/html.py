"""A page that works from a disk: style, script and data are in it, and nothing else can be loaded."""

from __future__ import annotations

import base64
import hashlib
import json
import re
from collections.abc import Mapping
from functools import cache
from html import escape
from importlib.resources import files
from typing import Any

from docgen.bulk.report.words import WORDS
from docgen.seal import BLANK, seal_text

__all__ = ["make_page"]

_SCRIPTS = ("script.js", "people.js", "teams.js", "course.js")
_SLOT = re.compile(r"\{\{(\w+)\}\}")
_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}


def make_page(data: Mapping[str, Any], language: str) -> bytes:
    """Return the page that shows these data, first in this language; it bears a seal."""
    place = 0 if language == "zh" else 1
    slots = {
        "lang": language,
        "title": escape(WORDS["title"][place]),
        "seal": BLANK,
        "policy": _policy(),
        "style": _asset("style.css"),
        "no_script": escape(" ".join(WORDS["no_script"])),
        "words": _encode({key: list(pair) for key, pair in WORDS.items()}),
        "data": _encode({"first": language, **data}),
        "script": _script(),
    }
    text = _SLOT.sub(lambda found: slots[found[1]], _asset("index.html"))
    return seal_text(text.encode())


def _encode(data: Any) -> str:
    """Write JSON that cannot end the element it stands in."""
    return json.dumps(data, ensure_ascii=False, separators=(",", ":")).translate(_UNSAFE)


@cache
def _policy() -> str:
    """Allow our own style and script by their digests, and nothing else."""
    return (
        f"default-src 'none'; script-src '{_digest(_script())}'; style-src '{_digest(_asset('style.css'))}'; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _digest(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


@cache
def _script() -> str:
    return "".join(map(_asset, _SCRIPTS))


@cache
def _asset(name: str) -> str:
    return files("docgen.bulk.report").joinpath("page", name).read_text(encoding="utf-8")
