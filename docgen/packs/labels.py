"""The words of a pack that are not data, one file a language."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, report, show_path
from docgen.packs.chain import Chain
from docgen.packs.settings import as_written
from docgen.spec.raw import RawSpec

__all__ = ["Labels", "find_non_text", "read_labels"]

Labels = dict[str, Any]
"""Nested mappings whose leaves are text."""

FOLDER = "labels"


def read_labels(chain: Chain) -> dict[str, Labels]:
    """Return the labels of every language of the chain, the child's words over its ancestors'.

    Raises DocgenError: DG303 (no YAML), DG314 (a label that is not text).
    """
    files = sorted({name for layer in chain.layers for name in layer.names(FOLDER, ".yaml")})
    unfit: list[Diagnostic] = []
    labels: dict[str, Labels] = {}
    for file in files:
        for layer in reversed(chain.layers):
            if settings := layer.settings(file):
                unfit.extend(find_non_text(settings, settings.data))
        labels[file.removeprefix(f"{FOLDER}/").removesuffix(".yaml")] = dict(chain.merged(file).data)
    if unfit:
        raise DocgenError(unfit)
    return labels


def find_non_text(settings: RawSpec, values: Mapping[Any, Any], path: FieldPath = ()) -> Iterator[Diagnostic]:
    """Report every leaf that is not text (DG314), such as a ``yes`` that YAML takes for a truth value."""
    for key, value in values.items():
        here = (*path, str(key))
        if isinstance(value, dict):
            yield from find_non_text(settings, value, here)
        elif not isinstance(value, str):
            yield report("DG314", settings.locate(here), key=show_path(here), value=as_written(value))
