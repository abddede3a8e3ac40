"""One document of a run: asked for, weighed, saved and recorded."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace

from docgen.bulk.contract import Work
from docgen.bulk.model import Job, Record
from docgen.bulk.planning.keys import digest_places
from docgen.diagnostics import Diagnostic, DocgenError, Location, Severity, report
from docgen.pipeline import WRITERS, Outcome
from docgen.workshop.open_workshop import Making

__all__ = ["files_of", "make_one", "record_of", "was_killed"]

_FROM_OUTSIDE = frozenset({"SIGKILL", "SIGTERM", "SIGHUP"})


def make_one(making: Making, job: Job, work: Work) -> Record:
    """Make one document, save its files together, and say what became of it; raises nothing.

    A document with errors leaves no files, and older ones stay as they are. A bug of ours costs this
    document alone (DG901) and is confided to the run.
    """
    try:
        outcome = making.make(work.source, job.entry, work.order.day)
        return record_of(outcome, job, work)
    except DocgenError as failure:
        return _failed(job, work, failure.diagnostics)
    except Exception as bug:  # noqa: BLE001 - the documents that follow must not pay for it
        work.confide(bug)
        finding = report("DG901", Location(file=job.entry.name), file=None, problem=type(bug).__name__)
        return _failed(job, work, [finding])


def record_of(outcome: Outcome, job: Job, work: Work) -> Record:
    """Save what was made and return its record; raises DocgenError when the shelf takes no more files."""
    findings = tuple(_findings(outcome, strict=work.order.strict))
    places = digest_places(work.source.read(job.entry), job.entry) if findings else ""
    failed = replace(_failed(job, work, findings), brief=outcome.brief, places=places)
    if not outcome.ok or (work.order.strict and _has_error(findings)):
        return failed
    try:
        files = work.shelf.put(files_of(outcome, job.stem), force=work.order.force)
    except DocgenError as refusal:
        return replace(failed, findings=(*findings, *refusal.diagnostics))
    return replace(failed, status="made", files=tuple(sorted(files, key=lambda file: file.path)))


def files_of(outcome: Outcome, stem: str) -> Mapping[str, bytes]:
    """Return the files of a document by their paths; a filled Word file bears its own name too."""
    known = WRITERS.names()
    return {
        f"{stem}{'' if output in known else f'.{output}'}{artifact.suffix}": artifact.content
        for output, artifact in outcome.artifacts.items()
    }


def was_killed(record: Record) -> bool:
    """Tell whether somebody else ended the child, which is no fault of the document."""
    return any(d.code == "DG843" and d.facts.get("how") in _FROM_OUTSIDE for d in record.findings)


def _failed(job: Job, work: Work, findings: Iterable[Diagnostic]) -> Record:
    return Record(
        id=job.entry.id,
        name=job.entry.name,
        stem=job.stem,
        key=job.key,
        status="failed",
        day=work.order.day,
        who=job.who,
        findings=tuple(findings),
        called=job.called,
        language=job.language,
    )


def _findings(outcome: Outcome, *, strict: bool) -> Iterator[Diagnostic]:
    """Yield the findings of the check and of the review, each once; ``strict`` makes warnings of the check errors."""
    for found in outcome.diagnostics:
        is_raised = strict and found.severity is Severity.WARNING
        yield replace(found, severity=Severity.ERROR) if is_raised else found
    for each in outcome.review.open if outcome.review else ():
        if each.diagnostic not in outcome.diagnostics:
            yield each.diagnostic


def _has_error(findings: Iterable[Diagnostic]) -> bool:
    return any(found.severity is Severity.ERROR for found in findings)
