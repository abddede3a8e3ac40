"""Complete the KPIs of a spec from the library: ``lib: retention_d30`` stands for its definition card."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import cast

from docgen.diagnostics import Diagnostic, Fact, report
from docgen.i18n.languages import LANGUAGES
from docgen.kpis.model import Indicator, Library
from docgen.kpis.search import nearest_indicator
from docgen.kpis.units import units_differ
from docgen.spec.raw import UNREADABLE, Data, Mark, RawSpec, Source

__all__ = ["fill"]

_KEY = "lib"
_REQUIRED = ("name", "unit", "direction")
"""What validation asks of a KPI, and a library would have given."""
_MEASURED = frozenset({"value_type", "lower_bound", "upper_bound"})
"""Fields that are true in the unit of the library only."""
_OPPOSED = frozenset({"higher", "lower"})
_Filled = Mapping[int, tuple[str, ...]]


def fill(raw: RawSpec, library: Library) -> RawSpec:
    """Return the spec with the fields that its KPIs leave to the library.

    What the author wrote stays; weights, targets, baselines and scoring are never filled. A filled field
    is located at ``lib``. Data of a wrong shape are left as they are, for validation to report.

    Among the faults: DG234, an unknown id that something depends on. Among the remarks: DG230 an unknown
    id, DG231 one that the company hides, DG232 another unit than the library's, DG233 the opposite direction.
    """
    kpis = raw.data.get("kpis")
    if not isinstance(kpis, list) or not any(_asks(kpi) for kpi in kpis):
        return raw
    filling = _Filling(raw, library)
    filled = [filling.complete(index, kpi) if _asks(kpi) else kpi for index, kpi in enumerate(kpis)]
    return replace(
        raw,
        data={**raw.data, "kpis": filled},
        mark=raw.mark and _graft(raw.mark, filling.fields),
        find_marks=raw.find_marks and partial(_find_and_graft, raw.find_marks, filling.fields),
        faults=(*raw.faults, *filling.faults),
        remarks=(*raw.remarks, *filling.remarks),
    )


def _asks(kpi: Data) -> bool:
    name = kpi.get(_KEY) if isinstance(kpi, dict) else None
    return isinstance(name, str) and bool(name.strip())


@dataclass(slots=True)
class _Filling:
    """What comes together while the KPIs are completed; ``fields`` are those that were put in."""

    raw: RawSpec
    library: Library
    fields: dict[int, tuple[str, ...]] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)
    remarks: list[Diagnostic] = field(default_factory=list)

    def complete(self, index: int, kpi: Data) -> Data:
        """Complete one KPI; its mistakes are kept."""
        said = cast("dict[str, Data]", kpi)
        name = cast("str", said[_KEY])
        indicator = self.library.indicators.get(name) or self.library.hidden.get(name)
        if indicator is None:
            return self._miss(index, said, name)
        if name in self.library.hidden:
            where = self.raw.locate(("kpis", index, _KEY))
            self.remarks.append(report("DG231", where, id=name, origin=indicator.origin))
        other_unit = _is_other_unit(said, indicator, self.library)
        self.remarks += self._compare(index, said, indicator, other_unit=other_unit)
        given = _copy(indicator, without=_MEASURED if other_unit else frozenset())
        put_in = {key: value for key, value in given.items() if said.get(key) is None}
        self.fields[index] = tuple(put_in)
        return {**said, **put_in}

    def _miss(self, index: int, said: dict[str, Data], name: str) -> Data:
        """Report an id that nobody knows; what is missing because of it is reported by that alone."""
        missing = tuple(key for key in _REQUIRED if said.get(key) is None)
        where, near = self.raw.locate(("kpis", index, _KEY)), nearest_indicator(self.library, name)
        if not missing:
            self.remarks.append(report("DG230", where, id=name, near=near))
            return said
        self.faults.append(report("DG234", where, id=name, near=near, missing=missing))
        return {**said, **dict.fromkeys(missing, UNREADABLE)}

    def _compare(
        self, index: int, said: dict[str, Data], indicator: Indicator, *, other_unit: bool
    ) -> Iterator[Diagnostic]:
        shared = {"id": indicator.id, "origin": indicator.origin}
        if other_unit:
            where = self.raw.locate(("kpis", index, "unit"))
            facts = {**_facts("unit", said["unit"]), **_facts("theirs", indicator.card["unit"])}
            yield report("DG232", where, **shared, **facts)
        ours, theirs = str(said.get("direction")), str(indicator.card["direction"])
        if {ours, theirs} == _OPPOSED or (theirs == "range" and ours in _OPPOSED):
            where = self.raw.locate(("kpis", index, "direction"))
            yield report("DG233", where, **shared, direction=ours, theirs=theirs)


def _is_other_unit(said: dict[str, Data], indicator: Indicator, library: Library) -> bool:
    ours, theirs = _texts(said.get("unit")), _texts(indicator.card["unit"])
    return units_differ(ours.values(), theirs.values(), library.units)


def _texts(value: object) -> dict[str, str]:
    """Give the words of a text by language; what is no text has none."""
    if isinstance(value, str):
        return {"zh": value, "en": value}
    if isinstance(value, dict):
        return {language: said for language, said in value.items() if isinstance(said, str)}
    return {}


def _facts(name: str, value: object) -> dict[str, Fact]:
    said = _texts(value)
    other = next(iter(said.values()), "")
    return {f"{name}_{language}": said.get(language, other) for language in LANGUAGES}


def _copy(indicator: Indicator, without: frozenset[str]) -> dict[str, Data]:
    """Copy a card, so that nobody changes the library by changing a spec."""
    card = cast("Mapping[str, Data]", indicator.card)
    return {
        key: dict(value) if isinstance(value, dict) else value
        for key, value in card.items()
        if key not in without
    }


def _find_and_graft(find_marks: Callable[[Source], Mark], fields: _Filled, source: Source) -> Mark:
    return _graft(find_marks(source), fields)


def _graft(root: Mark, fields: _Filled) -> Mark:
    """Add the places of what was filled in, each that of ``lib``."""
    kpis = root.children["kpis"]
    children = dict(kpis.children)
    for index, names in fields.items():
        kpi = kpis.children[index]
        place = replace(kpi.children[_KEY], children={})
        children[index] = replace(kpi, children={**dict.fromkeys(names, place), **kpi.children})
    return replace(root, children={**root.children, "kpis": replace(kpis, children=children)})
