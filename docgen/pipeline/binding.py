"""Many documents in one file, for whoever leads a team: composed one by one, then bound behind a front."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, ClassVar, cast

from docgen.diagnostics import Checked, DocgenError, Severity
from docgen.pipeline.making import make
from docgen.pipeline.outcome import Outcome
from docgen.pipeline.press import LAYOUT_FIRST, Press
from docgen.pipeline.proving import Gate
from docgen.spec.models import GoalSpec

# What makes documents is imported by the functions that make them, as everywhere in this room.
if TYPE_CHECKING:
    from docgen.document.model import Artifact, Asset, Document, Meta
    from docgen.packs.load import Pack
    from docgen.spec.raw import RawSpec
    from docgen.writers.pdf.binder import Span
    from docgen.writers.pdf.writer import PdfWriter

__all__ = ["FRONT", "Composed", "Front", "Seat", "bind", "compose", "has_front"]

FRONT = "binder/binder.html.j2"
"""The template of title page, contents and overview."""

_STYLES = "binder"


@dataclass(frozen=True, slots=True)
class Seat:
    """A line of the contents: a person, and the place of the document among those of the file.

    ``member`` is None for a document that is not there; ``title`` is what the outline calls it.
    """

    name: str
    title: str
    position: str
    member: int | None


@dataclass(frozen=True, slots=True)
class Front:
    """What stands before the documents: plain values only, so that they travel.

    ``overview`` is what the templates show of the whole team, None where it is not to be shown. Of a binder
    in several files ``volumes`` are pairs of the first and the last name in each.
    """

    team: str
    language: str
    seats: tuple[Seat, ...]
    overview: Mapping[str, Any] | None = None
    volume: int = 1
    volumes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Composed:
    """A document that is rendered and not laid out yet, who will write it, and what the front says of it."""

    document: Document
    writer: PdfWriter
    organization: str
    logo: str
    pictures: Mapping[str, Asset]
    period: str
    marking: str


@dataclass(slots=True)
class _Hold:
    """A writer that keeps the document instead of writing it."""

    suffix: ClassVar[str] = ".pdf"
    media_type: ClassVar[str] = ""  # of no kind, so that nobody proves it
    documents: list[Document] = field(default_factory=list)

    def write(self, document: Document) -> Checked[Artifact]:
        from docgen.document.model import Artifact

        self.documents.append(document)
        return Checked(Artifact(b"", self.media_type, self.suffix))


def has_front(press: Press) -> bool:
    """Tell whether a pack, or an ancestor of it, has what the front of a binder is made of."""
    return FRONT in press.pack.templates and "binder" in press.labels


def compose(
    raw: RawSpec,
    checked: Checked[GoalSpec],
    press: Press,
    today: datetime.date,
    pictures: Mapping[str, Asset],
    *,
    review: bool = False,
) -> Composed:
    """Render a checked spec as its own file has it; raises DocgenError when that would not be made."""
    hold = _Hold()
    holding = replace(press, writers={LAYOUT_FIRST: cast("Any", hold)}, fillers={})
    outcome = make(raw, checked, holding, today, pictures, review=review)
    if not hold.documents or not outcome.ok or not outcome.artifacts:
        raise DocgenError(found for found in outcome.diagnostics if found.severity is Severity.ERROR)
    spec, language = checked.value, press.locale.language
    brief = outcome.brief
    return Composed(
        document=replace(hold.documents[0], source={}),
        writer=cast("PdfWriter", press.writers[LAYOUT_FIRST]),
        organization=spec.organization.name.say(language),
        logo=spec.organization.logo or press.pack.brand.logo or "",
        pictures=pictures,
        period=brief.period if brief else "",
        marking=spec.document.marking.say(language) if spec.document.marking else "",
    )


def bind(members: Sequence[Composed], front: Front, press: Press, day: datetime.date) -> Outcome:
    """Bind documents into one PDF behind a front that ``press`` makes; ``day`` is the day of the newest.

    What goes wrong with the templates of the front, or with the layout, is told in the outcome.
    """
    from docgen.render.html import MAX_HTML
    from docgen.writers.pdf.binder import Member
    from docgen.writers.pdf.binder import bind as bind_pdf

    values = _values(members, front, press)
    meta = _meta(values, front, press, day)
    assets = {**press.theme.assets, **(members[0].pictures if members else {})}

    def make_front(spans: Sequence[Span]) -> Document:
        from docgen.document.model import Document

        html = press.templates.run(FRONT, {**values, "people": _people(front.seats, spans)}, MAX_HTML)
        return Document(html=html, body=(), meta=meta, assets=assets)

    seats = {seat.member: seat for seat in front.seats}
    bound = [Member(each.writer, each.document, seats[place].title) for place, each in enumerate(members)]
    try:
        artifact, warnings = bind_pdf(cast("PdfWriter", press.writers[LAYOUT_FIRST]), make_front, bound)
    except DocgenError as failure:
        return Outcome(diagnostics=failure.diagnostics)
    if stops := Gate().stop(artifact):
        return Outcome(diagnostics=(*warnings, *stops))
    return Outcome(artifacts=MappingProxyType({LAYOUT_FIRST: artifact}), diagnostics=warnings)


def _values(members: Sequence[Composed], front: Front, press: Press) -> dict[str, Any]:
    """Return what the templates see, but for the people and their pages."""
    from markupsafe import Markup

    first = members[0] if members else None
    paper = sorted((press.theme.page.width, press.theme.page.height))
    return {
        "locale": {"tag": press.locale.tag, "language": press.locale.language},
        "labels": press.labels,
        "style": Markup(_style(press.pack).replace("<", "")),  # noqa: S704 - style sheets of the pack
        "paper": {"short": paper[0], "long": paper[1]},
        "organization": {"name": first.organization if first else "", "logo": first.logo if first else ""},
        "period": first.period if first else "",
        "marking": first.marking if first else "",
        "team": front.team,
        "overview": front.overview,
        "volume": front.volume,
        "volumes": [{"first": one, "last": other} for one, other in front.volumes],
    }


def _style(pack: Pack) -> str:
    """Join the style sheets of the front, the oldest ancestor's first; a file replaces one of its name."""
    names = (name for layer in reversed(pack.chain.layers) for name in layer.names(_STYLES, ".css"))
    return "\n".join(
        (pack.chain.find(name) or b"").decode("utf-8-sig", "replace") for name in dict.fromkeys(names)
    )


def _people(seats: Sequence[Seat], spans: Sequence[Span]) -> list[dict[str, Any]]:
    return [
        {
            "name": seat.name,
            "title": seat.title,
            "position": seat.position,
            "page": None if seat.member is None else spans[seat.member].first,
            "address": None if seat.member is None else spans[seat.member].address,
        }
        for seat in seats
    ]


def _meta(values: Mapping[str, Any], front: Front, press: Press, day: datetime.date) -> Meta:
    from docgen.document.model import Meta

    words = press.labels["binder"]
    title = f"{front.team} {words['title']}".strip()
    if front.volumes:
        title += f" {words['volume'].format(number=front.volume)}"
    return Meta(
        title=title,
        language=press.locale.tag,
        subject=values["period"],
        organization=values["organization"]["name"],
        created=day,
    )
