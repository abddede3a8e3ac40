"""What may be done in one place only, because that place does it safely."""

import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
SOURCES = sorted((ROOT / "docgen").rglob("*.py"))

PLACES = {
    # Zip files of others: sizes, names and links are looked at before anything comes out.
    r"\bZipFile\((?!\w+, \"w\")": {"docgen/archive.py"},
    # A template environment: the sandbox is the only way to make one.
    r"\bEnvironment\(|\bfrom_string\(": {"docgen/packs/sandbox.py"},
    # YAML by a loader that builds objects: our own files, and the settings of packs (with the safe loader).
    r"\byaml\.(load|safe_load|full_load|unsafe_load)(_all)?\(": {
        "docgen/diagnostics/catalogue.py",
        "docgen/packs/schema.py",
        "docgen/packs/settings.py",
        "docgen/review/lexicon.py",  # our own word lists
        "docgen/spec/schema.py",
        "docgen/view/catalogue.py",
    },
    r"\bimport weasyprint\b|\bfrom weasyprint\b": {"docgen/writers/pdf/*"},
    r"\bimport docx\b|\bfrom docx\b": {"docgen/writers/docx/*"},
    r"\bimport docxtpl\b|\bfrom docxtpl\b": {"docgen/render/word/*"},
    r"\bimport click\b|\bfrom click\b|\bimport rich\b|\bfrom rich\b": {"docgen/cli/*", "docgen/cli/*/*"},
    # Printing is for the console.
    r"\bprint\(|\bsys\.(stdout|stderr)\.write|\bclick\.echo\(": {"docgen/cli/*"},
    # The clock is an argument everywhere else.
    r"\bdatetime\.now\(|\bdate\.today\(|\btime\.time\(": {"docgen/pipeline/clock.py"},
    # Files are written whole or not at all.
    r"\.write_bytes\(|\.write_text\(|\bopen\([^)]*[\"'][wax]": {
        "docgen/delivery/save.py",
        "docgen/cli/crash.py",
        "docgen/writers/pdf/fonts.py",  # what fontconfig must be told, in a folder of its own
    },
}


def places(pattern):
    found = re.compile(pattern)
    return {p.relative_to(ROOT).as_posix() for p in SOURCES if found.search(p.read_text(encoding="utf-8"))}


@pytest.mark.parametrize("pattern", PLACES)
def test_it_happens_in_one_place_only(pattern):
    strangers = {p for p in places(pattern) if not any(Path(p).match(allowed) for allowed in PLACES[pattern])}
    assert strangers == set()


def committed():
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout: there is no list of what is committed")
    return [ROOT / name for name in listed.stdout.split("\0") if name and (ROOT / name).is_file()]


def test_it_names_no_machine():
    """No home folder and no folder of one machine in anything we publish."""
    machine = re.compile(rb"/(home|Users)/[a-z]|/root\b|/work/|[A-Z]:\\\\Users")
    named = [
        path.relative_to(ROOT).as_posix()
        for path in committed()
        if path.suffix not in {".ttf", ".png"}
        and path != Path(__file__)
        and machine.search(path.read_bytes())
    ]
    assert named == []


def test_it_pins_with_hashes_and_without_addresses():
    for path in sorted((ROOT / "requirements").glob("*.txt")):
        text = path.read_text(encoding="utf-8")
        assert "://" not in text, path
        pins = [block for block in re.split(r"\n(?=\S)", text) if "==" in block]
        assert pins, path
        assert [block.split()[0] for block in pins if "--hash=sha256:" not in block] == []
