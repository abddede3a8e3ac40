"""Every field for an author: ready to paste, with its meaning and an example."""

from __future__ import annotations

import datetime
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

from docgen.checkup.samples import Samples
from docgen.i18n.locale import find_locale
from docgen.packs.brand import brand_values
from docgen.packs.clauses import Clause
from docgen.packs.load import Pack
from docgen.packs.locate import samples_folder
from docgen.pipeline import examine, look_over
from docgen.render.options import make_options
from docgen.view.catalogue import ROOT, SURROUNDINGS, Catalogue, Field, Kind, Record, catalogue
from docgen.view.present import present

__all__ = ["Group", "Row", "Spelled", "make_guide"]

_SAMPLES = tuple(f"personal/{name}.yaml" for name in ("market-entry", "saas-retention", "data-platform"))
"""A plan; what it has no value for is shown from one under way and one at its end."""
_TODAY = datetime.date(2027, 1, 4)
_ELSEWHERE = frozenset({"Section", "Chapter"})
"""Records that only a frame or a table of contents sees."""


@dataclass(frozen=True, slots=True)
class Spelled:
    """A field in one language: its name, its meaning, and how it is written in a template and in Word.

    In Word each line is a paragraph, or a row of a table, of its own.
    """

    name: str
    meaning: str
    written: str
    word: str


@dataclass(frozen=True, slots=True)
class Row:
    """One field of a group, with the value it has in a sample."""

    record: str
    key: str
    kind: Kind
    zh: Spelled
    en: Spelled
    example: str = ""

    def says(self, word: str) -> bool:
        """Tell whether a word stands in a name, a meaning or the way it is written."""
        told = (
            self.key,
            *(part for each in (self.zh, self.en) for part in (each.name, each.meaning, each.written)),
        )
        return any(word.casefold() in part.casefold() for part in told)


@dataclass(frozen=True, slots=True)
class Group:
    """The fields of one record, with the loop that leads to it if it stands in a list."""

    record: str
    zh: Spelled
    en: Spelled
    rows: tuple[Row, ...]


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a record is first met: how its fields begin, the loop around them, and values of it."""

    record: Record
    zh: str = ""
    en: str = ""
    loop: tuple[str, str] | None = None
    values: tuple[Mapping[str, Any], ...] = ()


def make_guide(pack: Pack, language: str) -> tuple[Group, ...]:
    """Return every field that templates of a pack can use, record by record, examples in one language."""
    known = catalogue()
    views = tuple(_example_views(pack, language))
    besides = {"brand": brand_values(pack.brand)}
    met = {ROOT, SURROUNDINGS, *_ELSEWHERE}
    groups = []
    for name, values in ((ROOT, views), (SURROUNDINGS, (besides,))):
        waiting = [_Place(known.records[name], values=values)]
        for place in waiting:  # grows by what is below, level by level
            groups.append(_group(place, pack))
            for found in _below(place, known):
                if found.record.name not in met:
                    met.add(found.record.name)
                    waiting.append(found)
    return tuple(groups)


def _example_views(pack: Pack, language: str) -> Iterator[dict[str, Any]]:
    """Present samples as the pack would; nothing where the samples were not installed."""
    spoken = language if language in pack.languages else pack.languages[0]
    clauses = [_clause(each, spoken) for each in pack.makeup.clauses.values()]
    paths = tuple(path for name in _SAMPLES if (path := samples_folder() / name).is_file())
    source = Samples(paths, pack.makeup.fields)
    for entry in source.entries():
        raw, checked, _ = examine(source, entry, pack.library)
        view, _ = present(
            checked.value,
            find_locale(spoken),
            pack.labels(spoken),
            _TODAY,
            options=make_options(pack),
            review=look_over(checked.value, raw, _TODAY, pack),
        )
        yield {**view, "clauses": clauses}


def _clause(clause: Clause, language: str) -> dict[str, Any]:
    """Show a clause as it is written: nothing of a pack is run here."""
    words = [wording.choose(language).source for wording in (clause.title, clause.text)]
    return {"id": clause.id, "title": words[0], "text": words[1].split("\n")}


def _below(place: _Place, known: Catalogue) -> Iterator[_Place]:
    """Yield the records that the fields of a record lead to."""
    for field in place.record.fields.values():
        record = known.records.get(field.kind.record)
        if record is None:
            continue
        zh, en = f"{place.zh}{field.zh}", f"{place.en}{field.key}"
        found = [each[field.key] for each in place.values if each.get(field.key)]
        if field.kind.name == "list":
            values = tuple(entry for entries in found for entry in entries)
            names = known.entry(record.name, field.zh)
            yield _Place(record, f"{names[0]}.", f"{names[1]}.", (zh, en), values)
        else:
            yield _Place(record, f"{zh}.", f"{en}.", values=tuple(found))


def _group(place: _Place, pack: Pack) -> Group:
    record = place.record
    loops = [("", ""), ("", "")]
    if place.loop:
        entries = (place.zh.removesuffix("."), place.en.removesuffix("."))
        loops = [_loops(entry, ways) for entry, ways in zip(entries, place.loop, strict=True)]
    rows = [row for field in record.fields.values() for row in _rows(field, place, pack)]
    return Group(
        record.name,
        Spelled(record.zh, record.zh_help, *loops[0]),
        Spelled(record.en, record.en_help, *loops[1]),
        tuple(rows),
    )


def _loops(entry: str, ways: str) -> tuple[str, str]:
    plain = f"{{% for {entry} in {ways} %}} … {{% endfor %}}"
    return plain, f"{{%tr for {entry} in {ways} %}}\n…\n{{%tr endfor %}}"


def _rows(field: Field, place: _Place, pack: Pack) -> Iterator[Row]:
    """Yield the row of a field; of values by name a row each."""
    if field.key in _ELSEWHERE or field.kind.record in _ELSEWHERE:
        return
    zh, en = f"{place.zh}{field.zh}", f"{place.en}{field.key}"
    row = Row(
        place.record.name,
        field.key,
        field.kind,
        Spelled(field.zh, field.zh_help, *_write(field, zh, chinese=True)),
        Spelled(field.en, field.en_help, *_write(field, en, chinese=False)),
        _example([each.get(field.key) for each in place.values]),
    )
    yield row
    if field.kind.name == "values":
        values: Mapping[str, Any] = next(
            (each[field.key] for each in place.values if each.get(field.key)), {}
        )
        own = field.key == "own"
        yield from _own_rows(row, values, pack) if own else _value_rows(row, values, zh, en)


def _own_rows(row: Row, values: Mapping[str, Any], pack: Pack) -> Iterator[Row]:
    """Yield the company's own fields: in Chinese by their label, in English by their key."""
    for key, declared in pack.makeup.fields.items():
        label = declared.label.say("zh")
        helps = [
            declared.help.say(language) if declared.help else declared.label.say(language)
            for language in ("zh", "en")
        ]
        zh, en = (_print(_step(way, name)) for way, name in ((row.zh.name, label), (row.key, key)))
        yield replace(
            row,
            key=f"{row.key}.{key}",
            kind=Kind("text"),
            zh=Spelled(label, helps[0], zh, zh),
            en=Spelled(declared.label.say("en"), helps[1], en, en),
            example=str(values.get(key, "")),
        )


