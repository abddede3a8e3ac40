"""Who the document is about, for which period, and on what ground it stands."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from docgen.spec.models.base import MAX_ITEMS, Date, Id, Language, Model, Month, Number, Text, Word

__all__ = [
    "Capability",
    "DocumentInfo",
    "Market",
    "MarketFact",
    "Organization",
    "Party",
    "Period",
    "Person",
    "Product",
    "Stage",
    "StrategyItem",
    "Team",
]

Stage = Literal["plan", "signed", "check-in", "mid-year", "final"]


class DocumentInfo(Model):
    """The document itself: title, number, version, marking, stage, language."""

    title: Text
    subtitle: Text | None = None
    number: Word | None = None
    version: Word | None = None
    status: Text | None = None
    marking: Text | None = None
    stage: Stage = "plan"
    language: Language = "zh"
    date: Date | None = None
    data_as_of: Date | None = None
    purpose: Text | None = None


class Organization(Model):
    """The company, and where its logo lies (a path beside the spec)."""

    name: Text
    short_name: Text | None = None
    logo: Word | None = None
    address: Text | None = None


class Party(Model):
    """Another person of the process: manager, reviewer, approver, HRBP."""

    name: Text
    title: Text | None = None


class Person(Model):
    """The person whose goals these are."""

    name: Text
    id: Word | None = None
    position: Text | None = None
    grade: Word | None = None
    department: Text | None = None
    location: Text | None = None
    manager: Party | None = None
    reviewer: Party | None = None
    approver: Party | None = None
    hrbp: Party | None = None
    others: Annotated[tuple[Party, ...], Field(max_length=MAX_ITEMS)] = ()
    responsibilities: Annotated[tuple[Text, ...], Field(max_length=MAX_ITEMS)] = ()


class Period(Model):
    """The time that is assessed; the final review may lie after its end (data arrive late)."""

    start: Date
    end: Date
    label: Text | None = None
    fiscal_year_start: Month = 1
    mid_year_review: Date | None = None
    final_review: Date | None = None
    final_review_reason: Text | None = None
    confirmed: Date | None = None


class StrategyItem(Model):
    """A goal of the company that goals of this person serve."""

    id: Id
    text: Text
    source: Text | None = None
    parent: Id | None = None
    start: Date | None = None
    end: Date | None = None


class Product(Model):
    """The product and its stage of life."""

    name: Text
    profile: Text | None = None
    stage: Literal["exploration", "growth", "maturity", "decline"] | None = None


class MarketFact(Model):
    """A fact about the market, with the source that says so."""

    text: Text
    source: Text | None = None
    as_of: Date | None = None


class Market(Model):
    """What is known about demand."""

    demand: Text | None = None
    facts: Annotated[tuple[MarketFact, ...], Field(max_length=MAX_ITEMS)] = ()


class Capability(Model):
    """Something the team can do, or cannot yet."""

    text: Text
    evidence: Text | None = None


class Team(Model):
    """The team around the person."""

    context: Text | None = None
    available_effort: Number | None = None
    members: Annotated[tuple[Party, ...], Field(max_length=MAX_ITEMS)] = ()
    capability: Annotated[tuple[Capability, ...], Field(max_length=MAX_ITEMS)] = ()
