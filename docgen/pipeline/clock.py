"""What day it is: the one place that asks the clock."""

from __future__ import annotations

import datetime
import os
import re

__all__ = ["this_day"]

_EPOCH = re.compile("[0-9]{1,11}")


def this_day() -> datetime.date:
    """Today where the user is, or the day SOURCE_DATE_EPOCH names, for builds that must repeat."""
    epoch = os.environ.get("SOURCE_DATE_EPOCH", "")
    if _EPOCH.fullmatch(epoch):
        return datetime.datetime.fromtimestamp(int(epoch), tz=datetime.UTC).date()
    return datetime.datetime.now().astimezone().date()
