"""Do something as a person who may not do everything."""

from __future__ import annotations

import os
import traceback
from collections.abc import Callable

__all__ = ["unprivileged"]

NOBODY = 65534


def unprivileged(work: Callable[[], object]) -> bool:
    """Run a piece of a test where file permissions count; tell whether it succeeded.

    Root may read and write everything, so root does it in a child that becomes nobody. Whatever the
    piece needs must be imported before.
    """
    if os.geteuid() != 0:
        work()
        return True
    child = os.fork()
    if child == 0:
        try:
            os.setuid(NOBODY)
            work()
        except BaseException:  # noqa: BLE001 - the child has no other way to tell
            traceback.print_exc()
            os._exit(1)
        os._exit(0)
    return os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
