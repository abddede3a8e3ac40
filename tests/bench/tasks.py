"""Every row of the bench, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator

from tests.bench.crowds import crowd_tasks
from tests.bench.documents import document_tasks
from tests.bench.effort import Effort
from tests.bench.peers import peer_tasks
from tests.bench.processes import process_tasks
from tests.bench.row import Task

__all__ = ["tasks"]


def tasks(effort: Effort) -> Iterator[Task]:
    """Yield what is to be measured; nothing is done before it is asked for."""
    yield from document_tasks(effort)
    yield from peer_tasks(effort)
    yield from process_tasks(effort)
    yield from crowd_tasks(effort.crowds)
