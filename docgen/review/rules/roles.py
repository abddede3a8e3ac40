"""Who signs: whose role a place to sign names."""

from __future__ import annotations

from typing import Literal

from docgen.spec.models import GoalSpec, Text
from docgen.spec.models.evaluation import Signature

__all__ = ["Who", "header_name", "is_same_name", "who_signs"]

Who = Literal["employee", "manager", "reviewer", "approver", "hrbp"]

_ROLES: dict[Who, frozenset[str]] = {
    "employee": frozenset(
        {
            "本人",
            "员工",
            "员工本人",
            "承诺人",
            "责任人",
            "被考核人",
            "被评价人",
            "被考评人",
            "乙方",
            "乙方（签字）",
        }
        | {"employee", "appraisee", "team member", "job holder", "party b"}
    ),
    "manager": frozenset(
        {"上级", "直接上级", "直属上级", "直接主管", "直属主管", "主管", "考核人", "评价人"}
        | {"manager", "line manager", "direct manager", "supervisor", "appraiser"}
    ),
    "reviewer": frozenset(
        {"隔级上级", "复核人", "审核人"}
        | {"reviewer", "second-line manager", "reviewing manager", "countersigning officer"}
    ),
    "approver": frozenset({"批准人", "审批人", "approver"}),
    "hrbp": frozenset({"hrbp", "人力资源", "人力资源部", "hr", "hr business partner"}),
}


def who_signs(signature: Signature) -> Who | None:
    """Return whose place it is by its role, if the role names exactly one of the people of the header."""
    roles = {said.casefold() for said in _sayings(signature.role)}
    return next((who for who, known in _ROLES.items() if roles & known), None)


def header_name(spec: GoalSpec, who: Who) -> Text | None:
    """Return the name that the header gives to one of its people."""
    if who == "employee":
        return spec.person.name
    party = getattr(spec.person, who)
    return party.name if party else None


def is_same_name(one: Text, other: Text) -> bool:
    """Tell whether two names are the same in a language; blanks and the form of apostrophes do not count."""
    return bool(_sayings(one) & _sayings(other))


def _sayings(text: Text) -> set[str]:
    said = (each for each in (text.plain, text.zh, text.en) if each)
    return {"".join(each.replace("’", "'").split()).casefold() for each in said}
