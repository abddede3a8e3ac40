"""Everything that can be said about a pack: what its files tell at once, then what its documents show."""

from __future__ import annotations

import datetime
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from docgen.checkup.contrast import find_faint_text
from docgen.checkup.documents import Plan, key_of, plan_trials
from docgen.checkup.fills import examine_fills
from docgen.checkup.labels import find_label_gaps, find_unused_labels, languages_of
from docgen.checkup.leftovers import find_leftovers
from docgen.checkup.pictures import find_heavy_pictures
from docgen.checkup.reach import Reach, find_reach
from docgen.checkup.typefaces import find_missing_signs, find_unlicensed_fonts
from docgen.diagnostics import Diagnostic, DocgenError, report
from docgen.packs import manifest as manifests
from docgen.packs.archive import find_misfits, gather_files
from docgen.packs.brand import brand_values
from docgen.packs.load import Pack, load_pack
from docgen.packs.theme import style_sheets
from docgen.pipeline import this_day
from docgen.render.fields import check_texts
from docgen.render.html import Templates

__all__ = ["Checkup", "check_pack"]


def check_pack(name_or_dir: str) -> Iterator[Diagnostic]:
    """Yield everything there is to say about a pack, what is cheap to find first, each finding once."""
    checkup = Checkup(name_or_dir)
    yield from checkup.look()
    yield from checkup.make()


@dataclass(slots=True)
class Checkup:
    """One pack under examination: first ``look`` at its files, then ``make`` its documents."""

    name_or_dir: str
    specs: Sequence[str] = ()
    outputs: Sequence[str] = ()
    today: datetime.date = field(default_factory=this_day)
    pack: Pack | None = None
    plan: Plan | None = None
    _told: set[object] = field(default_factory=set)
    _unknown_names: set[tuple[str | None, int | None]] = field(default_factory=set)

    def look(self) -> Iterator[Diagnostic]:
        """Yield what the files of the pack tell; nothing is rendered."""
        try:
            self.pack = load_pack(self.name_or_dir)
        except DocgenError as failure:
            yield from self._new(failure.diagnostics)
            return
        yield from self._new(_look_at_files(self.pack))
        try:
            Templates(self.pack.templates, self.pack.sections, brand_values(self.pack.brand))
        except DocgenError as failure:
            yield from self._new(failure.diagnostics)
            return
        unknown = list(_find_unknown_names(self.pack))
        self._unknown_names = {(each.where.file, each.where.line) for each in unknown}
        fills = examine_fills(self.pack)
        yield from self._new(fills.findings)
        yield from self._new(_look_at_words(self.pack, find_reach(self.pack, fills.texts), unknown))
        # What the doctor has said of a Word template is not said again in the words of a failed filling.
        asked = self.outputs or tuple(self.pack.outputs)
        if outputs := [name for name in asked if name not in fills.broken]:
            self.plan = plan_trials(self.pack, self.specs, outputs)

    def make(self, begin: Callable[[str], None] = lambda _name: None) -> Iterator[Diagnostic]:
        """Yield what the documents show, unless the files are too broken to make any."""
        if self.plan is not None:
            made = self.plan.make(begin, self.today)
            known = self._unknown_names
            yield from self._new(
                d for d in made if d.code != "DG403" or (d.where.file, d.where.line) not in known
            )

    def count(self, found: Diagnostic) -> int:
        """Return in how many documents a finding was made; 0 for one of the files."""
        return self.plan.counts.get(key_of(found), 0) if self.plan else 0

    def _new(self, found: Iterable[Diagnostic]) -> Iterator[Diagnostic]:
        for each in found:
            key = key_of(each)
            if key not in self._told:
                self._told.add(key)
                yield each


def _look_at_files(pack: Pack) -> Iterator[Diagnostic]:
    own = pack.chain.layers[0]
    yield from find_misfits(gather_files(own.folder), own.folder.name)
    yield from find_unlicensed_fonts(pack)
    yield from find_heavy_pictures(pack)
    yield from find_faint_text(pack, style_sheets(pack, without="screen"))
    yield from find_missing_signs(pack)


def _look_at_words(pack: Pack, reach: Reach, unknown: Sequence[Diagnostic]) -> Iterator[Diagnostic]:
    yield from unknown
    unused = list(find_unused_labels(pack, reach))
    idle = {each.facts["label"] for each in unused}
    missed = tuple(str(each.facts["label"]) for each in unknown if each.code == "DG463")
    for gap in find_label_gaps(pack):
        label = str(gap.facts["label"])
        if label not in idle and not any(label == one or label.startswith(f"{one}.") for one in missed):
            yield gap
    yield from unused
    yield from find_leftovers(pack, reach)
    own = pack.chain.layers[0]
    if own.manifest.clauses and "clauses" not in reach.names and not reach.everything:
        yield report("DG358", own.locate(manifests.FILE, ("clauses",)))


def _find_unknown_names(pack: Pack) -> Iterator[Diagnostic]:
    """Find the fields and labels that are not there, in branches no sample reaches and in clauses too."""
    yield from check_texts(pack, languages_of(pack))
