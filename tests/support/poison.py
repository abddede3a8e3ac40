"""A value that ends the process of a dask worker as soon as its document is made there."""

from __future__ import annotations

import os
from contextlib import suppress

from distributed import get_worker


class Poison:
    """Travels to the worker unharmed; to be sent on to the child that makes the document is deadly."""

    def __reduce__(self):
        with suppress(ValueError):
            get_worker()
            os.kill(os.getpid(), 9)
        return Poison, ()
