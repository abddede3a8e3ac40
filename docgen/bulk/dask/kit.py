"""What a worker on another machine gets of a run: the order, and the pack and Word template it may not have."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from docgen.archive import read_members
from docgen.bulk.model import Order, Record
from docgen.delivery import save
from docgen.delivery.folders import save_tree
from docgen.packs.archive import CONTENTS, LIMITS, pack_up
from docgen.packs.chain import read_chain
from docgen.packs.locate import is_built_in
from docgen.sources.files import read_file
from docgen.workshop.workshop import MAX_TEMPLATE

__all__ = ["Kit", "as_ordered", "pack_kit", "unpack_kit"]


@dataclass(frozen=True, slots=True)
class Kit:
    """One run: its name, where its files go, and what is wanted of every document.

    ``pack`` is the name of a pack that comes with docgen, or ``bundle`` holds it with its ancestors.
    """

    run: str
    out: str
    order: Order
    pack: str
    bundle: bytes | None = field(default=None, repr=False)
    template: bytes | None = field(default=None, repr=False)


def pack_kit(run: str, out: str, order: Order) -> Kit:
    """Gather what belongs to a run; raises DocgenError when the pack cannot be handed over (DG370 to DG378)."""
    chain = read_chain(str(order.settings["pack"]))
    foreign = [layer for layer in chain.layers if not is_built_in(layer.folder)]
    path = order.settings.get("word_template")
    return Kit(
        run=run,
        out=out,
        order=order,
        pack=chain.layers[0].manifest.name if foreign else chain.layers[0].folder.name,
        bundle=pack_up(chain) if foreign else None,
        template=read_file(str(path), MAX_TEMPLATE) if path else None,
    )


def unpack_kit(kit: Kit, home: Path) -> Order:
    """Lay out a kit in an empty folder and return the order as it can be carried out there; raises DocgenError."""
    settings: dict[str, Any] = {**kit.order.settings, "pack": kit.pack}
    if kit.bundle is not None:
        members = read_members(kit.bundle, LIMITS)
        save_tree(home / "packs", {name: held for name, held in members.items() if name != CONTENTS})
        settings["pack"] = str(home / "packs" / kit.pack)
    if kit.template is not None:
        name = Path(str(settings["word_template"])).name
        save(home / "word", {name: kit.template})
        settings["word_template"] = str(home / "word" / name)
    return replace(kit.order, settings=settings)


def as_ordered(record: Record, there: Mapping[str, Any], here: Mapping[str, Any]) -> Record:
    """Return a record that names the pack as it was ordered, not as it lay on the worker."""
    if there["pack"] == here["pack"]:
        return record
    findings = tuple(
        replace(found, facts={**found.facts, "pack": here["pack"]})
        if found.facts.get("pack") == there["pack"]
        else found
        for found in record.findings
    )
    return replace(record, findings=findings)
