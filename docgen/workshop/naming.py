"""How will the files of a document be called? Answered from a few parts of a spec, before it is made.

The pattern of a pack is a program, and most ask for a number, a name, a department. Those are told from the
first parts of a spec, in the very words that a whole document would use, a hundred times as fast.
"""

from __future__ import annotations

import datetime
from collections.abc import Mapping
from typing import Any

from pydantic import ValidationError

from docgen.diagnostics import DocgenError
from docgen.i18n.formats import write_iso, write_long_day
from docgen.pipeline import Press
from docgen.spec.models import parties
from docgen.view import people
from docgen.view.model import VIEW_VERSION
from docgen.view.names import find_key, find_top
from docgen.view.texts import Teller
from docgen.workshop.glances import PARTS, Named, Parts

__all__ = ["Namer"]

_FRAME = frozenset({"view", "locale", "labels", "today", "today_text"})
_MOVING = frozenset(
    {"status", "date", "date_text", "data_as_of", "data_as_of_text", "confirmed", "confirmed_text"}
)
"""Fields that another stage takes out or changes, after a look at the rest of the spec."""


class Namer:
    """The patterns of one press, for specs of which only the first parts are known."""

    def __init__(self, press: Press) -> None:
        """Find out what the patterns ask for."""
        self._press = press
        self._locale = press.locale
        self._teller = Teller(press.locale, press.labels)
        self._asked = press.phrases.look_ahead()
        self._last: dict[str, tuple[Any, Any]] = {}

    def name(self, parts: Parts, today: datetime.date) -> Named | None:
        """Name the files of one document as its making will; None when that takes the whole spec.

        A spec whose parts are wrong has no name, nor has one for which the pattern fails: it will not be made.
        """
        try:
            shown = {key: self._show(key, parts.get(key)) for key in PARTS}
        except ValidationError:
            return "", None
        stage = self._press.stage
        is_moved = stage is not None and stage != shown["document"]["stage"]
        if not self._is_enough(shown, is_moved=is_moved):
            return None
        if stage is not None:
            told = {"stage": stage, "stage_text": self._teller.choice("stage", stage)}
            shown["document"] = {**shown["document"], **told}
        return self._tell({**self._frame(today), **shown})

    def _tell(self, view: Mapping[str, Any]) -> Named:
        language = self._locale.language
        other = None if view["document"]["language"] == language else language
        try:
            return self._press.phrases.name_early(view), other
        except DocgenError:
            return "", other

    def _show(self, key: str, part: Any) -> Any:
        """Return what templates see of one part; what many people share is shown once."""
        last = self._last.get(key)
        if last is None or last[0] is not part:
            last = self._last[key] = part, self._present(key, part)
        return last[1]

    def _present(self, key: str, part: Any) -> Any:
        match key:
            case "document":
                return people.present_document(parties.DocumentInfo.model_validate(part), self._teller)
            case "organization":
                organization = parties.Organization.model_validate(part)
                return people.present_organization(organization, self._teller, self._press.options.logo)
            case "person":
                return people.present_person(parties.Person.model_validate(part), self._teller)
            case _:
                return people.present_period(parties.Period.model_validate(part), self._teller)

    def _frame(self, today: datetime.date) -> dict[str, Any]:
        return {
            "view": VIEW_VERSION,
            "locale": {"tag": self._locale.tag, "language": self._locale.language},
            "labels": self._press.labels,
            "today": write_iso(today),
            "today_text": write_long_day(today, self._locale),
        }

    def _is_enough(self, shown: Mapping[str, Any], *, is_moved: bool) -> bool:
        """Tell whether the patterns ask for nothing else than this."""
        if self._asked is None:
            return False
        tops, fields = self._asked
        known = _FRAME.union(PARTS)
        if not all((find_top(name) or name) in known for name in tops):
            return False
        if not is_moved:
            return True
        meant = {key for name in fields for record in shown.values() if (key := find_key(record, name))}
        return not _MOVING & (meant | fields)
