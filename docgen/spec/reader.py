"""From the bytes of a spec file to plain data whose every value knows its line."""

from __future__ import annotations

from docgen.diagnostics import DocgenError, Location, report
from docgen.spec.encoding import decode
from docgen.spec.json_marks import find_marks
from docgen.spec.json_reader import NotJson, guard_json, read_json
from docgen.spec.kinds import kind_of
from docgen.spec.limits import LIMITS, Limits
from docgen.spec.raw import Data, Mark, RawSpec, Source
from docgen.spec.yaml_reader import read_yaml

__all__ = ["RawSpec", "read"]


def read(content: bytes, name: str, limits: Limits = LIMITS) -> RawSpec:
    """Read a YAML or JSON spec; ``name`` is what findings call the file.

    JSON is what is named ``.json``, and whatever begins with a brace and parses as JSON; the rest is
    YAML. Raises ``DocgenError`` with everything that is wrong with the file as a file.
    """
    if len(content) > limits.size:
        facts = {"size": len(content), "limit": limits.size}
        raise DocgenError([report("DG104", Location(file=name), **facts)])
    source = decode(content, name, limits.findings)
    raw = _try_json(source, limits)
    if raw is None:
        data, mark = read_yaml(source, limits)
        raw = _as_spec(data, source, mark)
    return raw


def _try_json(source: Source, limits: Limits) -> RawSpec | None:
    is_named_json = source.name.lower().endswith(".json")
    if not is_named_json and not source.text.lstrip().startswith("{"):
        return None
    guard_json(source, limits)
    try:
        return _as_spec(read_json(source, limits), source, None)
    except NotJson as fault:
        if is_named_json:
            raise DocgenError(fault.args) from None
        return None


def _as_spec(data: Data, source: Source, mark: Mark | None) -> RawSpec:
    """Insist on a mapping at the top."""
    if data is None:
        raise DocgenError([report("DG101", Location(file=source.name))])
    if not isinstance(data, dict):
        where = source.at(mark.line, mark.column) if mark else source.at(1, 1)
        raise DocgenError([report("DG119", where, found=kind_of(data))])
    return RawSpec(data, source, mark, None if mark else find_marks)
