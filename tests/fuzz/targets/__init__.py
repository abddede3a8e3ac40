"""Everything that reads bytes."""

from tests.fuzz.target import Target
from tests.fuzz.targets import documents, packs, specs, tables

__all__ = ["TARGETS"]

TARGETS: dict[str, Target] = {
    each.name: each for each in (*specs.TARGETS, *tables.TARGETS, *packs.TARGETS, *documents.TARGETS)
}
