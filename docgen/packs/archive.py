"""Put a pack into one file to hand over: the pack and those of its ancestors that are not built in."""

from __future__ import annotations

import json
import re
import zipfile
from collections.abc import Iterator, Mapping
from hashlib import sha256
from io import BytesIO
from pathlib import Path, PurePosixPath

from docgen.archive import Limits
from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.packs import manifest as manifests
from docgen.packs.chain import Chain, Layer
from docgen.packs.files import FONT_SUFFIXES, MAX_FILES, MAX_FONT_BYTES, read_folder
from docgen.packs.locate import is_built_in
from docgen.packs.portable import clashes, is_portable
from docgen.packs.settings import read_settings

__all__ = ["CONTENTS", "FORMAT", "LIMITS", "SUFFIXES", "describe", "find_misfits", "gather_files", "pack_up"]

CONTENTS = "docgen-pack.json"
"""The list of what is inside, with a digest of every file."""

FORMAT = 1
LIMITS = Limits(members=2 * MAX_FILES, one=MAX_FONT_BYTES, total=256 << 20, ratio=200)
SUFFIXES = (
    FONT_SUFFIXES
    | frozenset(
        {".yaml", ".yml", ".j2", ".css", ".html", ".xml", ".docx", ".png", ".jpg", ".jpeg", ".gif", ".webp"}
    )
    | {".svg", ".txt", ".md"}
)
"""Kinds of files that a pack may hold."""

_EPOCH = (1980, 1, 1, 0, 0, 0)
_SCALAR = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'(?:[^']|'')*'|[^\s,{}#]+(?:[ ]+[^\s,{}#]+)*")


def pack_up(chain: Chain) -> bytes:
    """Return the bytes of a zip, the same for the same pack.

    Inside every pack is a folder of its own name, and names its parent as the folder beside it. Raises
    DocgenError: DG371, DG372 and DG374 for files that could not be installed everywhere, DG370 for too
    much, DG378 for two packs of one name.
    """
    own = [layer for layer in chain.layers if not is_built_in(layer.folder)]
    files: dict[str, bytes] = {}
    refused = list(_same_names(own))
    for place, layer in enumerate(own):
        inside = _gather(layer, [other for other in own if other is not layer])
        parents = chain.layers[place + 1 :]
        inside[manifests.FILE] = _name_parent(layer, parents[0] if parents else None)
        refused.extend(find_misfits(inside, layer.folder.name))
        files |= {f"{layer.manifest.name}/{name}": content for name, content in inside.items()}
    if (size := sum(map(len, files.values()))) > LIMITS.total or len(files) > LIMITS.members:
        refused.append(report("DG370", limit=f"{LIMITS.total >> 20} MB", member=f"{size >> 20} MB"))
    if refused:
        raise DocgenError(refused)
    return _zip({CONTENTS: describe(own, files), **dict(sorted(files.items()))})


def describe(layers: list[Layer], files: Mapping[str, bytes]) -> bytes:
    """Write the list of contents."""
    listed = {
        name: {"size": len(content), "sha256": sha256(content).hexdigest()}
        for name, content in sorted(files.items())
    }
    first = layers[0].manifest
    contents = {
        "format": FORMAT,
        "pack": first.name,
        "title": first.title.model_dump(),
        "packs": [layer.manifest.name for layer in layers],
        "files": listed,
    }
    return (json.dumps(contents, ensure_ascii=False, indent=2) + "\n").encode()


def find_misfits(names: Mapping[str, bytes], folder: str) -> Iterator[Diagnostic]:
    """Report files that not every system can keep (DG371, DG372), or that a pack has no use for (DG374)."""
    for name in sorted(names):
        where = Location(f"{folder}/{name}")
        if not is_portable(name):
            yield report("DG371", where, member=name)
        if PurePosixPath(name).suffix.lower() not in SUFFIXES:
            yield report("DG374", where, member=name, known=tuple(sorted(SUFFIXES)))
    for name in clashes(names):
        yield report("DG372", Location(f"{folder}/{name}"), member=name)


def _same_names(layers: list[Layer]) -> Iterator[Diagnostic]:
    seen: set[str] = set()
    for layer in layers:
        if layer.manifest.name in seen:
            yield report("DG378", layer.locate(manifests.FILE, ("name",)), pack=layer.manifest.name)
        seen.add(layer.manifest.name)


def gather_files(folder: Path) -> dict[str, bytes]:
    """Return every file of a pack folder, fonts too; raises DocgenError as ``read_folder`` does."""
    found = read_folder(folder)
    fonts = (path for path in folder.rglob("*") if path.suffix.lower() in FONT_SUFFIXES and path.is_file())
    inside = {path.relative_to(folder): path for path in fonts}
    found |= {
        name.as_posix(): path.read_bytes()
        for name, path in inside.items()
        if not any(step.startswith(".") for step in name.parts)
    }
    return dict(sorted(found.items()))


def _gather(layer: Layer, others: list[Layer]) -> dict[str, bytes]:
    """Gather the files of one pack; another pack of the chain that lies in its folder is not its own."""
    nested = [other.folder for other in others if other.folder.is_relative_to(layer.folder)]
    return {
        name: content
        for name, content in gather_files(layer.folder).items()
        if not any((layer.folder / name).is_relative_to(other) for other in nested)
    }


def _name_parent(layer: Layer, parent: Layer | None) -> bytes:
    """Return ``pack.yaml`` with its parent as the receiver will find it."""
    content = layer.files[manifests.FILE]
    if parent is None:
        return content
    name = parent.manifest.name if is_built_in(parent.folder) else f"../{parent.manifest.name}"
    if layer.manifest.extends == name:
        return content
    settings = read_settings(content, layer.show(manifests.FILE))
    where = settings.locate(("extends",))
    lines = settings.source.text.splitlines(keepends=True)
    line, start = (where.line or 1) - 1, (where.column or 1) - 1
    written = _SCALAR.match(lines[line], start)
    if written is not None:
        lines[line] = lines[line][:start] + json.dumps(name) + lines[line][written.end() :]
    changed = "".join(lines).encode()
    if read_settings(changed, layer.show(manifests.FILE)).data != {**settings.data, "extends": name}:
        raise DocgenError(
            [report("DG306", where, key="extends", value=layer.manifest.extends, example="classic")]
        )
    return changed


def _zip(files: Mapping[str, bytes]) -> bytes:
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in files.items():
            member = zipfile.ZipInfo(name, _EPOCH)
            member.compress_type = zipfile.ZIP_DEFLATED
            member.create_system = 3  # whatever machine it is made on
            member.external_attr = 0o100644 << 16
            archive.writestr(member, content)
    return target.getvalue()
