"""Which addresses may a document open?"""

from __future__ import annotations

from urllib.parse import quote, urlsplit

__all__ = ["safe_address"]

_KEPT = ":/?#[]@!$&'()*+,;=%~"


def safe_address(address: str) -> str | None:
    """Return a web or mail address in the ASCII form a package may hold, or None for anything else."""
    try:
        parts = urlsplit(address.strip())
        host = parts.hostname
    except ValueError:
        return None
    web = parts.scheme in {"http", "https"} and host
    mail = parts.scheme == "mailto" and parts.path
    return quote(address.strip(), safe=_KEPT) if web or mail else None
