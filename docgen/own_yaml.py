"""YAML of our own: words, descriptions and lists that come with docgen. What people write has another reader."""

from __future__ import annotations

from typing import Any

import yaml

__all__ = ["read_own_yaml"]


def read_own_yaml(text: bytes | str) -> Any:
    """Return the data as YAML means them; raises ``yaml.YAMLError``, which for a file of ours is a bug."""
    return yaml.load(text, Loader=yaml.CSafeLoader)
