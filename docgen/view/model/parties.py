"""Who the document is about, for which period, on what ground: as a template sees it."""

from typing import TypedDict

__all__ = [
    "Document",
    "Market",
    "MarketFact",
    "Organization",
    "Party",
    "Period",
    "Person",
    "Product",
    "Reference",
    "Statement",
    "StrategyItem",
    "Team",
]


class Document(TypedDict):
    """The document itself."""

    title: str  # The title.
    subtitle: str  # A second line under the title.
    number: str  # The document number; where the spec has none, made by the pattern of the pack.
    version: str  # The version.
    status: str  # The state of the version: waiting for signature.
    marking: str  # The confidentiality mark.
    stage: str  # plan, signed, check-in, mid-year or final.
    stage_text: str  # The stage in words.
    language: str  # The language the spec was written in: zh or en.
    date: str  # The day of the document.
    date_text: str  # The same day in words.
    data_as_of: str  # The day the figures stand for.
    data_as_of_text: str  # The same day in words.
    purpose: list[str]  # Why there is this document, as paragraphs.


class Organization(TypedDict):
    """The company."""

    name: str  # The full name.
    short_name: str  # The short name.
    logo: str  # The logo: that of the spec, else that of the brand; empty where there is none.
    address: str  # The address.


class Party(TypedDict):
    """Another person of the process."""

    name: str  # The name.
    title: str  # The position.


class Person(TypedDict):
    """The person whose goals these are."""

    name: str  # The name.
    id: str  # The number in the company.
    position: str  # The position.
    grade: str  # The grade.
    department: str  # The department.
    location: str  # Where the person works.
    manager: Party | None  # The line manager.
    reviewer: Party | None  # The manager's manager.
    approver: Party | None  # Who approves.
    hrbp: Party | None  # The partner in human resources.
    others: list[Party]  # Others who take part.
    responsibilities: list[str]  # What the position answers for, one entry each.


class Period(TypedDict):
    """The time that is assessed."""

    label: str  # What the period is called: FY2026.
    year: str  # The year of the first day: 2027.
    start: str  # The first day.
    start_text: str  # The same day in words.
    end: str  # The last day.
    end_text: str  # The same day in words.
    text: str  # From first to last day in words: 2027年1月1日至2027年12月31日.
    mid_year_review: str  # The day of the mid-year review.
    mid_year_review_text: str  # The same day in words.
    final_review: str  # The day of the final review; it may lie after the end.
    final_review_text: str  # The same day in words.
    final_review_reason: str  # Why the final review is on that day.
    confirmed: str  # The day the result was confirmed.
    confirmed_text: str  # The same day in words.


class Reference(TypedDict):
    """Something of this document that is named elsewhere in it."""

    id: str  # Its id.
    title: str  # Its title or name.


class StrategyItem(TypedDict):
    """A goal of the company."""

    id: str  # Its id: ST-1.
    text: str  # What it says.
    source: str  # Where it is written.
    parent: str  # The id of the goal above it.
    start: str  # The first day it holds for.
    start_text: str  # The same day in words.
    end: str  # The last day it holds for.
    end_text: str  # The same day in words.
    goals: list[Reference]  # The goals of this document that serve it.


class Product(TypedDict):
    """The product."""

    name: str  # The name.
    profile: list[str]  # What it is, as paragraphs.
    stage: str  # exploration, growth, maturity or decline.
    stage_text: str  # The stage in words.


class MarketFact(TypedDict):
    """A fact about the market."""

    text: str  # The fact.
    source: str  # Who says so.
    as_of: str  # The day it stands for.
    as_of_text: str  # The same day in words.


class Market(TypedDict):
    """What is known about demand."""

    demand: list[str]  # The demand, as paragraphs.
    facts: list[MarketFact]  # Facts with their sources.


class Statement(TypedDict):
    """A claim with its evidence."""

    text: str  # The claim.
    evidence: str  # What shows it.


class Team(TypedDict):
    """The team around the person."""

    context: list[str]  # What the team does, as paragraphs.
    available_effort: str  # The effort it has, as a figure in the unit of the milestones' effort.
    members: list[Party]  # Who is in it.
    capability: list[Statement]  # What it can do, or cannot yet.
