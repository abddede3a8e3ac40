"""From the bytes of a spec file to plain data whose every value knows its line."""

from __future__ import annotations

from docgen.diagnostics import DocgenError, Location, report
from docgen.spec.encoding import decode
from docgen.spec.json_marks import find_marks
from docgen.spec.json_reader import NotJson, guard_json, read_json
from docgen.spec.kinds import kind_of
from docgen.spec.limits import LIMITS, Limits
from docgen.spec.raw import RawSpec, Source
from docgen.spec.yaml_reader import Reading, scan_yaml

__all__ = ["RawSpec", "read"]


def read(content: bytes, name: str, limits: Limits = LIMITS) -> RawSpec:
    """Read a YAML or JSON spec; ``name`` is what findings call the file.

    JSON is what is named ``.json``, and whatever begins with a brace and parses as JSON; the rest is
    YAML. What is wrong in one place rides beside the data as ``faults``; raises ``DocgenError`` when
    the file cannot be read as a whole.
    """
    if len(content) > limits.size:
        raise DocgenError([report("DG104", Location(file=name), limit=limits.size)])
    source = decode(content, name, limits.findings)
    raw = _try_json(source, limits)
    if raw is None:
        raw = _as_spec(scan_yaml(source, limits), source)
    return raw


def _try_json(source: Source, limits: Limits) -> RawSpec | None:
    is_named_json = source.name.lower().endswith(".json")
    if not is_named_json and not source.text.lstrip().startswith("{"):
        return None
    guard_json(source, limits)
    try:
        data, faults = read_json(source, limits)
        return _as_spec(Reading(data, None, faults, ()), source)
    except NotJson as fault:
        if is_named_json:
            raise DocgenError(fault.args) from None
        return None


def _as_spec(read: Reading, source: Source) -> RawSpec:
    """Insist on a mapping at the top."""
    data, mark, faults, remarks = read
    if faults and not isinstance(data, dict):
        raise DocgenError(faults)
    if data is None:
        raise DocgenError([report("DG101", Location(file=source.name))])
    if not isinstance(data, dict):
        where = source.at(mark.line, mark.column) if mark else source.at(1, 1)
        raise DocgenError([report("DG119", where, found=kind_of(data))])
    return RawSpec(data, source, mark, None if mark else find_marks, faults, remarks)
