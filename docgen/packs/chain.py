"""A pack and its ancestors: one parent each, files of the child before files of the parent."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen.diagnostics import Diagnostic, DocgenError, FieldPath, Location, report
from docgen.packs import manifest as manifests
from docgen.packs.brand import merge
from docgen.packs.files import read_folder
from docgen.packs.locate import locate
from docgen.packs.manifest import Manifest, read_manifest
from docgen.packs.settings import read_settings
from docgen.spec.raw import RawSpec, Source

__all__ = ["Chain", "Layer", "read_chain"]


@dataclass(frozen=True, slots=True)
class Layer:
    """One pack of a chain: its folder, its manifest, and its files in memory."""

    folder: Path
    manifest: Manifest
    files: Mapping[str, bytes]
    _read: dict[str, RawSpec] = field(default_factory=dict, repr=False, compare=False)

    def show(self, file: str) -> str:
        """Name a file of this pack as a message shows it: with the folder it lies in."""
        return f"{self.folder.name}/{file}"

    def settings(self, file: str) -> RawSpec | None:
        """Read a YAML file of this pack once, if it has it; nobody may change what it says. Raises DocgenError (DG303)."""
        content = self.files.get(file)
        if content is not None and file not in self._read:
            self._read[file] = read_settings(content, self.show(file))
        return self._read.get(file)

    def locate(self, file: str, path: FieldPath) -> Location:
        """Give the place of a value in a YAML file of this pack."""
        settings = self.settings(file)
        return settings.locate(path) if settings else Location(self.show(file), path=path)

    def names(self, folder: str, suffix: str) -> list[str]:
        """Name the files directly in a folder that end with a suffix, sorted."""
        here = (name for name in self.files if name.startswith(f"{folder}/") and name.endswith(suffix))
        return sorted(name for name in here if "/" not in name.removeprefix(f"{folder}/"))


@dataclass(frozen=True, slots=True)
class Chain:
    """A pack and its ancestors, child first; ``faults`` are the mistakes of their manifests.

    A chain that is not ``whole`` lacks an ancestor, so that nothing can be said about what is missing.
    """

    layers: tuple[Layer, ...]
    faults: tuple[Diagnostic, ...] = ()
    whole: bool = True

    def find(self, file: str) -> bytes | None:
        """Return a file from the youngest pack that has it."""
        return next((layer.files[file] for layer in self.layers if file in layer.files), None)

    def show(self, file: str) -> str:
        """Name a file as a message shows it: with the folder of the youngest pack that has it."""
        return next((layer.show(file) for layer in self.layers if file in layer.files), file)

    def sources(self, suffix: str) -> dict[str, tuple[str, ...]]:
        """Gather text files: name → its sources from child to oldest. Raises DocgenError (DG318: no UTF-8)."""
        gathered: dict[str, tuple[str, ...]] = {}
        broken: list[Diagnostic] = []
        for layer in self.layers:
            for name in sorted(name for name in layer.files if name.endswith(suffix)):
                try:
                    text = layer.files[name].decode("utf-8-sig")
                except UnicodeDecodeError:
                    broken.append(report("DG318", Location(layer.show(name)), file=name))
                else:
                    gathered[name] = (*gathered.get(name, ()), text)
        if broken:
            raise DocgenError(broken)
        return dict(sorted(gathered.items()))

    def merged(self, file: str) -> RawSpec:
        """Lay a YAML file of every pack over that of its parent; places are those of the youngest file."""
        found = [settings for layer in self.layers if (settings := layer.settings(file)) is not None]
        values: dict[str, Any] = {}
        for settings in reversed(found):
            values = merge(values, settings.data)
        youngest = found[0] if found else RawSpec({}, Source(self.layers[0].show(file)))
        return replace(youngest, data=values)

    def whose(self, suffix: str) -> dict[str, tuple[str, ...]]:
        """Name the folders that the sources of ``sources`` lie in, in the same order."""
        names = {name for layer in self.layers for name in layer.files if name.endswith(suffix)}
        return {
            name: tuple(layer.folder.name for layer in self.layers if name in layer.files)
            for name in sorted(names)
        }


def read_chain(name_or_dir: str) -> Chain:
    """Read a pack and every ancestor; mistakes of manifests ride along as ``faults``.

    A chain whose next ancestor cannot be read ends there and is not ``whole``. Raises DocgenError with
    what ``locate`` and ``read_folder`` refuse of the pack itself, and of a manifest that is no YAML.
    """
    folder, faults = locate(name_or_dir), list[Diagnostic]()
    layers = [_read_layer(folder, faults)]
    while (parent := layers[-1].manifest.extends) is not None:
        child = layers[-1]
        named = child.locate(manifests.FILE, ("extends",))
        try:
            folder = locate(parent, child.folder, named)
            _refuse_circle(folder, layers, named)
            layers.append(_read_layer(folder, faults))
        except DocgenError as failure:
            return Chain(tuple(layers), (*faults, *failure.diagnostics), whole=False)
    return Chain(tuple(layers), tuple(faults), whole=not any(_is_ancestry(fault) for fault in faults))


def _refuse_circle(folder: Path, layers: list[Layer], named: Location) -> None:
    """Insist that a pack is not its own ancestor (DG307)."""
    if folder in [known.folder for known in layers]:
        trail = " → ".join([*(known.manifest.name for known in layers), folder.name])
        raise DocgenError([report("DG307", named, trail=trail)])


def _is_ancestry(fault: Diagnostic) -> bool:
    """Tell a mistake in the name of the parent, without which the rest cannot be judged."""
    return fault.where.path[:1] == ("extends",)


def _read_layer(folder: Path, faults: list[Diagnostic]) -> Layer:
    files = read_folder(folder)
    shown = f"{folder.name}/{manifests.FILE}"
    manifest, found = read_manifest(read_settings(files[manifests.FILE], shown))
    faults.extend(found)
    return Layer(folder, manifest, files)
