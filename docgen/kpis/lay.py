"""Lay a library file over a library: new indicators, and what is different about those there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from decimal import Decimal
from typing import Any, cast

from pydantic import ValidationError

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, report
from docgen.i18n.languages import NO_WORDS, Words
from docgen.kpis.entries import NEEDED, Entry, GuardEntry, LibraryFile, PresetEntry
from docgen.kpis.mistakes import explain_mistakes, guilty_entries
from docgen.kpis.model import CARD, Guard, Indicator, Library, Preset
from docgen.spec.fields import nearest
from docgen.spec.models.base import Text
from docgen.spec.order import in_order
from docgen.spec.raw import Data, RawSpec

__all__ = ["lay"]

_MEASURES: Mapping[str, tuple[str, ...]] = {
    "higher": ("ratio", "headroom", "change", "target"),
    "lower": ("reduction", "change", "target"),
    "range": ("change", "target"),
    "maintain": ("change", "target"),
}
"""What a guard may measure, by direction."""


def lay(library: Library, raw: RawSpec, origin: str) -> Library:
    """Return the library with a file laid over it; fields that the file does not state stay.

    ``origin`` names the file's library to readers. Raises DocgenError with every mistake (DG390 to DG399).
    """
    said, found = _read(raw)
    laying = _Laying(library, raw, origin)
    laying.lay_indicators(said)
    found += laying.found
    names = (*laying.indicators, *_names(raw.data.get("indicators")))
    roles, stages = _lay_presets(library.roles, said.roles), _lay_presets(library.stages, said.stages)
    found += _judge_presets(said, {"roles": roles, "stages": stages}, names, raw)
    if found:
        raise DocgenError(in_order(found))
    shown = {name: each for name, each in laying.indicators.items() if name not in laying.hidden}
    return Library(
        indicators=shown,
        roles=_without(roles, shown),
        stages=_without(stages, shown),
        hidden={name: laying.indicators[name] for name in laying.hidden},
        units=_add_units(library.units, said),
    )


def _read(raw: RawSpec) -> tuple[LibraryFile, list[Diagnostic]]:
    """Check the form of a file; entries with mistakes are left out of what is returned beside them."""
    try:
        return LibraryFile.model_validate(raw.data), list(raw.faults)
    except ValidationError as error:
        found = [*raw.faults, *explain_mistakes(error, raw)]
        guilty = guilty_entries(error)
    sound = {
        part: {name: each for name, each in entries.items() if (part, name) not in guilty}
        for part, entries in raw.data.items()
        if isinstance(entries, dict) and (part,) not in guilty and part in LibraryFile.model_fields
    }
    return LibraryFile.model_validate(sound), found


class _Laying:
    """The indicators of a library while a file is laid over them."""

    def __init__(self, library: Library, raw: RawSpec, origin: str) -> None:
        self.indicators = {**library.indicators, **library.hidden}
        self.hidden = set(library.hidden)
        self.raw, self.origin = raw, origin
        self.found: list[Diagnostic] = []

    def lay_indicators(self, said: LibraryFile) -> None:
        for name, entry in said.indicators.items():
            base = self.indicators.get(name)
            found = list(self._judge_new(name, entry)) if base is None else []
            made = None if found else _merge(base, name, entry, self.origin)
            self.found += found or self._judge(made)
            if made:
                self.indicators[name] = made
            if "hidden" in entry.model_fields_set:
                (self.hidden.add if entry.hidden else self.hidden.discard)(name)

    def _judge_new(self, name: str, entry: Entry) -> Iterator[Diagnostic]:
        """Ask a new indicator for what it cannot do without (DG391), and that there is something to hide (DG399)."""
        where, near = self.raw.locate(("indicators", name), key=True), nearest(name, tuple(self.indicators))
        missing = tuple(field for field in NEEDED if getattr(entry, field) is None)
        if entry.hidden and missing:
            yield report("DG399", where, name=name, near=near)
        elif missing:
            yield report("DG391", where, name=name, missing=missing, near=near)

    def _judge(self, made: Indicator | None) -> list[Diagnostic]:
        return [] if made is None else [*self._judge_guard(made), *self._judge_bounds(made)]

    def _judge_guard(self, made: Indicator) -> Iterator[Diagnostic]:
        """Find measures that say nothing about the direction, and those without their bound (DG396)."""
        direction = str(made.card["direction"])
        for measure in GuardEntry.model_fields:
            if getattr(made.guard, measure) is not None and measure not in _MEASURES[direction]:
                where = self._place(made.id, ("guard", measure), ("direction",))
                fitting = _MEASURES[direction]
                yield report("DG396", where, measure=measure, direction=direction, known=fitting)
        if made.guard.headroom is not None and "upper_bound" not in made.card:
            where = self._place(made.id, ("guard", "headroom"))
            yield report("DG396", where, measure="headroom", bound="upper_bound")

    def _judge_bounds(self, made: Indicator) -> Iterator[Diagnostic]:
        low, high = made.card.get("lower_bound"), made.card.get("upper_bound")
        if isinstance(low, Decimal) and isinstance(high, Decimal) and low >= high:
            where = self._place(made.id, ("upper_bound",), ("lower_bound",))
            yield report("DG397", where, low=str(low), high=str(high))

    def _place(self, name: str, *choices: FieldPath) -> Any:
        """Give the place of the first of some fields that this file states, else of the indicator."""
        entry = cast("dict[str, Any]", cast("dict[str, Any]", self.raw.data["indicators"])[name])
        stated = (choice for choice in choices if entry.get(str(choice[0])) is not None)
        return self.raw.locate(("indicators", name, *next(stated, ())), key=True)


def _merge(base: Indicator | None, name: str, entry: Entry, origin: str) -> Indicator:
    card = {field: _plain(getattr(entry, field)) for field in CARD if getattr(entry, field) is not None}
    if base is None:
        base = Indicator(id=name, name=NO_WORDS, category="", card={})
    changes: dict[str, Any] = {"card": {**base.card, **card}, "origin": origin}
    if entry.name is not None:
        changes["name"] = _both(entry.name)
    if entry.category is not None:
        changes["category"] = entry.category
    if entry.suggested_scoring is not None:
        changes["suggested_scoring"] = entry.suggested_scoring
    if entry.guard is not None:
        changes["guard"] = Guard(**entry.guard.model_dump())
    if entry.pitfall is not None:
        changes["pitfall"] = _both(entry.pitfall)
    changes["words"] = tuple(dict.fromkeys((*base.words, *entry.words)))
    return replace(base, **changes)


def _plain(value: Any) -> Any:
    """Turn a value of a file into what a spec would say: a text in one language or a mapping of both."""
    if not isinstance(value, Text):
        return value
    return value.plain if value.plain is not None else value.model_dump(exclude_none=True)


def _both(text: Text) -> Words:
    return Words(text.say("zh"), text.say("en"))


def _lay_presets(known: Mapping[str, Preset], said: Mapping[str, PresetEntry]) -> dict[str, Preset]:
    made = dict(known)
    for name, entry in said.items():
        base = made.get(name) or Preset(name, NO_WORDS, NO_WORDS, ())
        made[name] = Preset(
            name,
            _both(entry.title) if entry.title else base.title,
            _both(entry.advice) if entry.advice else base.advice,
            base.indicators if entry.indicators is None else tuple(dict.fromkeys(entry.indicators)),
        )
    return made


def _judge_presets(
    said: LibraryFile, made: Mapping[str, Mapping[str, Preset]], names: tuple[str, ...], raw: RawSpec
) -> Iterator[Diagnostic]:
    """Find presets that lack something (DG391) and indicators that do not exist (DG398)."""
    for part, presets in made.items():
        for name, entry in getattr(said, part).items():
            missing = tuple(
                field for field in ("title", "indicators") if not any(getattr(presets[name], field))
            )
            if missing:
                near = nearest(name, tuple(each for each in presets if each != name))
                yield report(
                    "DG391", raw.locate((part, name), key=True), name=name, missing=missing, near=near
                )
            for place, each in enumerate(entry.indicators or ()):
                if each not in names:
                    where = raw.locate((part, name, "indicators", place))
                    yield report("DG398", where, name=each, near=nearest(each, names))


def _names(entries: Data) -> tuple[str, ...]:
    return tuple(entries) if isinstance(entries, dict) else ()


def _without(presets: Mapping[str, Preset], shown: Mapping[str, Indicator]) -> dict[str, Preset]:
    """Leave out of every preset what the company hides."""
    return {
        name: replace(each, indicators=tuple(one for one in each.indicators if one in shown))
        for name, each in presets.items()
    }


def _add_units(known: Mapping[str, tuple[str, ...]], said: LibraryFile) -> dict[str, tuple[str, ...]]:
    added: dict[str, tuple[str, ...]] = {
        kind: tuple(dict.fromkeys((*known.get(kind, ()), *words))) for kind, words in said.units.items()
    }
    return {**known, **added}
