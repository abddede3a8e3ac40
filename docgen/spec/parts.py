"""The parts of a document that may have nothing to say, by the names packs and templates ask for them."""

from __future__ import annotations

__all__ = ["PARTS"]

PARTS = (
    "purpose",
    "strategy",
    "responsibilities",
    "kpis",
    "milestones",
    "swot",
    "resources",
    "contingencies",
    "development",
    "commitments",
    "communication",
    "tracking",
    "progress",
    "checkins",
    "evaluation",
    "scores",
    "scale",
    "review",
    "signed",
    "signoff",
    "revisions",
    "changes",
    "waivers",
    "custom",
)
"""The keys of the View's ``has``; a condition of a pack names one of them."""
