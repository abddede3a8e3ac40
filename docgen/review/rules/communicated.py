"""Was it talked over, and who signs? Rules C."""

from __future__ import annotations

import datetime
from collections.abc import Iterator

from docgen.review.case import Case
from docgen.review.model import Breach
from docgen.review.rules.roles import header_name, is_same_name, who_signs
from docgen.review.rules.rule import Rule
from docgen.spec.models.evaluation import Signature

__all__ = ["RULES"]


def goals_were_talked_over(case: Case) -> Iterator[Breach]:
    """C1: somebody talked about the goals before they were signed."""
    talks = [talk.date for talk in case.spec.communication]
    signed = _signing_day(case)
    if not talks:
        yield Breach(("communication",), {"none": str(signed)})
    elif min(talks) > signed:
        yield Breach(
            ("communication", talks.index(min(talks)), "date"),
            {"talk": str(min(talks)), "signed": str(signed)},
        )


def _signing_day(case: Case) -> datetime.date:
    """Return the day of the signature; where there is none yet, the day of the document."""
    if case.spec.signed:
        return case.spec.signed.date
    return min((each.date for each in case.spec.signoff if each.date), default=case.day)


def comments_were_answered(case: Case) -> Iterator[Breach]:
    """C2: every comment has an answer, and what is not taken up has a reason."""
    for place, talk in enumerate(case.spec.communication):
        if talk.resolution == "open":
            yield Breach(("communication", place, "resolution"), {"open": str(talk.date)})
        elif talk.resolution in {"declined", "partly"} and not talk.reason:
            yield Breach(("communication", place), {"date": str(talk.date)})


def both_sides_sign(case: Case) -> Iterator[Breach]:
    """C3: there is a place to sign for the employee and for somebody who agrees on the goals."""
    signatures = case.spec.signoff
    if case.options.signed_always:
        return
    own = [_is_employee(case, each) for each in signatures]
    strangers = [_is_stranger(case, each) for each in signatures]
    if not signatures:
        yield Breach(("signoff",), {"nobody": case.say(case.spec.person.name)})
    elif all(strangers):
        yield Breach(("signoff",), {"employee": case.say(case.spec.person.name)})
    elif all(own):
        yield Breach(("signoff",), {"alone": case.say(case.spec.person.name)})


def _is_employee(case: Case, signature: Signature) -> bool:
    named = signature.name and is_same_name(signature.name, case.spec.person.name)
    return bool(named) or who_signs(signature) == "employee"


def _is_stranger(case: Case, signature: Signature) -> bool:
    """Tell whether it is surely somebody else's place: by the role, or by another name."""
    if _is_employee(case, signature):
        return False
    return who_signs(signature) is not None or signature.name is not None


def names_agree(case: Case) -> Iterator[Breach]:
    """DOC5: who signs under a role is whom the header names for it."""
    for place, signature in enumerate(case.spec.signoff):
        who = who_signs(signature)
        expected = header_name(case.spec, who) if who else None
        if expected and signature.name and not is_same_name(signature.name, expected):
            facts = {
                "role": case.say(signature.role),
                "name": case.say(signature.name),
                "header": case.say(expected),
            }
            yield Breach(("signoff", place, "name"), facts)


RULES: tuple[Rule, ...] = (
    Rule("C1", goals_were_talked_over),
    Rule("C2", comments_were_answered),
    Rule("C3", both_sides_sign),
)
