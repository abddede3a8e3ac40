"""The company's own fields by name, for a template that wants one of them: ``{{ own.cost_center }}``."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from docgen.i18n.languages import LANGUAGES
from docgen.view.model import CustomField
from docgen.view.options import FieldChoice

__all__ = ["name_own_fields"]


def name_own_fields(custom: Iterable[CustomField], declared: Mapping[str, FieldChoice]) -> dict[str, str]:
    """Return the text of every own field by its key, and by what the pack calls it in either language.

    A field that the pack declares and the spec leaves out is empty. Where a key and the name of another
    field are alike, the key counts.
    """
    told = {each["key"]: each["text"] for each in custom}
    own = {key: told.get(key, "") for key in (*declared, *told)}
    for key, choice in declared.items():
        for language in LANGUAGES:
            own.setdefault(choice.label.say(language), own[key])
    return own
