"""Is a document still what it would be if it were made again? Two runs with one key make the same bytes."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path, PurePath
from typing import Any

from docgen import __version__
from docgen.bulk.model import Order
from docgen.bulk.planning.glance import Glance
from docgen.diagnostics import DocgenError, FieldPath, Location
from docgen.packs.chain import read_chain
from docgen.packs.locate import fonts_folder
from docgen.pipeline import WRITERS
from docgen.sources.contract import Entry, Source
from docgen.spec.raw import RawSpec

__all__ = ["Keys", "digest_order", "digest_places", "versions"]

_FORM = "docgen-key-1"
_MAKERS = ("weasyprint", "pydyf", "fonttools", "tinycss2", "python-docx", "lxml", "jinja2", "pikepdf")
"""Programs of others whose next version may write other bytes."""
_MOST_KNOWN = 1_000


class Keys:
    """Makes the keys of one run: what all documents share is read once."""

    def __init__(self, order: Order, source: Source) -> None:
        """Read the pack, its fonts and the Word template; raises DocgenError when there is no such pack."""
        self._shared = digest_order(order)
        self._source = source
        self._pictures: dict[tuple[PurePath, str], bytes] = {}
        self._data = _DataDigest()

    def make(self, seen: Glance, entry: Entry) -> str:
        """Return the key of one document, SHA-256 in hex."""
        own = hashlib.sha256(self._shared)
        own.update(_hash(seen.given) if isinstance(seen.given, bytes) else self._data.of(seen.given))
        if seen.logo is not None:
            own.update(self._picture(seen, entry, seen.logo))
        return own.hexdigest()

    def _picture(self, seen: Glance, entry: Entry, name: str) -> bytes:
        """Digest a picture; specs of one folder that name it mean the same, which is looked at once."""
        place = PurePath(seen.source).parent, name
        if place not in self._pictures:
            try:
                picture = self._source.picture(entry, name, Location(seen.source))
                self._pictures[place] = _hash(picture.media_type.encode() + b"\0" + picture.content)
            except DocgenError:  # the making of the document will say so
                self._pictures[place] = _hash(b"")
        return self._pictures[place]


def digest_order(order: Order) -> bytes:
    """Digest everything that documents of one order share.

    The settings, every file of the pack and its ancestors, every font, the Word template, the versions of
    docgen and of the programs that write, and the day if somebody named it. Raises DocgenError.
    """
    total = hashlib.sha256()
    for name, content in _shared_content(order):
        total.update(_hash(name.encode("utf-8", "surrogatepass")) + _hash(content))
    return total.digest()


def _shared_content(order: Order) -> Iterator[tuple[str, bytes]]:
    apart = {"pack", "word_template"}
    settings = {key: value for key, value in order.settings.items() if key not in apart and value is not None}
    day = order.day.isoformat() if order.is_day_named else ""
    yield _FORM, json.dumps([settings, order.strict, day], sort_keys=True, default=_plain).encode()
    yield "versions", json.dumps([versions(), *_guests(order.settings)]).encode()
    for place, layer in enumerate(read_chain(str(order.settings["pack"])).layers):
        for name in sorted(layer.files):
            yield f"pack {place} {layer.folder.name}/{name}", layer.files[name]
    if template := order.settings.get("word_template"):
        yield f"word template {Path(template).name}", _content(Path(template))
    for font in sorted(fonts_folder().iterdir()):
        if font.is_file():
            yield f"font {font.name}", _content(font)


def versions() -> dict[str, str]:
    """Return the versions of docgen and of the programs that write, empty for one that is not installed."""
    return {"docgen": __version__, **{program: _version(program) for program in _MAKERS}}


def _plain(value: Any) -> Any:
    return list(value) if isinstance(value, tuple | list) else str(value)


def _version(program: str) -> str:
    try:
        return version(program)
    except PackageNotFoundError:
        return ""


def _guests(settings: Mapping[str, Any]) -> Iterator[str]:
    """Name the formats that somebody else's program writes, with its version."""
    for name in settings["to"]:
        if name in WRITERS.names() and name not in WRITERS.built_in:
            target = WRITERS.target(name)
            yield f"{name} {target} {_version(target.partition('.')[0].partition(':')[0])}"


def _content(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError:  # who needs it will say so
        return b""


def _hash(content: bytes) -> bytes:
    return hashlib.sha256(content).digest()


class _DataDigest:
    """Digests composed specs; the parts that many of them share are looked at once.

    A part is known again by being the same object, which is why it is kept as long as its digest is.
    """

    def __init__(self) -> None:
        self._known: dict[int, tuple[Any, bytes]] = {}

    def of(self, raw: RawSpec) -> bytes:
        pieces = [_write([*raw.data])]
        pieces += map(self._part, raw.data.values())
        if found := (*raw.faults, *raw.remarks):
            pieces.append(_write([(each.code, sorted(each.facts.items())) for each in found]))
        return _hash(b"\0".join(pieces))

    def _part(self, value: Any) -> bytes:
        if not isinstance(value, list | dict):
            return _write(value)
        known = self._known.get(id(value))
        if known is None:
            if len(self._known) >= _MOST_KNOWN:
                self._known.clear()
            known = self._known[id(value)] = value, _hash(_write(value))
        return known[1]


def _write(value: Any) -> bytes:
    return repr(value).encode("utf-8", "surrogatepass")


def digest_places(given: bytes | RawSpec, entry: Entry) -> str:
    """Digest where the values of a spec stand, as findings name it, SHA-256 in hex.

    Of a file that is its name, because the rest is in its content. Of a spec that was put together, it is
    where each part begins and where its last value stands, which moves with everything before it.
    """
    total = hashlib.sha256(_write(entry.name))
    if isinstance(given, RawSpec):
        for key, value in given.data.items():
            for path in ((key,), _last_path((key,), value)):
                where = given.locate(path)
                total.update(_write((path, where.file, where.line, where.column, where.cell)))
    return total.hexdigest()


def _last_path(path: FieldPath, value: Any) -> FieldPath:
    while isinstance(value, dict | list) and value:
        step = len(value) - 1 if isinstance(value, list) else next(reversed(value))
        path, value = (*path, step), value[step]
    return path
