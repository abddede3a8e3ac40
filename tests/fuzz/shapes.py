"""How bytes are changed so that readers still get far with them: each change keeps the shape of its kind.

Every change takes its choices from a ``Random`` that it is given, so that both engines use the same ones:
one draws them from a seed, the other shrinks them.
"""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable, Mapping
from random import Random
from typing import Any

import yaml
from lxml import etree

from tests.fuzz.odd import NUMBERS, TEXTS, VALUES
from tests.fuzz.tokens import change_bytes, change_lines, change_pdf

__all__ = ["SHAPES", "Change", "change_data", "change_xml"]

Change = Callable[[Random, bytes], bytes]

_MARKUP = (".xml", ".rels", ".svg")
_DATA = (".yaml", ".yml", ".json")
_LOADERS = (yaml.CBaseLoader, yaml.CSafeLoader)
_MOST = 4_000_000
_LARGE = 200_000


class _Plain(yaml.SafeDumper):
    """Writes what is there twice twice."""

    def ignore_aliases(self, _data: Any) -> bool:
        return True


def _change_often(luck: Random, content: bytes, change: Change) -> bytes:
    for _ in range(luck.choice((1, 1, 1, 2, 3, 6))):
        content = change(luck, content)
    return content[:_MOST]


def change_data(luck: Random, content: bytes) -> bytes:
    """Change YAML or JSON as data, now and then as text."""
    # What refers to itself, or is large already, would grow beyond all measure when it is written out again.
    if luck.randrange(4) == 0 or len(content) > _LARGE or (b"&" in content and b"*" in content):
        return change_lines(luck, content)
    try:
        data = yaml.load(content, Loader=luck.choice(_LOADERS))  # noqa: S506 - both build plain data alone
    except (yaml.YAMLError, ValueError, UnicodeDecodeError, RecursionError, TypeError):
        return change_lines(luck, content)
    if not isinstance(data, dict | list):
        return change_lines(luck, content)
    _change_node(luck, data)
    if luck.randrange(3) == 0:
        return json.dumps(data, ensure_ascii=bool(luck.randrange(2)), default=str).encode("utf-8", "replace")
    text: str = yaml.dump(
        data,
        Dumper=_Plain,
        allow_unicode=True,
        sort_keys=False,
        default_flow_style=luck.choice((None, True, False)),
    )
    return text.encode("utf-8", "replace")


def _nodes(data: Any) -> list[Any]:
    """List what holds something: mappings and lists."""
    found, waiting = [], [data]
    while waiting:
        node = waiting.pop()
        inside = list(node.values()) if isinstance(node, dict) else node
        if node:
            found.append(node)
        waiting += [each for each in inside if isinstance(each, dict | list)]
    return found


def _change_node(luck: Random, data: Any) -> None:
    nodes = _nodes(data)
    if not nodes:
        return
    node, other = luck.choice(nodes), luck.choice(nodes)
    key = luck.choice(list(node) if isinstance(node, dict) else range(len(node)))
    gift = luck.choice(list(other.values()) if isinstance(other, dict) else other)
    match luck.randrange(7):
        case 0:
            del node[key]
        case 1:
            node[key] = json.loads(json.dumps(gift, default=str))
        case 2:
            small = len(json.dumps(node[key], default=str)) < _LARGE // 100
            node[key] = [node[key]] * (luck.choice((1, 2, 30)) if small else 1)
        case 3:
            _add(luck, node, key)
        case 4:
            node[key] = _odd_text(luck, node[key])
        case _:
            node[key] = luck.choice(VALUES)


def _add(luck: Random, node: Any, key: Any) -> None:
    if isinstance(node, dict):
        node[str(luck.choice((*TEXTS, "id", "name", "weight", "kpis")))] = node[key]
    else:
        node.insert(key, json.loads(json.dumps(node[luck.randrange(len(node))], default=str)))


def _odd_text(luck: Random, value: Any) -> str:
    text, odd = str(value), str(luck.choice((*TEXTS, *NUMBERS)))
    at = luck.randrange(len(text) + 1)
    return text[:at] + odd * luck.choice((1, 1, 1, 1, 1, 1, 1, 300)) + text[at:]


def change_xml(luck: Random, content: bytes) -> bytes:
    """Change XML as a tree, now and then as bytes."""
    if luck.randrange(8) == 0:
        return change_bytes(luck, content)
    try:
        root = etree.fromstring(
            content, etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True)
        )
    except (etree.XMLSyntaxError, ValueError):
        return change_bytes(luck, content)
    elements = list(root.iter(etree.Element))
    try:
        _change_element(luck, luck.choice(elements), luck.choice(elements))
    except ValueError:  # what no XML can hold
        return change_bytes(luck, content)
    return etree.tostring(root, encoding="UTF-8", xml_declaration=True)


def _change_element(luck: Random, one: Any, other: Any) -> None:
    parent = one.getparent()
    if parent is not None and luck.randrange(3) == 0:
        _change_place(luck, one, parent, other)
    elif one.keys() and luck.randrange(2):
        _change_attribute(luck, one, other)
    elif luck.randrange(2):
        one.tag = other.tag
    else:
        one.text = str(luck.choice((*TEXTS, *NUMBERS, other.text or ""))) * luck.choice((1, 1, 1, 1, 1, 3000))


