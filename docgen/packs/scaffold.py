"""Begin a pack: a child that says nothing yet, with an explanation and an example of all it could say."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from docgen.packs import brand as brands
from docgen.packs import manifest as manifests
from docgen.packs.load import Pack
from docgen.packs.locate import built_in_packs, installed_packs
from docgen.packs.schema import json_schema
from docgen.packs.settings import read_settings

__all__ = ["SCHEMAS", "Beginning", "begin_pack", "name_parent"]

SCHEMAS = ".schemas"
"""The folder of the schemas that editors complete and check with; what is hidden is no part of a pack."""

_SCHEMED = ("pack", "brand", "labels")

_SHOWN_LABELS = 3


@dataclass(frozen=True, slots=True)
class Beginning:
    """What a new pack is called, whose child it is, and the language of its explanations."""

    name: str
    title: str
    parent: Pack
    extends: str
    language: str
    requires: str


def name_parent(asked: str, parent: Path, folder: Path) -> str:
    """Return how a pack in ``folder`` names its parent: by its name, or by the way to its folder."""
    if asked in {*built_in_packs(), *installed_packs()}:
        return asked
    return Path(os.path.relpath(parent, folder.resolve())).as_posix()


def begin_pack(new: Beginning) -> dict[str, bytes]:
    """Return the files of a new pack: its manifest, its brand and its labels, all but the first in comments."""
    drafts = {
        manifests.FILE: _manifest(new),
        brands.FILE: _brand(new),
        **{f"labels/{language}.yaml": _labels(new, language) for language in new.parent.languages},
    }
    schemas = {f"{SCHEMAS}/{of}.json": json_schema(of) for of in _SCHEMED}
    return {
        **{name: ("\n".join(lines) + "\n").encode() for name, lines in drafts.items()},
        **{name: f"{json.dumps(schema, ensure_ascii=False)}\n".encode() for name, schema in schemas.items()},
    }


def _manifest(new: Beginning) -> Iterator[str]:
    parent = new.parent
    names = {"name": new.name, "parent": parent.name}
    yield _schema("pack")
    yield from _explain(_said()["head"][new.language].format(**names))
    values = {
        "name": new.name,
        "title": {"zh": new.title, "en": new.title},
        "extends": new.extends,
        "requires": new.requires,
        "view": parent.manifest.view,
    }
    facts = {
        **names,
        "first": parent.sections[0],
        "last": parent.sections[-1] if len(parent.sections) > 1 else "",
        "sections": " ".join(parent.sections),
        "outputs": ", ".join(parent.outputs),
    }
    for key, said in _said()["manifest"].items():
        yield ""
        words = said[new.language]
        yield from _explain(words.format(**facts) if key in {"sections", "outputs"} else words)
        if key in values:
            yield f"{key}: {_flow(values[key])}"
        else:
            yield from (f"#{line}" for line in said["example"].format(**facts).splitlines())


def _brand(new: Beginning) -> Iterator[str]:
    brand, said = new.parent.brand, _said()
    yield _schema("brand")
    yield from _explain(said["brand_head"][new.language].format(parent=new.parent.name))
    values = brand.model_dump(mode="json", exclude_none=True)
    values.setdefault("logo", "assets/logo.svg")
    for key, words in said["brand"].items():
        yield ""
        yield from _explain(words[new.language])
        if key == "colors":
            yield "#colors:"
            for name, value in brand.colors.items():
                meaning = said["colors"].get(name, {}).get(new.language)
                yield f'#  {name}: "{value}"' + (f"    # {meaning}" if meaning else "")
        elif isinstance(values[key], dict):
            yield f"#{key}:"
            yield from (f"#  {name}: {_flow(value)}" for name, value in values[key].items() if value != {})
        else:
            yield f"#{key}: {_flow(values[key])}"


def _labels(new: Beginning, language: str) -> Iterator[str]:
    """Show a few words of the parent, in the language of the file."""
    yield _schema("labels", "../")
    yield from _explain(
        _said()["labels_head"][new.language].format(parent=new.parent.name, language=language)
    )
    chapters = new.parent.words[language].get("chapters")
    shown = chapters if isinstance(chapters, Mapping) else {}
    yield "#chapters:"
    for key in [key for key in new.parent.sections if key in shown][:_SHOWN_LABELS]:
        title = shown[key].get("title") if isinstance(shown[key], Mapping) else shown[key]
        yield f"#  {key}: {_flow({'title': title})}"


def _schema(of: str, way: str = "") -> str:
    return f"# yaml-language-server: $schema={way}{SCHEMAS}/{of}.json"


def _explain(words: str) -> Iterator[str]:
    yield from (f"# {line}" for line in words.splitlines())


def _flow(value: Any) -> str:
    """Write a value on one line as YAML; texts that could be taken for something else are quoted."""
    if isinstance(value, Mapping):
        return "{" + ", ".join(f"{key}: {_flow(each)}" for key, each in value.items() if each != {}) + "}"
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return json.dumps(value, ensure_ascii=False) if isinstance(value, str) else json.dumps(value)


@cache
def _said() -> dict[str, Any]:
    content = files("docgen.packs").joinpath("scaffold.yaml").read_bytes()
    return dict(read_settings(content, "scaffold.yaml").data)
