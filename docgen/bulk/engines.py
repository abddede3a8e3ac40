"""Who can make the documents of a run? Built-ins and guests in one table."""

from __future__ import annotations

from docgen.registry import Registry

__all__ = ["ENGINES"]

ENGINES = Registry(
    "docgen.engines",
    {"processes": "docgen.bulk.processes:Processes", "dask": "docgen.bulk.dask.engine:Dask"},
)
"""Every engine there is; each is a class that is made with the number of workers and the address, see ``run``."""
