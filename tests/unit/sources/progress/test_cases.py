"""Whole imports: a small spec, the files that come in, what is said and what is taken over."""

from pathlib import Path

import pytest
import yaml

from docgen.diagnostics import DocgenError, show_path
from docgen.kpis.library import built_in
from docgen.sources.progress.intake import Settings
from docgen.sources.progress.patch import plan_import
from docgen.sources.progress.take_over import Wishes
from docgen.sources.tables.values import find_zone
from docgen.spec.reader import read

FOLDER = Path(__file__).parents[3].parent / "tests" / "cases" / "progress"
CASES = sorted(FOLDER.glob("*.yaml"))
SPEC = (FOLDER / "base.spec").read_text(encoding="utf-8")


def place(finding):
    where = finding.where
    path = show_path(where.path)
    is_table = (where.file or "").endswith(".csv")
    return f"{where.file}:{where.line or '' if is_table else path}" if where.file else ""


def said(findings):
    told = {}
    for finding in findings:
        told.setdefault(finding.code, []).append(place(finding))
    return told


def change_spec(changes):
    text = SPEC
    for old, new in changes.items():
        assert text.count(old) == 1, old
        text = text.replace(old, new)
    return text.encode()


def run(path):
    case = yaml.safe_load(path.read_text(encoding="utf-8"))
    raw = read(path.read_bytes(), path.name)
    options = case["options"]
    settings = Settings(find_zone("Asia/Shanghai"), None, options.get("tool", ""))
    day = yaml.safe_load(options["as_of"]) if "as_of" in options else None
    wishes = Wishes(day, None, options.get("skip_conflicts", False))
    files = {name: text.encode() for name, text in case["files"].items()}
    spec = change_spec(case.get("change", {}))
    try:
        change = plan_import(("goals.yaml", spec), files, settings, wishes, built_in())
    except DocgenError as failure:
        return case, raw, spec, spec, failure.diagnostics
    return case, raw, spec, change.after, change.taken.findings


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_takes_over_what_is_referred_to_and_says_the_rest(path):
    case, raw, before, after, findings = run(path)
    assert said(findings) == case["expect"]
    old, new = read(before, "goals.yaml").data, read(after, "goals.yaml").data
    assert {**new, "checkins": old["checkins"]} == old
    added = new["checkins"][len(old["checkins"]) :]
    expected = raw.data.get("checkin")
    assert len(added) == (expected is not None)
    for key, value in (expected or {}).items():
        assert added[0][key] == value
    for part in ("actuals", "milestones"):
        assert not added or (part in added[0]) == (part in expected)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_it_leaves_every_line_that_was_there(path):
    _, _, before, after, _ = run(path)
    left = iter(after.decode().splitlines())
    assert all(line in left for line in before.decode().splitlines())
