"""Turn whatever a template does wrong into diagnostics: which file, which line, what is meant."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from types import TracebackType
from typing import Any

from jinja2.exceptions import SecurityError, TemplateNotFound, TemplateRuntimeError, TemplateSyntaxError

from docgen.diagnostics import Diagnostic, Fact, Location
from docgen.diagnostics.catalogue import report
from docgen.packs.sandbox import Sandbox, SourceLoader, base_name
from docgen.render.absence import AbsentError
from docgen.render.candidates import near_fields, near_names
from docgen.render.environment import UnprintableError
from docgen.view.catalogue import catalogue
from docgen.view.names import is_foreign, record_of

__all__ = ["Oversize", "classify", "diagnose", "show_file"]

_UNKNOWN_WORD = re.compile(r"No (?:filter|test) named '([^']+)'")
_UNKNOWN_TAG = re.compile(r"Encountered unknown tag '([^']+)'")
_UNCLOSED = re.compile(r"innermost block that needs to be closed is '([^']+)'")
_PAIRED = ("autoescape", "block", "call", "filter", "for", "if", "macro", "set", "with")
_TAGS = (*_PAIRED, *(f"end{tag}" for tag in _PAIRED), "elif", "else", "extends", "from", "import", "include")
_EXCERPT = 160


class Oversize(Exception):  # noqa: N818 - a signal inside this room, never seen outside
    """The output of a template passed the limit (characters)."""

    def __init__(self, limit: int) -> None:
        """Keep the limit for the sentence."""
        super().__init__(limit)
        self.limit = limit


def diagnose(
    error: BaseException, environment: Sandbox, template: str, names: Sequence[str] = ()
) -> Diagnostic:
    """Translate an exception; ``template`` is what was asked for, ``names`` what the View offers."""
    steps = _steps(error.__traceback__, environment)
    if isinstance(error, TemplateSyntaxError):
        slip = (error.name or template, error.lineno)
        steps = [*(step for step in steps if step != slip), slip]
    name, line = steps[-1] if steps else (template, None)
    code, facts = classify(error, environment, names)
    if code == "DG408":
        line = _opening(environment, name, str(facts["block"]), line or 0) or line
    where = Location(file=show_file(environment, name), line=line, excerpt=_excerpt(environment, name, line))
    found = report(code, where, template=show_file(environment, name), **facts)
    for outer, outer_line in reversed(steps[:-1]):
        found = found.within(f"{show_file(environment, outer)}:{outer_line}")
    return found


def classify(error: BaseException, environment: Sandbox, names: Sequence[str]) -> tuple[str, dict[str, Fact]]:
    """Choose the code and its facts by what went wrong."""
    if isinstance(error, TemplateSyntaxError):
        return _syntax(error.message or "", environment)
    if isinstance(error, TemplateNotFound):
        return "DG401", _near(base_name(str(error.name or "—")), environment.list_templates())
    if isinstance(error, AbsentError):
        return _absent(error, names)
    return _refusal(error) or _run(error, environment)


def _refusal(error: BaseException) -> tuple[str, dict[str, Fact]] | None:
    """Tell what the sandbox itself does not allow."""
    if isinstance(error, SecurityError):
        return "DG404", {}
    if isinstance(error, Oversize):
        return "DG406", {"limit": error.limit}
    return ("DG409", {"found": error.kind}) if isinstance(error, UnprintableError) else None


def _syntax(message: str, environment: Sandbox) -> tuple[str, dict[str, Fact]]:
    """Tell unknown words and open blocks apart from all the other slips."""
    if unknown := _UNKNOWN_WORD.search(message):
        return "DG407", _near(unknown.group(1), [*environment.filters, *environment.tests])
    if (tag := _UNKNOWN_TAG.search(message)) and tag.group(1) not in _TAGS:
        return "DG407", _near(tag.group(1), _TAGS)
    if unclosed := _UNCLOSED.search(message):
        return "DG408", {"block": unclosed.group(1)}
    return "DG402", {}


def _run(error: BaseException, environment: Sandbox) -> tuple[str, dict[str, Fact]]:
    """Tell an unknown filter, which in a branch is noticed late, from whatever else fails."""
    if isinstance(error, TemplateRuntimeError) and (unknown := _UNKNOWN_WORD.search(str(error))):
        return "DG407", _near(unknown.group(1), [*environment.filters, *environment.tests])
    return "DG405", {"kind": type(error).__name__}


def _absent(error: AbsentError, names: Sequence[str]) -> tuple[str, dict[str, Fact]]:
    """Say which name is missing, and what there is instead, in the language it was asked in."""
    name, owner = str(error.name), error.owner
    if owner is None:
        here = [field for key, field in catalogue().top.items() if key in names]
        return "DG403", near_fields(name, here) if is_foreign(name) else _near(name, names)
    if not isinstance(owner, Mapping):
        return "DG403", _near(name, ())
    if record := record_of(owner):
        return "DG403", near_fields(name, record.fields.values(), record)
    return "DG403", _near(name, [str(key) for key in owner])


def _near(name: str, known: Iterable[str]) -> dict[str, Fact]:
    """Give the name (or the number in brackets), the nearest candidates, and the first of all there are."""
    return near_names(name, sorted(set(known)))


def _steps(trace: TracebackType | None, environment: Sandbox) -> list[tuple[str, int]]:
    """List the template lines an exception passed through, outermost first."""
    known = set(environment.list_templates())
    steps: list[tuple[str, int]] = []
    while trace is not None:
        name = trace.tb_frame.f_code.co_filename
        if base_name(name) in known and (name, trace.tb_lineno) not in steps:
            steps.append((name, trace.tb_lineno))
        trace = trace.tb_next
    return steps


def _excerpt(environment: Sandbox, name: str, line: int | None) -> str | None:
    """Show the guilty line as it stands in the template."""
    rows = _source(environment, name).splitlines()
    return rows[line - 1].strip()[:_EXCERPT] if line and line <= len(rows) else None


def _opening(environment: Sandbox, name: str, block: str, last: int) -> int | None:
    """Find the line, at most ``last``, of the innermost tag that opens ``block`` and is not closed."""
    opened: list[int] = []
    is_first = False
    try:
        for line, kind, word in environment.lex(_source(environment, name)):
            if line > last:
                break
            if is_first and kind == "name":
                opened = (
                    [*opened, line] if word == block else opened[:-1] if word == f"end{block}" else opened
                )
            is_first = kind == "block_begin" or (is_first and kind == "whitespace")
    except TemplateSyntaxError:  # a second slip on the same line
        pass
    return opened[-1] if opened and block != "set" else None  # a short set opens nothing


def _source(environment: Sandbox, name: str) -> str:
    """Return the text of a template, empty if there is none of this name."""
    try:
        source: Any = environment.loader.get_source(environment, name)[0] if environment.loader else ""
    except TemplateNotFound:
        return ""
    return str(source)


def show_file(environment: Sandbox, name: str) -> str:
    """Name a template for people: two packs of a chain may have files of one name."""
    loader = environment.loader
    return loader.show(name) if isinstance(loader, SourceLoader) else base_name(name)
