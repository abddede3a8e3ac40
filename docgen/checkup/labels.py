"""The labels of a pack: those nobody uses, and those one language lacks."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from docgen.checkup.reach import Reach, Steps
from docgen.diagnostics import Diagnostic, report, show_path
from docgen.i18n.choices import CHOICES
from docgen.i18n.columns import COLUMNS
from docgen.i18n.locale import LOCALES
from docgen.packs.load import Pack
from docgen.packs.settings import nearest

__all__ = ["FOLDER", "find_label_gaps", "find_unused_labels", "languages_of", "leaves"]

FOLDER = "labels/"
_CHOICES = "choices"
_KNOWN = frozenset(locale.language for locale in LOCALES)


def languages_of(pack: Pack) -> tuple[str, ...]:
    """Name the languages that documents of a pack can be made in: of those it has words for, those docgen knows."""
    return tuple(language for language in pack.languages if language in _KNOWN)


def find_label_gaps(pack: Pack) -> Iterator[Diagnostic]:
    """Report each label the pack itself says in one language and that another language lacks (DG350)."""
    own = pack.chain.layers[0]
    for file in own.names("labels", ".yaml"):
        settings = own.settings(file)
        spoken = file.removeprefix(FOLDER).removesuffix(".yaml")
        for steps in leaves(settings.data) if settings and spoken in languages_of(pack) else ():
            for language in languages_of(pack):
                if steps[0] != _CHOICES and _at(pack.words[language], steps) is None:
                    where = settings.locate(steps, key=True) if settings else None
                    facts = {
                        "label": show_path(steps),
                        "language": language,
                        "file": f"{FOLDER}{language}.yaml",
                    }
                    yield report("DG350", where or own.locate(file, steps), **facts)


def find_unused_labels(pack: Pack, reach: Reach) -> Iterator[Diagnostic]:
    """Report each label of the pack itself that neither a template nor docgen asks for (DG351)."""
    own = pack.chain.layers[0]
    asked = {".".join(steps) for steps in reach.labels if steps}
    for file in own.names("labels", ".yaml"):
        settings = own.settings(file)
        if settings is None:
            continue
        for steps in leaves(settings.data):
            if not reach.asks_for(steps) and not _is_spoken(steps):
                label = show_path(steps)
                yield report(
                    "DG351", settings.locate(steps, key=True), label=label, near=nearest(label, sorted(asked))
                )


def leaves(labels: Mapping[str, object], steps: Steps = ()) -> Iterator[Steps]:
    """Yield the way to every text of the labels."""
    for key, value in labels.items():
        if isinstance(value, Mapping):
            yield from leaves(value, (*steps, str(key)))
        else:
            yield (*steps, str(key))


def _is_spoken(steps: Steps) -> bool:
    """Tell whether docgen itself says a label: names of choices, titles of columns."""
    if steps[0] == _CHOICES:
        kind, value = (*steps[1:], "", "")[:2]
        return any(value in CHOICES[language].get(kind, ()) for language in CHOICES)
    return ".".join(steps) in {column.label for table in COLUMNS.values() for column in table.values()}


def _at(labels: Mapping[str, object], steps: Steps) -> object:
    value: object = labels
    for step in steps:
        value = value.get(step) if isinstance(value, Mapping) else None
    return value
