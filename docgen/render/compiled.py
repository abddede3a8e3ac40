"""Templates compiled once a process: another language or a changed brand needs no template anew."""

from __future__ import annotations

from collections import OrderedDict
from types import CodeType

from jinja2.bccache import Bucket, BytecodeCache

__all__ = ["Compiled"]

_MOST = 400
"""Templates that are remembered; a pack has some thirty, and only a preview sees them change."""


class Compiled(BytecodeCache):
    """Remember the code of templates by their names and sources, in memory alone; the oldest are forgotten.

    Compiling the templates of a pack takes longer than everything else that is done before the first
    document. One memory serves one kind of environment: the code depends on its settings.
    """

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._codes: OrderedDict[tuple[str, str], CodeType] = OrderedDict()

    def load_bytecode(self, bucket: Bucket) -> None:
        """Put the code into a bucket, if the same source was compiled before."""
        key = (bucket.key, bucket.checksum)
        if key in self._codes:
            self._codes.move_to_end(key)
            bucket.code = self._codes[key]

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Remember the code of a bucket."""
        if bucket.code is not None:
            self._codes[bucket.key, bucket.checksum] = bucket.code
        while len(self._codes) > _MOST:
            self._codes.popitem(last=False)
