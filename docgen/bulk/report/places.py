"""Where the reports of a run lie, and what is theirs."""

from __future__ import annotations

from docgen.delivery.names import same_name

__all__ = ["INDEX", "PAGES", "STATE", "SUMMARY", "ZIPS", "PageNames", "name_zip"]

INDEX = "index.html"
SUMMARY = "summary.xlsx"
PAGES = "report"
ZIPS = "zip"
STATE = ".docgen/reports.json"
"""Digests and keys of the reports, so that an unchanged run builds none of them."""

_NO_TEAM = "_"
"""What stands for the people who are in no team."""


def name_zip(team: str) -> str:
    """Name the archive of a team; no two teams get one name."""
    mark = _NO_TEAM if not team or team.startswith(_NO_TEAM) else ""
    return f"{ZIPS}/{mark}{team}.zip"


class PageNames:
    """Names for the pages of teams; a large team has several, and no two pages get one name."""

    def __init__(self) -> None:
        """Begin with no names."""
        self._taken: set[str] = set()

    def new(self, team: str, number: int) -> str:
        """Name a page; numbers count from 1."""
        stem = f"{PAGES}/{team or _NO_TEAM}" + (f"-{number}" if number > 1 else "")
        while same_name(stem) in self._taken:
            stem += "_"
        self._taken.add(same_name(stem))
        return f"{stem}.html"
