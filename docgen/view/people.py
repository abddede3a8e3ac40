"""Who, for which period, on what ground: spec to View."""

from __future__ import annotations

from docgen.spec.models import GoalSpec, parties
from docgen.view import model
from docgen.view.texts import Teller

__all__ = [
    "present_document",
    "present_market",
    "present_organization",
    "present_period",
    "present_person",
    "present_product",
    "present_strategy",
    "present_team",
]


def present_document(document: parties.DocumentInfo, teller: Teller) -> model.Document:
    """Present the document itself."""
    return {
        "title": teller.line(document.title),
        "subtitle": teller.line(document.subtitle),
        "number": document.number or "",
        "version": document.version or "",
        "status": teller.line(document.status),
        "marking": teller.line(document.marking),
        "stage": document.stage,
        "stage_text": teller.choice("stage", document.stage),
        "language": document.language,
        "date": teller.day(document.date),
        "date_text": teller.long_day(document.date),
        "data_as_of": teller.day(document.data_as_of),
        "data_as_of_text": teller.long_day(document.data_as_of),
        "purpose": teller.paragraphs(document.purpose),
    }


def present_organization(
    organization: parties.Organization, teller: Teller, logo: str = ""
) -> model.Organization:
    """Present the company; its own logo wins over that of the pack."""
    return {
        "name": teller.line(organization.name),
        "short_name": teller.line(organization.short_name),
        "logo": organization.logo or logo,
        "address": teller.line(organization.address),
    }


def _party(party: parties.Party, teller: Teller) -> model.Party:
    return {"name": teller.line(party.name), "title": teller.line(party.title)}


def _party_or_none(party: parties.Party | None, teller: Teller) -> model.Party | None:
    return _party(party, teller) if party else None


def present_person(person: parties.Person, teller: Teller) -> model.Person:
    """Present the person and the people around the process."""
    return {
        "name": teller.line(person.name),
        "id": person.id or "",
        "position": teller.line(person.position),
        "grade": person.grade or "",
        "department": teller.line(person.department),
        "location": teller.line(person.location),
        "manager": _party_or_none(person.manager, teller),
        "reviewer": _party_or_none(person.reviewer, teller),
        "approver": _party_or_none(person.approver, teller),
        "hrbp": _party_or_none(person.hrbp, teller),
        "others": [_party(other, teller) for other in person.others],
        "responsibilities": teller.lines(person.responsibilities),
    }


def present_period(period: parties.Period, teller: Teller) -> model.Period:
    """Present the time that is assessed."""
    start, end = teller.long_day(period.start), teller.long_day(period.end)
    return {
        "label": teller.line(period.label),
        "year": str(period.start.year),
        "start": teller.day(period.start),
        "start_text": start,
        "end": teller.day(period.end),
        "end_text": end,
        "text": teller.phrase("from_to", start=start, end=end),
        "mid_year_review": teller.day(period.mid_year_review),
        "mid_year_review_text": teller.long_day(period.mid_year_review),
        "final_review": teller.day(period.final_review),
        "final_review_text": teller.long_day(period.final_review),
        "final_review_reason": teller.line(period.final_review_reason),
        "confirmed": teller.day(period.confirmed),
        "confirmed_text": teller.long_day(period.confirmed),
    }


def present_strategy(spec: GoalSpec, teller: Teller) -> list[model.StrategyItem]:
    """Present the company's goals, each with the goals of this document that serve it."""
    return [
        {
            "id": item.id,
            "text": teller.line(item.text),
            "source": teller.line(item.source),
            "parent": item.parent or "",
            "start": teller.day(item.start),
            "start_text": teller.long_day(item.start),
            "end": teller.day(item.end),
            "end_text": teller.long_day(item.end),
            "goals": [
                {"id": goal.id, "title": teller.line(goal.title)}
                for goal in spec.goals
                if item.id in goal.strategy
            ],
        }
        for item in spec.strategy
    ]


def present_product(product: parties.Product | None, teller: Teller) -> model.Product | None:
    """Present the product and its stage of life."""
    if product is None:
        return None
    return {
        "name": teller.line(product.name),
        "profile": teller.paragraphs(product.profile),
        "stage": product.stage or "",
        "stage_text": teller.choice("product_stage", product.stage),
    }


def present_market(market: parties.Market | None, teller: Teller) -> model.Market | None:
    """Present what is known about demand."""
    if market is None:
        return None
    return {
        "demand": teller.paragraphs(market.demand),
        "facts": [
            {
                "text": teller.line(fact.text),
                "source": teller.line(fact.source),
                "as_of": teller.day(fact.as_of),
                "as_of_text": teller.long_day(fact.as_of),
            }
            for fact in market.facts
        ],
    }


def present_team(team: parties.Team | None, teller: Teller) -> model.Team | None:
    """Present the team around the person."""
    if team is None:
        return None
    return {
        "context": teller.paragraphs(team.context),
        "available_effort": teller.figure(team.available_effort),
        "members": [_party(member, teller) for member in team.members],
        "capability": [
            {"text": teller.line(item.text), "evidence": teller.line(item.evidence)}
            for item in team.capability
        ],
    }
