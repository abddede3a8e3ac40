"""What mkdocs asks while it builds the site of one language."""

from __future__ import annotations

import json
import re
import sys
from pathlib import Path
from typing import Any

import rjieba
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.plugins import event_priority
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

sys.path.insert(0, str(Path(__file__).parent))
from pages import LANGUAGES, Source, find_source, prepare, read_navigation

NAMES = {"zh": "中文", "en": "English"}
SWITCH = "other-language:"
"""Stands for an address beside the site, which mkdocs would take for one within."""
ALTERNATE = re.compile(rf'\s*<link rel="alternate" href="{SWITCH}[^>]+>')
AFTER_SEARCH = -50
"""When the search has written what it finds, before that is copied for readers without a server."""
HAN = re.compile(r"[\u3400-\u9fff]+")
GAP = "\u200b"


def on_config(config: MkDocsConfig) -> None:
    """Take the navigation of the language; the links of the switch are filled in page by page."""
    config.nav = read_navigation(_language(config))
    config.extra["alternate"] = [
        {"lang": each, "name": NAMES[each], "link": SWITCH + each} for each in LANGUAGES
    ]


def on_files(files: Files, config: MkDocsConfig) -> Files:
    """Leave out what another file says in this language, and name the rest without a language."""
    kept = [file for file in files if not file.is_documentation_page() or _is_shown(file, config)]
    for file in filter(File.is_documentation_page, kept):
        source = _source(file, config)
        if source.language:
            _rename(file, source)
    return Files(kept)


def on_page_markdown(markdown: str, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Prepare the text of a page."""
    return prepare(markdown, _source(page.file, config), _language(config))


def on_post_page(output: str, page: Page, **_: Any) -> str:
    """Let the switch lead to the same page in the other language; it needs no script and asks for no site map."""
    output = ALTERNATE.sub("", output)
    up = "../" * page.file.dest_uri.count("/")
    for language in LANGUAGES:
        output = output.replace(f"{SWITCH}{language}", f"{up}../{language}/{page.file.dest_uri}")
    return output


def on_post_template(_output: str, **_: Any) -> str:
    """Leave out what only a server has a use for: the page for what is missing, the map of the site."""
    return ""


@event_priority(AFTER_SEARCH)
def on_post_build(config: MkDocsConfig) -> None:
    """Cut Chinese into words, so that each of them can be found."""
    path = Path(config.site_dir) / "search" / "search_index.json"
    index = json.loads(path.read_text("utf-8"))
    for part in index["docs"]:
        for field in ("title", "text"):
            part[field] = HAN.sub(_cut, part[field])
    path.write_text(json.dumps(index, ensure_ascii=False, separators=(",", ":")), encoding="utf-8")


def _cut(run: re.Match[str]) -> str:
    return GAP.join(("", *rjieba.cut(run[0]), ""))


def _language(config: MkDocsConfig) -> str:
    language: str = config.extra["language"]
    return language


def _source(file: File, config: MkDocsConfig) -> Source:
    return find_source(Source(file.src_uri, None).page, _language(config))


def _is_shown(file: File, config: MkDocsConfig) -> bool:
    return _source(file, config).name == file.src_uri


def _rename(file: File, source: Source) -> None:
    plain = File(f"{source.page}.md", file.src_dir, file.dest_dir, use_directory_urls=False)
    file.name, file.dest_uri, file.url = plain.name, plain.dest_uri, plain.url
