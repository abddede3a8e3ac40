"""The bill of materials: the same bytes each time, true to the pins, and what CycloneDX says it must be."""

import hashlib
import json
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

from make.licences import read_table
from make.lock import read_pins

ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
VALIDATOR = ROOT / ".make" / "supply" / "bin" / "python"
VALIDATE = """
import sys
from cyclonedx.schema import SchemaVersion
from cyclonedx.validation.json import JsonStrictValidator
found = JsonStrictValidator(SchemaVersion.V1_6).validate_str(open(sys.argv[1], encoding="utf-8").read())
print(found or "valid")
"""


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    """A folder with a file in the place of a wheel, and its bill."""
    folder = tmp_path_factory.mktemp("dist")
    (folder / f"docgen-{VERSION}-py3-none-any.whl").write_bytes(b"what a wheel holds does not matter here")
    write_bill(folder)
    return folder


def write_bill(folder):
    command = [sys.executable, "-m", "make.sbom", str(folder)]
    return subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout


@pytest.fixture(scope="module")
def bill(folder):
    return json.loads((folder / f"docgen-{VERSION}.cdx.json").read_text(encoding="utf-8"))


def test_it_writes_the_same_bytes_again(folder):
    path = folder / f"docgen-{VERSION}.cdx.json"
    before = path.read_bytes()
    assert write_bill(folder) == f"{path}\n"
    assert path.read_bytes() == before
    assert b"timestamp" not in before


def test_it_names_the_wheel_it_belongs_to(folder, bill):
    itself = bill["metadata"]["component"]
    (wheel,) = folder.glob("*.whl")
    assert (itself["name"], itself["version"]) == ("docgen", VERSION)
    assert itself["hashes"] == [{"alg": "SHA-256", "content": hashlib.sha256(wheel.read_bytes()).hexdigest()}]


def test_it_lists_every_pin_with_its_digests(bill):
    listed = {each["purl"]: each for each in bill["components"] if "purl" in each}
    pins = read_pins(ROOT / "requirements" / "full.txt")
    assert len(listed) == len(pins)
    for pin in pins:
        (files,) = listed[f"pkg:pypi/{pin.name}@{pin.version}"]["externalReferences"]
        assert [each["content"] for each in files["hashes"]] == list(pin.hashes)
        assert pin.hashes


def test_it_tells_what_is_needed_from_what_is_optional(bill):
    scope = {each["name"]: each["scope"] for each in bill["components"]}
    assert scope["weasyprint"] == scope["pillow"] == scope["Noto Sans SC"] == "required"
    assert scope["pikepdf"] == scope["distributed"] == "optional"


def test_it_lists_fonts_and_scripts_with_the_digests_of_their_files(bill):
    digests = {
        file["name"]: file["hashes"][0]["content"]
        for each in bill["components"]
        for file in each.get("components", ())
    }
    assert len(digests) == sum(len(part.files) for part in read_table().inside)
    font = "templates/fonts/Inter-Bold.ttf"
    assert digests[font] == hashlib.sha256((ROOT / font).read_bytes()).hexdigest()


def test_it_draws_who_needs_whom(bill):
    needs = {
        each["ref"].split("@")[0]: [ref.split("@")[0] for ref in each["dependsOn"]]
        for each in bill["dependencies"]
    }
    assert "pkg:pypi/weasyprint" in needs["pkg:pypi/docgen"]
    assert "pkg:pypi/pydyf" in needs["pkg:pypi/weasyprint"]
    assert "pkg:pypi/pydyf" not in needs["pkg:pypi/docgen"]


def test_every_reference_leads_somewhere(bill):
    refs = [bill["metadata"]["component"]["bom-ref"], *(each["bom-ref"] for each in bill["components"])]
    assert len(set(refs)) == len(refs)
    assert {ref for each in bill["dependencies"] for ref in [each["ref"], *each["dependsOn"]]} <= set(refs)


def test_it_wants_the_wheel_of_this_checkout(tmp_path):
    (tmp_path / "docgen-0.0.0-py3-none-any.whl").touch()  # an older one: its pins were others
    command = [sys.executable, "-m", "make.sbom", str(tmp_path)]
    ended = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert ended.returncode == 1
    assert ended.stderr == f"{tmp_path} holds 0 wheels of docgen-{VERSION}, not one.\n"


@pytest.mark.skipif(not VALIDATOR.exists(), reason="the validator is not installed: make/supply.sh")
def test_it_is_valid_cyclonedx(folder):
    path = folder / f"docgen-{VERSION}.cdx.json"
    done = subprocess.run([VALIDATOR, "-c", VALIDATE, path], capture_output=True, text=True, check=False)
    assert done.stdout == "valid\n", done.stdout + done.stderr
