"""Write the bill of materials of a wheel beside it: ``python -m make.sbom dist``.

CycloneDX 1.6, and the same bytes for the same wheel and the same pins: there is no time and no chance in it. Packages,
digests and who needs whom come from requirements/full.txt, licences from requirements/licences.toml.
"""

from __future__ import annotations

import hashlib
import json
import sys
import tomllib
import uuid
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from make.licences import Part, Table, read_table
from make.lock import ROOT, Pin, read_pins, scopes

__all__ = ["bill", "main"]


def bill(wheel: Path, version: str) -> dict[str, Any]:
    """Return the bill of materials of a wheel of this checkout."""
    pins, table = read_pins(ROOT / "requirements" / "full.txt"), read_table()
    itself = f"pkg:pypi/docgen@{version}"
    content = {
        "metadata": {
            "lifecycles": [{"phase": "build"}],
            "component": {
                "bom-ref": itself,
                "type": "application",
                "name": "docgen",
                "version": version,
                "hashes": [_digest(wheel)],
                "licenses": _licence("MIT"),
                "purl": itself,
            },
        },
        "components": [*_packages(pins, table), *(_part(part) for part in table.inside)],
        "dependencies": _graph(pins, table, itself),
    }
    head = {
        "$schema": "http://cyclonedx.org/schema/bom-1.6.schema.json",
        "bomFormat": "CycloneDX",
        "specVersion": "1.6",
        "serialNumber": f"urn:uuid:{uuid.uuid5(uuid.NAMESPACE_URL, json.dumps(content, sort_keys=True))}",
        "version": 1,
    }
    return head | content


def _packages(pins: Sequence[Pin], table: Table) -> list[dict[str, Any]]:
    brought_by = scopes(pins)
    return [_package(pin, table.packages[pin.name], brought_by[pin.name]) for pin in pins]


def _package(pin: Pin, licence: str, extras: Sequence[str]) -> dict[str, Any]:
    facts = [("docgen:extra", extra) for extra in extras]
    if pin.marker:
        facts.append(("docgen:marker", pin.marker))
    return {
        "bom-ref": _reference(pin),
        "type": "library",
        "name": pin.name,
        "version": pin.version,
        "scope": "optional" if extras else "required",
        "licenses": _licence(licence),
        "purl": _reference(pin),
        "externalReferences": [
            {
                "type": "distribution",
                "url": _reference(pin),
                "comment": "The files of this version, of which one is installed.",
                "hashes": [{"alg": "SHA-256", "content": digest} for digest in pin.hashes],
            }
        ],
        "properties": [{"name": name, "value": value} for name, value in facts],
    }


def _part(part: Part) -> dict[str, Any]:
    """Describe something inside the wheel, with the digests of its files."""
    return {
        "bom-ref": f"docgen:{part.name}@{part.version}",
        "type": "library",
        "name": part.name,
        "version": part.version,
        "scope": "required",
        "licenses": _licence(part.licence),
        "components": [
            {
                "bom-ref": f"docgen:{file}",
                "type": "file",
                "name": file.removeprefix("docgen/"),
                "hashes": [_digest(ROOT / file)],
            }
            for file in part.files
        ],
    }


def _graph(pins: Sequence[Pin], table: Table, itself: str) -> list[dict[str, Any]]:
    inside = [f"docgen:{part.name}@{part.version}" for part in table.inside]
    edges = [(itself, inside + [_reference(pin) for pin in pins if "docgen" in pin.asked_by])]
    edges += [
        (_reference(pin), [_reference(other) for other in pins if pin.name in other.asked_by]) for pin in pins
    ]
    return [{"ref": one, "dependsOn": sorted(others)} for one, others in edges]


def _reference(pin: Pin) -> str:
    return f"pkg:pypi/{pin.name}@{pin.version}"


def _licence(licence: str) -> list[dict[str, Any]]:
    if " " in licence:
        return [{"expression": licence}]
    return [{"license": {"id": licence}}]


def _digest(path: Path) -> dict[str, str]:
    return {"alg": "SHA-256", "content": hashlib.sha256(path.read_bytes()).hexdigest()}


def main(arguments: Sequence[str]) -> int:
    """Write the bill of this checkout's wheel in a folder; print its name."""
    (folder,) = arguments
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    stem = f"docgen-{project['version']}"
    wheels = list(Path(folder).glob(f"{stem}-*.whl"))
    if len(wheels) != 1:
        raise SystemExit(f"{folder} holds {len(wheels)} wheels of {stem}, not one.")
    path = Path(folder) / f"{stem}.cdx.json"
    text = json.dumps(bill(wheels[0], project["version"]), ensure_ascii=False, indent=2) + "\n"
    path.write_text(text, encoding="utf-8", newline="\n")
    sys.stdout.write(f"{path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
