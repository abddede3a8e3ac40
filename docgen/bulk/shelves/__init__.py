"""Where do finished files go?"""

from docgen.bulk.shelves.opening import open_shelf

__all__ = ["open_shelf"]
