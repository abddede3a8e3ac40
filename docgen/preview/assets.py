"""The files of the page itself: a table of names, read once; nothing else can be asked for."""

from __future__ import annotations

import json
from importlib.resources import files

from docgen.preview.texts import WORDS

__all__ = ["read_assets"]

_TYPES = {
    "index.html": "text/html; charset=utf-8",
    "style.css": "text/css; charset=utf-8",
    "script.js": "text/javascript; charset=utf-8",
    "word.js": "text/javascript; charset=utf-8",
    "icon.svg": "image/svg+xml",
    "vendor/docx-preview.min.js": "text/javascript; charset=utf-8",
    "vendor/jszip.min.js": "text/javascript; charset=utf-8",
}


def read_assets(language: str) -> dict[str, tuple[bytes, str]]:
    """Return content and media type of every file of the page, by its name; ``language`` is the first shown."""
    page = files("docgen.preview").joinpath("page")
    assets = {name: (page.joinpath(name).read_bytes(), kind) for name, kind in _TYPES.items()}
    return {**assets, "words.js": (_words(language), _TYPES["script.js"])}


def _words(language: str) -> bytes:
    spoken = {
        code: {key: pair[place] for key, pair in WORDS.items()} for place, code in enumerate(("zh", "en"))
    }
    told = json.dumps({"first": language, "words": spoken}, ensure_ascii=False)
    return f"const Texts = {told};\n".encode()