def _change_place(luck: Random, one: Any, parent: Any, other: Any) -> None:
    match luck.randrange(4):
        case 0:
            parent.remove(one)
        case 1:
            parent.insert(parent.index(one), etree.fromstring(etree.tostring(one, with_tail=False)))
        case 2:
            for _ in range(luck.choice((1, 5, 60))):  # into itself
                copy = etree.Element(one.tag, dict(one.attrib))
                one.addprevious(copy)
                copy.append(one)
        case _:
            if one is not other and one not in other.iterancestors():
                other.append(one)


def _change_attribute(luck: Random, one: Any, other: Any) -> None:
    name = luck.choice(one.keys())
    match luck.randrange(4):
        case 0:
            del one.attrib[name]
        case 1 if other.keys():
            one.set(name, other.get(luck.choice(other.keys())))
        case 2:
            one.set(luck.choice([*other.keys(), "id"]), str(luck.choice((*TEXTS, *NUMBERS))))
        case _:
            one.set(name, str(luck.choice((*TEXTS, *NUMBERS))))


def _change_zip(luck: Random, content: bytes) -> bytes:
    """Change one member of an archive, or what the archive says of itself."""
    if luck.randrange(16) == 0:
        return change_bytes(luck, content)
    try:
        members = _unzip(content)
    except (
        zipfile.BadZipFile,
        ValueError,
        NotImplementedError,
        RuntimeError,
        OSError,
        EOFError,
        zipfile.zlib.error,
    ):
        return change_bytes(luck, content)
    if not members:
        return change_bytes(luck, content)
    names = list(members)
    name, other = luck.choice(names), luck.choice(names)
    match luck.randrange(12):
        case 0:
            del members[name]
        case 1:
            members[name] = members[other]
        case 2:
            members[luck.choice((f"{name}x", "x.xml", "word/" + name, "a/b/c.yaml"))] = members.pop(name)
        case _:
            members[name] = _change_member(luck, name, members[name])
    return _zip(members)


def _unzip(content: bytes) -> dict[str, bytes]:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(each.file_size for each in archive.infolist()) > _MOST * 4:
            raise ValueError
        return {each.filename: archive.read(each) for each in archive.infolist() if not each.is_dir()}


def _zip(members: Mapping[str, bytes]) -> bytes:
    target = io.BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, content in members.items():
            archive.writestr(zipfile.ZipInfo(name), content, zipfile.ZIP_DEFLATED)
    return target.getvalue()


def _change_member(luck: Random, name: str, content: bytes) -> bytes:
    if name.endswith(_MARKUP):
        return change_xml(luck, content)
    if name.endswith(_DATA):
        return change_data(luck, content)
    if name.endswith((".j2", ".css", ".txt", ".csv", ".html")):
        return change_lines(luck, content)
    if name.endswith((".docx", ".xlsx")):
        return _change_zip(luck, content)
    return change_bytes(luck, content)


def _change_table(luck: Random, content: bytes) -> bytes:
    """Change cells, rows and columns of a text with separators."""
    if luck.randrange(3) == 0:
        return change_lines(luck, content)
    try:
        rows = list(csv.reader(io.StringIO(content.decode("utf-8-sig"))))
    except (csv.Error, UnicodeDecodeError):
        return change_bytes(luck, content)
    full = [row for row in rows if row]
    if not full:
        return change_bytes(luck, content)
    row = luck.choice(full)
    at = luck.randrange(len(row))
    match luck.randrange(5):
        case 0:
            del row[at]
        case 1:
            row.insert(at, luck.choice(luck.choice(full)))
        case 2:
            rows.insert(luck.randrange(len(rows)), list(row))
        case _:
            row[at] = luck.choice((str(luck.choice(VALUES)), _odd_text(luck, row[at])))
    out = io.StringIO()
    csv.writer(out, delimiter=luck.choice(",,,;\t")).writerows(rows)
    return out.getvalue().encode(luck.choice(("utf-8", "utf-8-sig", "gb18030", "utf-16")), "replace")


def _change_record(luck: Random, content: bytes) -> bytes:
    """Change one line of a ledger as data."""
    lines = content.split(b"\n")
    at = luck.randrange(len(lines))
    try:
        data = json.loads(lines[at])
    except (ValueError, RecursionError):
        return change_lines(luck, content)
    if not isinstance(data, dict) or luck.randrange(8) == 0:
        return change_lines(luck, content)
    _change_node(luck, data)
    lines[at] = json.dumps(data, ensure_ascii=bool(luck.randrange(2)), default=str).encode(
        "utf-8", "surrogatepass"
    )
    return b"\n".join(lines)


SHAPES: Mapping[str, Change] = {
    name: lambda luck, content, change=change: _change_often(luck, content, change)
    for name, change in {
        "bytes": change_bytes,
        "data": change_data,
        "lines": change_lines,
        "pdf": change_pdf,
        "record": _change_record,
        "table": _change_table,
        "xml": change_xml,
        "zip": _change_zip,
    }.items()
}
"""Kind of content → a few changes that keep its shape."""
