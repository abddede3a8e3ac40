"""Rules about the manner of a document: what makes it accessible, at home in Chinese and easy to edit."""

from __future__ import annotations

from collections.abc import Iterator

from lxml.etree import _Element

from docgen.doctor.findings import Fault
from docgen.doctor.word.file import WordFile, fault
from docgen.doctor.word.markup import W, is_on, value, whole, words

__all__ = [
    "blanks_make_no_space",
    "chinese_is_set_up",
    "fields_are_not_updated",
    "headings_do_not_jump",
    "it_is_no_older_word",
    "looks_are_styles",
    "properties_are_there",
]

_DC = "{http://purl.org/dc/elements/1.1/}"
_COMPAT = "http://schemas.microsoft.com/office/word"
_NEWEST = 15
_DIRECT = ("rFonts", "b", "i", "color", "sz", "highlight", "u", "shd")
_SHARE = 10
"""Per cent of runs that may have a look of their own."""
_SUBSTANCE = (
    "t",
    "drawing",
    "pict",
    "object",
    "fldChar",
    "br",
    "sym",
    "footnoteReference",
    "fldSimple",
    "sectPr",
)
_BODY = 9


def headings_do_not_jump(word: WordFile) -> Iterator[Fault]:
    """Ask that a heading is at most one level below the one before it."""
    levels, above = _levels(word), 0
    for paragraph in word.body.iter(f"{W}p"):
        level = _level(paragraph, levels)
        if level > above + 1 and words(paragraph).strip():
            yield fault(word.main, paragraph, above=above, level=level)
        above = level or above


def properties_are_there(word: WordFile) -> Iterator[Fault]:
    """Ask that the file says its title and its language."""
    cores = [core for _, core in word.package.trees_behind("", "core-properties")]
    for name in ("title", "language"):
        if not any((core.findtext(f"{_DC}{name}") or "").strip() for core in cores):
            yield Fault("", {"name": f"dc:{name}"})


def chinese_is_set_up(word: WordFile) -> Iterator[Fault]:
    """Ask that the defaults name a font and a language for East Asian text."""
    path = f"{W}docDefaults/{W}rPrDefault/{W}rPr"
    defaults = word.parts["styles"].find(path) if "styles" in word.parts else None
    fonts, language = (
        None if defaults is None else defaults.find(f"{W}{name}") for name in ("rFonts", "lang")
    )
    if not (value(fonts, "eastAsia") or value(fonts, "eastAsiaTheme")):
        yield Fault("", {"name": "w:rFonts w:eastAsia"})
    if not value(language, "eastAsia"):
        yield Fault("", {"name": "w:lang w:eastAsia"})


def it_is_no_older_word(word: WordFile) -> Iterator[Fault]:
    """Ask that Word opens the file as its own, and not in compatibility mode."""
    modes = [
        whole(value(setting))
        for setting in _settings(word, "compatSetting")
        if value(setting, "name") == "compatibilityMode" and value(setting, "uri") == _COMPAT
    ]
    if max(modes, default=0) < _NEWEST:
        yield Fault("", {"mode": max(modes, default=None)})


def fields_are_not_updated(word: WordFile) -> Iterator[Fault]:
    """Ask that the file does not make Word ask a question when it is opened."""
    if any(is_on(setting) for setting in _settings(word, "updateFields")):
        yield Fault()


def looks_are_styles(word: WordFile) -> Iterator[Fault]:
    """Ask that text gets its look from styles, so that one change reaches all of it."""
    runs = [run for _, run in word.each("r") if run.find(f"{W}t") is not None]
    direct = [run for run in runs if any(_has_look(run.find(f"{W}rPr/{W}{name}")) for name in _DIRECT)]
    if runs and len(direct) * 100 > len(runs) * _SHARE:
        yield Fault(
            "", {"direct": len(direct), "runs": len(runs), "share": round(len(direct) * 100 / len(runs))}
        )


def _has_look(setting: _Element | None) -> bool:
    """Tell whether a setting changes the look; ``rFonts`` that only says which script is meant does not."""
    return setting is not None and set(setting.attrib) != {f"{W}hint"}


def blanks_make_no_space(word: WordFile) -> Iterator[Fault]:
    """Ask that space comes from styles; two empty paragraphs in a row are somebody's Enter key."""
    for part, paragraph in word.each("p"):
        before = paragraph.getprevious()
        if before is None or before.tag != paragraph.tag or not (_is_blank(paragraph) and _is_blank(before)):
            continue
        further = before.getprevious()
        if further is None or further.tag != paragraph.tag or not _is_blank(further):
            yield fault(part, before)


def _settings(word: WordFile, name: str) -> Iterator[_Element]:
    if "settings" in word.parts:
        yield from word.parts["settings"].iter(f"{W}{name}")


def _is_blank(paragraph: _Element) -> bool:
    """Tell whether a paragraph is there for its height alone; a table asks for one behind it."""
    after = paragraph.getprevious()
    if after is not None and after.tag == f"{W}tbl":
        return False
    numbered = paragraph.find(f"{W}pPr/{W}numPr") is not None or paragraph.find(f"{W}pPr/{W}pBdr") is not None
    return not numbered and not any(True for _ in paragraph.iter(*(f"{W}{name}" for name in _SUBSTANCE)))


def _level(paragraph: _Element, levels: dict[str, int]) -> int:
    """Return 1 for a heading of the first level, 0 for text."""
    own = paragraph.find(f"{W}pPr/{W}outlineLvl")
    if own is not None:
        return _counted(own)
    return levels.get(value(paragraph.find(f"{W}pPr/{W}pStyle")), 0)


def _levels(word: WordFile) -> dict[str, int]:
    """Return the level of every style that has one of its own or inherits it."""
    styles = {value(style, "styleId"): style for style in word.styles()}
    levels = {}
    for name in styles:
        step, seen = name, set()
        while step in styles and step not in seen:
            seen.add(step)
            own = styles[step].find(f"{W}pPr/{W}outlineLvl")
            if own is not None:
                levels[name] = _counted(own)
                break
            step = value(styles[step].find(f"{W}basedOn"))
    return levels


def _counted(level: _Element) -> int:
    number = whole(value(level), _BODY)
    return number + 1 if 0 <= number < _BODY else 0
