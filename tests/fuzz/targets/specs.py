"""Specs, teams, KPI libraries and what is imported into specs: YAML and JSON."""

from __future__ import annotations

import datetime
import tempfile
from collections.abc import Iterator
from functools import cache
from itertools import islice
from pathlib import Path

import yaml

from docgen.diagnostics import Diagnostic, DocgenError
from docgen.i18n.locale import find_locale
from docgen.kpis.fill import fill
from docgen.kpis.lay import lay
from docgen.kpis.library import built_in, read_library
from docgen.packs.load import load_pack
from docgen.pipeline import Press, look_over, prepare, produce
from docgen.sources.opening import open_source
from docgen.sources.progress.headers import read_headers, show_headers
from docgen.sources.progress.intake import Settings, read_progress
from docgen.sources.progress.patch import plan_import
from docgen.sources.progress.take_over import Wishes
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.fuzz.target import Target

__all__ = ["CASES", "ROOT", "SETTINGS", "TARGETS", "TODAY", "everybody"]

ROOT = Path(__file__).parents[3]
CASES = ROOT / "tests" / "cases"
TODAY = datetime.date(2027, 1, 4)
_ZONE = datetime.timezone(datetime.timedelta(hours=8))
SETTINGS = Settings(_ZONE, None, "worktile")
_MOST = 4
"""People of a source that are looked at."""


def _name_of(content: bytes) -> str:
    """Name a file after what is in it."""
    return "case.json" if content.lstrip().startswith((b"{", b"[")) else "case.yaml"


def _specs() -> Iterator[bytes]:
    yield from (path.read_bytes() for path in sorted((ROOT / "samples" / "personal").glob("*.yaml")))
    yield from (path.read_bytes() for path in sorted((CASES / "errors").glob("*.yaml")))
    yield (CASES / "progress" / "base.spec").read_bytes()


def _looked_at(content: bytes, name: str = "") -> Iterator[Diagnostic]:
    """Read, check and review a spec."""
    raw = fill(read(content, name or _name_of(content)), built_in())
    checked = validate(raw)
    yield from checked.warnings
    yield from (each.diagnostic for each in look_over(checked.value, raw, TODAY).open)


@cache
def _press() -> Press:
    return prepare(load_pack("classic"), ("html", "docx"), find_locale("zh"))


def _made(content: bytes) -> tuple[Diagnostic, ...]:
    """Make a document of a spec, if it is one."""
    raw = read(content, _name_of(content))
    validate(fill(raw, built_in()))
    return produce(raw, _press(), TODAY, review=True).diagnostics


def _good_specs() -> Iterator[bytes]:
    yield (CASES / "progress" / "base.spec").read_bytes()
    yield (ROOT / "samples" / "personal" / "support-lead.yaml").read_bytes()
    yield (ROOT / "samples" / "personal" / "market-entry.yaml").read_bytes()


def everybody(path: Path) -> Iterator[Diagnostic]:
    """Look at the first people of a source."""
    source = open_source([str(path)])
    for entry in islice(source.entries(), _MOST):
        given = source.read(entry)
        try:
            raw = fill(read(given, entry.name) if isinstance(given, bytes) else given, built_in())
            yield from validate(raw).warnings
        except DocgenError as failure:
            yield from failure.diagnostics
    yield from getattr(source, "remarks", ())


def _team(content: bytes) -> Iterator[Diagnostic]:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "team.yaml"
        path.write_bytes(content)
        yield from everybody(path)


def _teams() -> Iterator[bytes]:
    yield (ROOT / "samples" / "team" / "team.yaml").read_bytes()
    shared = "shared:\n" + "".join(
        f"  {line}" for line in (CASES / "team" / "shared.part").read_text("utf-8").splitlines(keepends=True)
    )
    for path in sorted((CASES / "team").glob("*.yaml")):
        team = yaml.safe_load(path.read_text("utf-8"))["team"]
        yield (team if "shared:" in team else team + shared).encode()


def _mapping(content: bytes) -> Iterator[Diagnostic]:
    rows = ROOT / "samples" / "team" / "rows"
    with tempfile.TemporaryDirectory() as folder:
        for name in ("base.yaml", "people.csv"):
            (Path(folder) / name).write_bytes((rows / name).read_bytes())
        path = Path(folder) / "people.map.yaml"
        path.write_bytes(content)
        yield from everybody(path)


def _mappings() -> Iterator[bytes]:
    yield (ROOT / "samples" / "team" / "rows" / "people.map.yaml").read_bytes()
    for path in sorted((CASES / "rows").glob("*.yaml")):
        yield yaml.safe_load(path.read_text("utf-8"))["mapping"].encode()


def _library(content: bytes) -> Iterator[Diagnostic]:
    lay(built_in(), read_library(content, "kpis.yaml"), "acme")
    yield from ()


def _libraries() -> Iterator[bytes]:
    whole = (ROOT / "docgen" / "kpis" / "library.yaml").read_text("utf-8")
    data = yaml.safe_load(whole)
    for count in (2, 6):
        few = {
            key: dict(islice(part.items(), count)) if isinstance(part, dict) else part
            for key, part in data.items()
        }
        yield yaml.safe_dump(few, allow_unicode=True, sort_keys=False).encode()
    yield from (path.read_bytes() for path in sorted((CASES / "kpis").rglob("*.yaml")))


def _progress(content: bytes) -> Iterator[Diagnostic]:
    """Import whatever it is into a spec that follows two tools."""
    yield from read_progress(content, "items.txt", SETTINGS).findings
    spec = ("goals.yaml", (CASES / "progress" / "base.spec").read_bytes())
    wishes = Wishes(datetime.date(2027, 6, 30), None, skip_conflicts=True)
    yield from plan_import(spec, {"items.txt": content}, SETTINGS, wishes, built_in()).taken.findings


def _pages() -> Iterator[bytes]:
    yield from (
        path.read_bytes()
        for path in sorted((ROOT / "samples" / "progress").glob("*.*"))
        if path.suffix != ".md"
    )
    for path in sorted((CASES / "progress").glob("*.yaml")):
        for text in yaml.safe_load(path.read_text("utf-8"))["files"].values():
            yield text.encode()


def _into(content: bytes) -> Iterator[Diagnostic]:
    """Import a good file into whatever spec it is: its text is changed in place."""
    sample = "items:\n  - {id: R-1, title: x, status: done, completed: 2027-03-01}\n"
    known = yaml.safe_load((CASES / "progress" / "neutral.yaml").read_text("utf-8"))["files"]
    files = {name: text.encode() for name, text in known.items()} or {"items.yaml": sample.encode()}
    change = plan_import(
        (_name_of(content), content), files, SETTINGS, Wishes(TODAY, None, skip_conflicts=True), built_in()
    )
    change.patch("goals.yaml")
    yield from change.taken.findings


def _followers() -> Iterator[bytes]:
    yield (CASES / "progress" / "base.spec").read_bytes()
    for path in sorted((CASES / "edit").glob("*.yaml")):
        yield path.read_bytes()


def _headers(content: bytes) -> Iterator[Diagnostic]:
    read_headers(content, "headers.yaml")
    yield from ()


TARGETS = (
    Target("spec", "data", _specs, _looked_at),
    Target("document", "data", _good_specs, _made, examples=6),
    Target("team", "data", _teams, _team, examples=20),
    Target("mapping", "data", _mappings, _mapping),
    Target("library", "data", _libraries, _library),
    Target("progress", "data", _pages, _progress),
    Target("into", "data", _followers, _into),
    Target("headers", "data", lambda: [show_headers().encode()], _headers),
)
