"""What a pack is made of, and which of its ancestors each part came from, as plain data."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from docgen.packs import brand as brands
from docgen.packs import manifest as manifests
from docgen.packs.chain import Chain, Layer
from docgen.packs.clauses import Clause
from docgen.packs.conditions import When
from docgen.packs.files import FONT_SUFFIXES
from docgen.packs.load import Pack
from docgen.packs.locate import is_built_in
from docgen.packs.sandbox import PARENT
from docgen.packs.signoff import SignaturePlace
from docgen.packs.wording import Phrase, Wording

__all__ = ["leaves_of", "portray"]

Leaf = tuple[str, Any]


def portray(pack: Pack) -> dict[str, Any]:
    """Return everything a pack is made of; ``from`` names the pack of the chain that says it, None for docgen's own."""
    manifest, chain = pack.manifest, pack.chain
    return {
        "name": pack.name,
        "title": manifest.title.model_dump(),
        "summary": manifest.summary.model_dump(exclude_none=True) if manifest.summary else None,
        "folder": chain.layers[0].folder.as_posix(),
        "requires": manifest.requires,
        "view": manifest.view,
        "languages": list(pack.languages),
        "chain": [_ancestor(layer) for layer in chain.layers],
        "sections": [_section(pack, at) for at in range(len(pack.order))],
        "outputs": [
            {"name": name, "fill": fill.file if fill else None, "from": _who_said(chain, "outputs", name)}
            for name, fill in pack.outputs.items()
        ],
        "brand": list(_brand(pack)),
        "labels": {language: _labels(pack, language) for language in pack.languages},
        **_contents(pack),
        "files": list(_files(chain)),
        "fonts": [_font(pack, at) for at in range(len(pack.fonts))],
    }


def leaves_of(value: Any, path: str = "") -> Iterator[Leaf]:
    """Yield every single value with the way to it, written ``fonts.pdf.latin``; a list is one value."""
    if isinstance(value, Mapping) and value:
        for key, each in value.items():
            yield from leaves_of(each, f"{path}.{key}" if path else str(key))
    else:
        yield path, value


def _contents(pack: Pack) -> dict[str, Any]:
    """Return what the manifests say besides sections and outputs."""
    made, chain = pack.makeup, pack.chain
    return {
        "columns": {
            table: {
                "fields": [column.field for column in columns],
                "from": _who_said(chain, "columns", table),
            }
            for table, columns in made.columns.items()
        },
        "clauses": [_clause(chain, clause) for clause in made.clauses.values()],
        "fields": [
            {
                "key": key,
                "label": said.label.model_dump(exclude_none=True),
                "type": said.type,
                "required": said.required,
                "from": _who_said(chain, "fields", key),
            }
            for key, said in made.fields.items()
        ],
        "signoff": [_place(chain, place) for place in made.signoff],
        "number": _phrase(chain, "number", made.number),
        "file_name": _phrase(chain, "file_name", made.file_name),
        "policy": [
            {"key": key, "value": value, "from": _who_said(chain, "policy", *key.split("."))}
            for key, value in leaves_of(made.policy.model_dump(mode="json", exclude_none=True))
            if key and value not in ({}, None)
        ],
    }


def _ancestor(layer: Layer) -> dict[str, Any]:
    return {
        "name": layer.manifest.name,
        "title": layer.manifest.title.model_dump(),
        "folder": layer.folder.as_posix(),
        "built_in": is_built_in(layer.folder),
    }


def _section(pack: Pack, at: int) -> dict[str, Any]:
    section = pack.order[at]
    file = f"sections/{section.name}.html.j2"
    whose = [layer.manifest.name for layer in pack.chain.layers if file in layer.files]
    return {
        "name": section.name,
        "when": _when(section.when),
        "file": file,
        "from": whose[0] if whose else None,
        "overrides": whose[1] if len(whose) > 1 else None,
    }