def _value_rows(row: Row, values: Mapping[str, Any], zh: str, en: str) -> Iterator[Row]:
    for key, value in values.items():
        if isinstance(value, str):
            ways = [_print(_step(way, key)) for way in (zh, en)]
            yield replace(
                row,
                key=f"{row.key}.{key}",
                kind=Kind("text"),
                zh=Spelled(key, row.zh.meaning, ways[0], ways[0]),
                en=Spelled(key, row.en.meaning, ways[1], ways[1]),
                example=value,
            )


def _step(way: str, name: str) -> str:
    return f"{way}.{name}" if name.isidentifier() else f'{way}["{name}"]'


def _print(way: str) -> str:
    return f"{{{{ {way} }}}}"


def _write(field: Field, way: str, *, chinese: bool) -> tuple[str, str]:
    """Write a field as an author pastes it: in a template, and in Word."""
    written = word = _print(way)
    match field.kind.name:
        case "list":
            return _loops(catalogue().entry(field.kind.record, field.zh)[0 if chinese else 1], way)
        case "paragraphs":
            line = "段落" if chinese else "line"
            written = _print(f"{way} | join")
            word = f"{{%p for {line} in {way} %}}\n{_print(line)}\n{{%p endfor %}}"
        case "names":
            written = word = _print(f'{way} | join("{"、" if chinese else ", "}")')
        case "yes_no":
            written, word = f"{{% if {way} %}} … {{% endif %}}", f"{{%p if {way} %}}\n…\n{{%p endif %}}"
        case "record" if chief := catalogue().records[field.kind.record].chief:
            shown = _print(f"{way}.{chief.zh if chinese else chief.key}")
            written = word = f"{{% if {way} %}}{shown}{{% endif %}}" if field.kind.optional else shown
        case "record" | "words" | "values":
            written = word = f"{way}.…"
    return written, word


def _example(values: list[Any]) -> str:
    """Show the first value that says something."""
    for value in values:
        match value:
            case bool():
                return "true" if value else "false"
            case int() | float():
                return f"{value:g}"
            case str() if value:
                return value
            case [str(first), *_]:
                return first
    return ""
