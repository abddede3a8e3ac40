"""What may a document show? Its own pictures and those of the theme; no file, no network."""

from __future__ import annotations

import base64
import binascii
from collections.abc import Mapping
from typing import Any
from urllib.parse import unquote, unquote_to_bytes

from weasyprint.urls import URLFetcher, URLFetcherResponse

from docgen.document.model import Asset

__all__ = ["MAX_DATA", "AssetFetcher", "RefusedError"]

MAX_DATA = 8 * 1024 * 1024
"""Characters a ``data:`` address may have."""


class RefusedError(ValueError):
    """An address that is no asset and no data; the engine goes on without it."""


class AssetFetcher(URLFetcher):  # type: ignore[misc]  # the engine has no types
    """Serve assets by name and ``data:`` addresses; remember what was refused.

    The engine's own fetcher is built of handlers for http, ftp and files. Its constructor is not
    called, so there is no handler: nothing here could open anything, whatever an address says.
    """

    def __init__(self, assets: Mapping[str, Asset]) -> None:
        """Keep the assets that may be asked for."""
        self._assets = assets
        self._fail_on_errors = False
        self.refused: dict[str, None] = {}

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> Any:  # noqa: ARG002 - the engine's signature
        """Return an asset or decoded data; raise ``RefusedError`` for every other address."""
        found = _decode(url) if url[:5].lower() == "data:" else self._assets.get(unquote(url))
        if found is None:
            self.refused[url] = None
            raise RefusedError(url)
        return URLFetcherResponse(url, found.content, {"Content-Type": found.media_type})


def _decode(url: str) -> Asset | None:
    head, comma, body = url[5:].partition(",")
    if not comma or len(url) > MAX_DATA:
        return None
    media_type = head.split(";", maxsplit=1)[0] or "text/plain"
    try:
        content = unquote_to_bytes(body)
        return Asset(base64.b64decode(content) if head.endswith(";base64") else content, media_type)
    except binascii.Error:
        return None
