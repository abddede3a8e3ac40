"""Resources, dependencies, contingencies, tools: spec to View."""

from __future__ import annotations

from docgen.spec.models import GoalSpec
from docgen.view import model
from docgen.view.references import References
from docgen.view.texts import Teller

__all__ = ["present_contingencies", "present_dependencies", "present_resources", "present_tool_list"]


def present_resources(spec: GoalSpec, teller: Teller) -> list[model.Resource]:
    """Present what the company gives."""
    return [
        {
            "kind": teller.line(each.kind),
            "text": teller.line(each.text),
            "committed_by": teller.line(each.committed_by),
        }
        for each in spec.resources
    ]


def present_dependencies(spec: GoalSpec, teller: Teller) -> list[model.Dependency]:
    """Present what others must deliver first."""
    return [
        {
            "text": teller.line(each.text),
            "owner": teller.line(each.owner),
            "due": teller.day(each.due),
            "due_text": teller.long_day(each.due),
        }
        for each in spec.dependencies
    ]


def present_contingencies(spec: GoalSpec, teller: Teller, references: References) -> list[model.Contingency]:
    """Present what is done if something happens."""
    return [
        {
            "trigger": teller.line(each.trigger),
            "action": teller.line(each.action),
            "deadline": teller.line(each.deadline),
            "approver": teller.line(each.approver),
            "milestone": references.milestone(each.milestone) if each.milestone else None,
        }
        for each in spec.contingencies
    ]


def present_tool_list(spec: GoalSpec, teller: Teller) -> list[model.Tool]:
    """Present the systems where the work can be followed."""
    return [
        {"name": each.name, "purpose": teller.line(each.purpose), "ref": teller.line(each.ref)}
        for each in spec.tools
    ]
