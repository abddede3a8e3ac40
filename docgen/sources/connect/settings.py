"""Where the tools are and how much is asked of them: a small file that people copy and change."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import cast
from urllib.parse import urlsplit

from docgen.diagnostics import Diagnostic, DocgenError, Fact, report
from docgen.spec.raw import Data, RawSpec
from docgen.spec.reader import read

__all__ = ["Limits", "Place", "Settings", "built_in", "read_settings", "show_settings"]

_NAME = "settings.yaml"
_TOOLS = ("pingcode", "worktile")
_WAYS = ("header", "query")
_LOCAL = ("127.0.0.1", "localhost", "::1")


@dataclass(frozen=True, slots=True)
class Place:
    """One tool: its root, its paths with ``{project}`` in them, what a list is asked with."""

    root: str
    paths: Mapping[str, str]
    query: Mapping[str, str]
    page_size: int
    authorization: str
    """``header`` or ``query``: how the token is sent."""


@dataclass(frozen=True, slots=True)
class Limits:
    """How much is asked: requests a minute, seconds, attempts, pages, bytes of one answer."""

    requests_per_minute: int
    seconds: int
    attempts: int
    pages: int
    bytes: int


@dataclass(frozen=True, slots=True)
class Settings:
    """The tools by name, and the limits."""

    places: Mapping[str, Place]
    limits: Limits


def show_settings() -> str:
    """Return the file that is built in, to be saved and changed."""
    return files(__package__).joinpath(_NAME).read_text(encoding="utf-8")


def built_in() -> Settings:
    """Return the settings that are built in."""
    return _make(_read_built_in())


def read_settings(content: bytes, name: str) -> Settings:
    """Read a file of settings; what it leaves out is as built in. Raises DocgenError (DG783, or of the YAML)."""
    raw, ours = read(content, name), _read_built_in()
    found = [*raw.faults, *_judge(raw, ours)]
    if found:
        raise DocgenError(found)
    merged = {key: {**part, **_part(raw.data, key)} for key, part in ours.items() if isinstance(part, dict)}
    return _make(merged)


def _read_built_in() -> Mapping[str, Data]:
    return read(show_settings().encode(), _NAME).data


def _part(data: Mapping[str, Data], key: str) -> Mapping[str, Data]:
    part = data.get(key)
    return part if isinstance(part, dict) else {}


def _make(data: Mapping[str, Data]) -> Settings:
    places = {}
    for tool in _TOOLS:
        part = _part(data, tool)
        paths = {
            key.removesuffix("_path"): str(value) for key, value in part.items() if key.endswith("_path")
        }
        query = {key: str(value) for key, value in _part(part, "items_query").items()}
        size, authorization = cast("int", part["page_size"]), str(part["authorization"])
        places[tool] = Place(str(part["root"]).rstrip("/"), paths, query, size, authorization)
    limits = {key: cast("int", value) for key, value in _part(data, "limits").items()}
    return Settings(places, Limits(**limits))


def _judge(raw: RawSpec, ours: Mapping[str, Data]) -> Iterator[Diagnostic]:
    if raw.data.get("connect") != 1:
        yield _wrong(raw, ("connect",), expected_zh="connect: 1", expected_en="connect: 1")
    for key, part in raw.data.items():
        if key not in ours:
            yield _wrong(raw, (key,), key=key, known=tuple(ours))
        elif key != "connect" and not isinstance(part, dict):
            yield _wrong(raw, (key,), expected_zh="一组“键: 值”", expected_en="a group of keys")
        elif key != "connect":
            yield from _judge_part(raw, key, _part(ours, key))


def _judge_part(raw: RawSpec, part: str, ours: Mapping[str, Data]) -> Iterator[Diagnostic]:
    """Insist on known keys and on values of the kind that is built in."""
    for key, value in _part(raw.data, part).items():
        path, usual = (part, key), ours.get(key)
        if key not in ours:
            yield _wrong(raw, path, key=key, known=tuple(ours))
        elif isinstance(usual, int) and (isinstance(value, bool) or not isinstance(value, int) or value < 1):
            yield _wrong(raw, path, expected_zh="不小于 1 的整数", expected_en="a whole number of at least 1")
        elif isinstance(usual, dict) and not _is_words(value):
            yield _wrong(raw, path, expected_zh="一组“键: 文字”", expected_en="a group of words")
        elif key == "root" and not _is_address(value):
            yield _wrong(raw, path, expected_zh="https:// 开头的地址", expected_en="an address with https://")
        elif key == "authorization" and value not in _WAYS:
            yield _wrong(raw, path, expected_zh="header 或 query", expected_en="header or query")
        elif key.endswith("_path") and not (isinstance(value, str) and value.startswith("/")):
            yield _wrong(raw, path, expected_zh="/ 开头的路径", expected_en="a path that begins with /")


def _is_words(value: Data) -> bool:
    return isinstance(value, dict) and all(isinstance(each, str) for each in value.values())


def _is_address(value: Data) -> bool:
    """Take https, and plain http to this machine alone: a token must not cross a network in the open."""
    if not isinstance(value, str):
        return False
    try:
        address = urlsplit(value)
    except ValueError:
        return False
    safe = address.scheme == "https" or (address.scheme == "http" and address.hostname in _LOCAL)
    return (
        safe and bool(address.hostname) and not ("@" in address.netloc or address.query or address.fragment)
    )


def _wrong(raw: RawSpec, path: tuple[str, ...], **facts: Fact) -> Diagnostic:
    return report("DG783", raw.locate(path, key=True), **facts)