def _brand(pack: Pack) -> Iterator[dict[str, Any]]:
    for key, value in leaves_of(pack.brand.model_dump(mode="json", exclude_none=True)):
        if value != {}:
            yield {"key": key, "value": value, "from": _origin(pack.chain, brands.FILE, key.split("."))}


def _labels(pack: Pack, language: str) -> dict[str, Any]:
    file = f"labels/{language}.yaml"
    keys = [key for key, value in leaves_of(pack.words[language]) if value != {}]
    origins = [_origin(pack.chain, file, key.split(".")) for key in keys]
    counts = {layer.manifest.name: origins.count(layer.manifest.name) for layer in pack.chain.layers}
    return {
        "count": len(keys),
        "own": counts[pack.name],
        "from": {name: n for name, n in counts.items() if n},
    }


def _clause(chain: Chain, clause: Clause) -> dict[str, Any]:
    said = [
        layer.manifest.name
        for layer in chain.layers
        if any(entry.id == clause.id and not entry.leave_out for entry in layer.manifest.clauses)
    ]
    return {
        "id": clause.id,
        "title": _wording(clause.title),
        "text": _wording(clause.text),
        "when": _when(clause.when),
        "from": said[0] if said else None,
    }


def _place(chain: Chain, place: SignaturePlace) -> dict[str, Any]:
    return {
        "role": place.role.model_dump(exclude_none=True),
        "who": place.who,
        "seal": place.seal,
        "from": _who_said(chain, "signoff"),
    }


def _phrase(chain: Chain, key: str, phrase: Phrase | None) -> dict[str, Any] | None:
    return {"pattern": phrase.source, "from": _who_said(chain, key)} if phrase else None


def _wording(wording: Wording) -> dict[str, str]:
    return {language: phrase.source for language, phrase in wording.phrases.items()}


def _when(when: When | None) -> dict[str, Any] | None:
    return when.model_dump(mode="json", exclude_none=True) if when else None


def _files(chain: Chain) -> Iterator[dict[str, Any]]:
    """Yield every file once: from the youngest pack that has it, and whose it stands in for."""
    for name in sorted({name for layer in chain.layers for name in layer.files}):
        homes = [layer for layer in chain.layers if name in layer.files]
        content = homes[0].files[name]
        yield {
            "path": name,
            "size": len(content),
            "from": homes[0].manifest.name,
            "overrides": homes[1].manifest.name if len(homes) > 1 else None,
            "lays_over": len(homes) > 1
            and f'extends "{PARENT}{name}"'.encode() in content.replace(b"'", b'"'),
        }


def _font(pack: Pack, at: int) -> dict[str, Any]:
    font = pack.fonts[at]
    homes = [layer.manifest.name for layer in pack.chain.layers if font.path.parent == layer.folder / "fonts"]
    family = font.path.stem.split("-", 1)[0].casefold()
    beside = [path for path in sorted(font.path.parent.iterdir()) if path.suffix.lower() not in FONT_SUFFIXES]
    licences = [path.name for path in beside if path.stem.casefold().startswith((family, "license", "ofl"))]
    return {
        "family": font.family,
        "weight": font.weight,
        "file": font.path.name,
        "size": font.path.stat().st_size,
        "licences": licences,
        "from": homes[0] if homes else None,
    }


def _who_said(chain: Chain, *path: str) -> str | None:
    """Name the youngest pack whose manifest says something, or the group it belongs to as a list."""
    for length in range(len(path), 0, -1):
        if (found := _origin(chain, manifests.FILE, path[:length])) is not None:
            return found
    return None


def _origin(chain: Chain, file: str, path: Sequence[str]) -> str | None:
    for layer in chain.layers:
        settings = layer.settings(file)
        value: Any = settings.data if settings else None
        for step in path:
            value = value.get(step) if isinstance(value, dict) else None
        if value is not None:
            return layer.manifest.name
    return None
