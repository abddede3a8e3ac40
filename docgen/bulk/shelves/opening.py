"""Which kind of shelf is at an address?"""

from __future__ import annotations

from docgen.bulk.contract import Shelf
from docgen.bulk.shelves.folder import FolderShelf

__all__ = ["open_shelf"]


def open_shelf(out: str) -> Shelf:
    """Return the shelf at an address: a folder, or a place in an object store (``s3://bucket/folder``).

    Raises DocgenError (DG88x) when a store is meant and cannot be used.
    """
    if "://" not in out:
        return FolderShelf(out)
    from docgen.bulk.shelves.cloud import CloudShelf  # noqa: PLC0415 - an extra, and few need it

    return CloudShelf(out)
