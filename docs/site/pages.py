"""Which page stands where, in which languages, and what a page's text needs to become one of a site."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml

__all__ = ["DOCS", "LANGUAGES", "Source", "find_source", "prepare", "read_navigation"]

DOCS = Path(__file__).parents[1]
LANGUAGES = ("zh", "en")
BOTH = "reference/"
"""Pages below it that bear no language are written in both at once."""
NOTES = {
    "zh": '!!! note "本页只有英文版"\n',
    "en": '!!! note "This page is in Chinese only"\n',
}
AT_END = {"zh": "{name}（加在末尾）", "en": "{name} (at its end)"}
FENCE = re.compile(r"^(```\w+) (\+?)([\w./-]+)$", re.MULTILINE)
SWITCH = re.compile(r"^\[(?:中文|English)\]\([^)]+\)\n", re.MULTILINE)
CODE = re.compile(r"^```.*?^```$", re.MULTILINE | re.DOTALL)
WRAPPED = re.compile(r"(?<=[\u3000-\u9fff\uff00-\uffef“”])\n(?=[\u3400-\u9fff“”（《])")
"""Chinese that goes on in the next line: a browser would put a space between."""
HEADING = re.compile(r"\s*# .*\n")
SHARP = re.compile(r"^#(?=[^#\s])", re.MULTILINE)
"""No heading: a line that happens to begin with it, such as #N/A."""
OUTSIDE = re.compile(
    r"\[([^\]]+)\]\((?:\.\./){1,2}((?:docgen|make|requirements|samples|templates|tests)/[^)#]+)\)"
)
"""A link to a file of the repository, which the site does not hold."""
WHOLE_LINK = re.compile(r"\[([^\]]+)\]\(([\w./-]+)\.md(#[^)]+)?\)")
LINK = re.compile(r"(?<=\]\()([\w./-]+?)(?:\.(?:zh|en))?\.md(?=[)#])")


@dataclass(frozen=True)
class Source:
    """A file below docs/ and the language it is in, None for both."""

    name: str
    language: str | None

    @property
    def page(self) -> str:
        """Return what navigation.yaml calls it: the name without language and ending."""
        return re.sub(r"(?:\.(?:zh|en))?\.md$", "", self.name)

    def in_language(self, language: str) -> bool:
        """Tell whether a reader of a language can read it."""
        return self.language in (None, language)


def find_source(page: str, language: str) -> Source:
    """Find the file of a page: in the language, in both, else in the other.

    Raises FileNotFoundError where there is none.
    """
    for mark in (language, None, *(each for each in LANGUAGES if each != language)):
        name = f"{page}.{mark}.md" if mark else f"{page}.md"
        if (DOCS / name).is_file():
            return Source(name, mark or (None if page.startswith(BOTH) else "en"))
    raise FileNotFoundError(DOCS / page)


def read_navigation(language: str) -> list[Any]:
    """Return the navigation in one language, in the shape that mkdocs asks for."""
    return [_entry(each, language) for each in _table()]


def _table() -> list[dict[str, Any]]:
    table: list[dict[str, Any]] = yaml.safe_load(
        (Path(__file__).parent / "navigation.yaml").read_text("utf-8")
    )
    return table


def _entry(given: dict[str, Any], language: str) -> dict[str, Any]:
    if "pages" in given:
        return {given[language]: [_entry(each, language) for each in given["pages"]]}
    first = find_source(given["page"], language).name
    if "each" not in given:
        return {given[language]: first}
    others = sorted(path.relative_to(DOCS).as_posix() for path in (DOCS / given["each"]).glob("*.md"))
    return {given[language]: [first, *(name for name in others if name != first)]}


def prepare(text: str, source: Source, language: str) -> str:
    """Return the text of a page as the site of a language shows it.

    The switch between languages is in the head of every page; names of files become titles of what stands in
    them; links lead to pages in the reader's language; a page in the other language alone says so.
    """
    text = SWITCH.sub("", text, count=1)
    text = "".join(_titled(text, language))
    text = "".join(_prose(text))
    text = OUTSIDE.sub(_named, text)
    text = WHOLE_LINK.sub(lambda link: _cross(link, source), text)
    text = LINK.sub(lambda link: _lead(link, source, language), text)
    return text if source.in_language(language) else _noted(text, NOTES[language])


def _noted(text: str, note: str) -> str:
    """Put a note below the heading: in front of it, the page would be called after its file."""
    heading = HEADING.match(text)
    begin = heading.end() if heading else 0
    return f"{text[:begin]}\n{note}\n{text[begin:]}"


def _named(link: re.Match[str]) -> str:
    """Name a file instead of leading to it."""
    words, path = link.groups()
    return f"`{path}`" if path.endswith(words) else f"{words} (`{path}`)"


def _cross(link: re.Match[str], source: Source) -> str:
    """Lead from a page to itself in the other language, which is on the other site."""
    words, name, anchor = link.groups()
    other = find_source(source.page, "en" if source.language == "zh" else "zh")
    if (Path(source.name).parent / f"{name}.md").as_posix() != other.name or other.name == source.name:
        return link[0]
    up = "../" * (source.name.count("/") + 1)
    return f'<a href="{up}{other.language}/{source.page}.html{anchor or ""}">{words}</a>'


def _lead(link: re.Match[str], source: Source, language: str) -> str:
    """Lead to a page in the reader's language, where there is one."""
    page = link[1]
    there = (DOCS / source.name).parent / f"{page}.{language}.md"
    return f"{page}.{language}.md" if there.is_file() else link[0]


def _titled(text: str, language: str) -> Iterator[str]:
    end = 0
    for found in FENCE.finditer(text):
        opening, adds, name = found.groups()
        title = AT_END[language].format(name=name) if adds else name
        yield f'{text[end : found.start()]}{opening} title="{title}"'
        end = found.end()
    yield text[end:]


def _prose(text: str) -> Iterator[str]:
    end = 0
    for code in CODE.finditer(text):
        yield _flow(text[end : code.start()])
        yield code[0]
        end = code.end()
    yield _flow(text[end:])


def _flow(text: str) -> str:
    return SHARP.sub(r"\\#", WRAPPED.sub("", text))
