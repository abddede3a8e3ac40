"""How much is measured: all of it on a quiet machine, or just enough to see that the bench works."""

from __future__ import annotations

from dataclasses import dataclass

from tests.bench.subject import Subject

__all__ = ["FULL", "QUICK", "Crowds", "Effort"]


@dataclass(frozen=True)
class Crowds:
    """How many people each row is about, and what is made of each."""

    rounds: int
    """Pairs of the row about two workers, and of that about a plain loop."""
    workers: int
    """People of those rows."""
    batch: int
    """People of the rows about the second run and about docxtpl with LibreOffice."""
    few: int
    many: int
    plan: int
    jobs: int
    """Workers of the rows that name no number."""
    to: str
    pack: str


@dataclass(frozen=True)
class Effort:
    """The documents, and how often each row is repeated."""

    main: Subject
    shorter: Subject
    documents: int
    fillings: int
    starts: int
    peaks: int
    """Fresh processes whose peak of memory is compared."""
    memory: tuple[int, int]
    """After how many documents the memory of one process is compared."""
    kpis: tuple[int, int]
    crowds: Crowds


FULL = Effort(
    main=Subject("market-entry", "zh", "classic"),
    shorter=Subject("data-platform", "en", "responsibility"),
    documents=15,
    fillings=100,
    starts=7,
    peaks=3,
    memory=(100, 1000),
    kpis=(500, 125),
    crowds=Crowds(
        rounds=3,
        workers=40,
        batch=100,
        few=100,
        many=1000,
        plan=100_000,
        jobs=2,
        to="pdf,docx",
        pack="classic",
    ),
)
QUICK = Effort(
    main=Subject("market-entry", "zh", "onepage"),
    shorter=Subject("data-platform", "zh", "onepage"),
    documents=1,
    fillings=2,
    starts=1,
    peaks=1,
    memory=(1, 2),
    kpis=(30, 20),
    crowds=Crowds(rounds=1, workers=2, batch=1, few=2, many=3, plan=50, jobs=1, to="docx", pack="onepage"),
)
