"""Packs and pack files for tests: laid out on the disk, and put together byte by byte to be attacked."""

from __future__ import annotations

import io
import json
import zipfile
from collections.abc import Callable, Mapping
from hashlib import sha256
from pathlib import Path

__all__ = ["Members", "build_bundle", "lay_out_pack"]

MANIFEST = "name: {name}\ntitle: {{zh: 案例, en: Case}}\nextends: {parent}\n"
Members = list[tuple[zipfile.ZipInfo, bytes]]


def lay_out_pack(folder: Path, files: Mapping[str, str | bytes] = {}, parent: str = "classic") -> Path:
    """Write a pack that is right, with more files in it."""
    whole = {"pack.yaml": MANIFEST.format(name=folder.name, parent=parent), **files}
    for name, content in whole.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def build_bundle(
    files: Mapping[str, bytes] | None = None,
    spoil: Callable[[Members], None] = lambda _members: None,
    contents: Mapping[str, object] = {},
) -> bytes:
    """Zip a pack named ``acme`` as it is handed over, after ``spoil`` has had its way with the members."""
    held = {"acme/pack.yaml": MANIFEST.format(name="acme", parent="classic").encode(), **(files or {})}
    listed = {name: {"size": len(text), "sha256": sha256(text).hexdigest()} for name, text in held.items()}
    about = {
        "format": 1,
        "pack": "acme",
        "title": {"zh": "案例", "en": "Case"},
        "packs": ["acme"],
        "files": listed,
        **contents,
    }
    members = [
        (member(name), text)
        for name, text in {"docgen-pack.json": json.dumps(about).encode(), **held}.items()
    ]
    spoil(members)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        for info, content in members:
            archive.writestr(info, content)
    return out.getvalue()


def member(name: str, kind: int = 0o100644) -> zipfile.ZipInfo:
    info = zipfile.ZipInfo(name)
    info.compress_type = zipfile.ZIP_DEFLATED
    info.external_attr = kind << 16
    return info
