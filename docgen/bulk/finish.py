"""What is made of all documents together: binders, index, summary, archives."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from hashlib import sha256

from docgen.bulk.binders.binder import Binding, Bound, make_binders
from docgen.bulk.contract import Work
from docgen.bulk.events import Step, Tell
from docgen.bulk.model import Plan, Record
from docgen.bulk.records.ledger import Ledger
from docgen.bulk.report import About, make_report
from docgen.bulk.stopping import Stop, StoppedError
from docgen.diagnostics import Diagnostic
from docgen.sources.contract import TeamSource
from docgen.spec.raw import RawSpec

__all__ = ["Finish"]


@dataclass(frozen=True)
class Finish:
    """The last part of a run: the plan is done, and its records are settled."""

    plan: Plan
    work: Work
    ledger: Ledger
    stop: Stop
    workers: int
    binder: bool
    zips: bool
    prune: bool

    def make(self, tell: Tell) -> tuple[tuple[str, ...], tuple[Diagnostic, ...]]:
        """Bring everything up to date; return the paths of it and what is worth saying.

        Raises DocgenError, and StoppedError when somebody asked to stop.
        """
        bound = self._bind(tell)
        if self.work.stop.is_set():
            raise StoppedError
        tell(Step("report"))
        about = About(
            key=self.ledger.digest,
            zips=self.zips,
            force=self.work.order.force,
            prune=self.prune,
            binders=bound.paths,
            shared=self.shared if isinstance(self.work.source, TeamSource) else None,
            shared_key=self._shared_key,
        )
        reported = make_report(self.records, self.work.shelf, about)
        binders = (path for team in bound.paths.values() for path in team)
        paths = (*(file.path for file in reported.files), *binders)
        return tuple(sorted(dict.fromkeys(paths), key=_depth)), (*bound.findings, *reported.findings)

    def records(self) -> Iterator[Record]:
        """Yield the record of every document in the order of the plan; may be called again."""
        return self.ledger.records(self.plan.ids)

    def shared(self, folder: str) -> RawSpec | None:
        """Return what everybody has whose documents lie in a folder, where the source knows that."""
        source = self.work.source
        return source.shared(self._teams.get(folder, folder)) if isinstance(source, TeamSource) else None

    def _bind(self, tell: Tell) -> Bound:
        if self.binder:
            tell(Step("binders"))
        jobs = (*self.plan.jobs, *self.plan.kept, *self.plan.outside)
        binding = Binding(
            entries={job.entry.id: job.entry for job in jobs} if self.binder else {},
            shared=self.shared,
            workers=self.workers,
            wanted=self.binder,
            prune=self.prune,
        )
        with self.stop.gently():  # it looks at the wish itself
            return make_binders(self.records, self.work, binding)

    @cached_property
    def _teams(self) -> Mapping[str, str]:
        """Map folders to the names their teams have in the source."""
        jobs = (*self.plan.jobs, *self.plan.kept, *self.plan.outside)
        return {job.stem.rpartition("/")[0]: job.entry.team for job in reversed(jobs)}

    @property
    def _shared_key(self) -> str:
        total = sha256()
        if isinstance(self.work.source, TeamSource):
            for folder in sorted(self._teams):
                raw = self.shared(folder)
                total.update(repr((folder, raw and raw.data)).encode("utf-8", "surrogatepass"))
        return total.hexdigest()


def _depth(path: str) -> int:
    """Put what is about everybody before what is about a team."""
    return path.count("/")
