"""Hold a whole pack against the catalogue: its frame and sections, its clauses and its patterns."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from docgen.diagnostics import Diagnostic
from docgen.packs.brand import brand_values
from docgen.packs.load import Pack
from docgen.packs.sandbox import SourceLoader
from docgen.packs.wording import Phrase
from docgen.render.environment import document_environment
from docgen.render.fields.check import Known, check_fields, check_templates
from docgen.render.phrases import at_phrase

__all__ = ["check_texts", "known_of"]


def check_texts(pack: Pack, languages: Iterable[str] | None = None) -> list[Diagnostic]:
    """Return what is wrong with the fields, labels and colors that the texts of a pack use.

    ``languages`` are those that labels have to be in; usually all that the pack speaks.
    """
    environment = document_environment(SourceLoader(pack.templates, pack.homes))
    environment.globals["brand"] = brand_values(pack.brand)
    known = known_of(pack, languages)
    found = check_templates(environment, pack.sections, known)
    for phrase in _phrases(pack):
        told = check_fields(phrase.source, phrase.name, environment, known)
        found.extend(at_phrase(each, phrase) for each in told)
    return found


def known_of(pack: Pack, languages: Iterable[str] | None = None) -> Known:
    """Return what the check needs to know of a pack, for its other templates such as those of Word.

    A pack that declares no fields of its own leaves open which ones there are.
    """
    fields = pack.makeup.fields
    names = [field.label.say(language) for field in fields.values() for language in ("zh", "en")]
    return Known(
        labels={language: pack.labels(language) for language in languages or pack.languages},
        own=tuple(dict.fromkeys([*fields, *names])) or None,
    )


def _phrases(pack: Pack) -> Iterator[Phrase]:
    made = pack.makeup
    yield from (phrase for phrase in (made.number, made.file_name) if phrase)
    for clause in made.clauses.values():
        yield from (*clause.title.phrases.values(), *clause.text.phrases.values())
