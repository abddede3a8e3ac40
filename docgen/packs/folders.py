"""Where packs lie and what they are called; nothing of a pack is read, so that asking costs next to nothing."""

from __future__ import annotations

import os
import sys
from pathlib import Path

__all__ = [
    "MANIFEST",
    "PACKS_VARIABLE",
    "built_in_packs",
    "installed_folder",
    "installed_packs",
    "is_built_in",
    "templates_folder",
]

MANIFEST = "pack.yaml"
"""The file that makes a folder a pack."""

PACKS_VARIABLE = "DOCGEN_PACKS"
"""The variable that names another folder for installed packs."""


def templates_folder() -> Path:
    """Return the folder of built-in packs: inside the installed package, beside it in a checkout."""
    package = Path(__file__).resolve().parent.parent
    installed = package / "templates"
    return installed if installed.is_dir() else package.parent / "templates"


def installed_folder() -> Path:
    """Return where ``docgen pack install`` puts packs: DOCGEN_PACKS, or the user's own data folder."""
    if chosen := os.environ.get(PACKS_VARIABLE, "").strip():
        return Path(chosen)
    home = os.environ.get("XDG_DATA_HOME", "").strip()
    if Path(home).is_absolute():  # the standard bids us ignore a relative one
        return Path(home) / "docgen" / "packs"
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA") or Path.home() / "AppData" / "Local") / "docgen" / "packs"
    if sys.platform == "darwin":
        return Path.home() / "Library" / "Application Support" / "docgen" / "packs"
    return Path.home() / ".local" / "share" / "docgen" / "packs"


def built_in_packs() -> list[str]:
    """Name the packs that come with docgen."""
    return _packs_in(templates_folder())


def installed_packs() -> list[str]:
    """Name the packs that the user has installed."""
    return _packs_in(installed_folder())


def is_built_in(folder: Path) -> bool:
    """Tell whether a pack folder is one of those that come with docgen."""
    return folder.resolve().parent == templates_folder().resolve()


def _packs_in(folder: Path) -> list[str]:
    """Name the packs in a folder that may not be there; what begins with a dot is being unpacked."""
    try:
        return sorted(
            m.parent.name for m in folder.glob(f"*/{MANIFEST}") if not m.parent.name.startswith(".")
        )
    except OSError:  # a folder one may not look into holds nothing for us
        return []
