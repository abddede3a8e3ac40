"""What a pack and its ancestors say together: the order, tables, clauses, fields, signatures and rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from docgen.diagnostics import Diagnostic, Location, report
from docgen.packs import manifest as manifests
from docgen.packs.chain import Chain, Layer
from docgen.packs.clauses import Clause, lay_clauses
from docgen.packs.columns import ColumnEntry, as_column
from docgen.packs.fields import CustomField
from docgen.packs.manifest import Manifest
from docgen.packs.outputs import Fill, lay_outputs
from docgen.packs.policy import Bounds, Limits, Policy, Shares
from docgen.packs.review import lay_review
from docgen.packs.sections import Section, arrange
from docgen.packs.settings import nearest
from docgen.packs.signoff import SignaturePlace
from docgen.packs.wording import Phrase, find_wordings
from docgen.spec.raw import RawSpec

__all__ = ["Makeup", "make_up"]


@dataclass(slots=True)
class Makeup:
    """The manifests of a chain laid over each other, the oldest first."""

    order: tuple[Section, ...] = ()
    optional: tuple[str, ...] = ()
    columns: dict[str, tuple[ColumnEntry, ...]] = field(default_factory=dict)
    clauses: Mapping[str, Clause] = field(default_factory=dict)
    fields: dict[str, CustomField] = field(default_factory=dict)
    signoff: tuple[SignaturePlace, ...] = ()
    number: Phrase | None = None
    file_name: Phrase | None = None
    policy: Policy = field(default_factory=Policy)
    outputs: Mapping[str, Fill | None] = field(default_factory=dict)
    faults: list[Diagnostic] = field(default_factory=list)

    def lay(self, said: Manifest, settings: RawSpec) -> None:
        """Lay the manifest of a child over what there is; its mistakes are kept."""
        if said.sections is not None:
            self.order, found = arrange(self.order, said.sections, settings)
            self.faults.extend(found)
        self.optional = tuple(dict.fromkeys((*self.optional, *said.optional)))
        self._lay_columns(said, settings)
        self.clauses, found = lay_clauses(self.clauses, said.clauses, settings)
        self.faults.extend(found)
        self.fields |= said.fields
        self.signoff = self.signoff if said.signoff is None else said.signoff
        for key in ("number", "file_name"):
            if getattr(said, key) is not None:
                setattr(self, key, find_wordings(settings, (key,)).choose("plain"))
        self.policy = _lay_policy(self.policy, said.policy)
        if said.outputs is not None:
            self.outputs = lay_outputs(self.outputs, said.outputs, settings)

    def _lay_columns(self, said: Manifest, settings: RawSpec) -> None:
        for table in ("kpis", "milestones"):
            listed = getattr(said.columns, table)
            if listed is None:
                continue
            columns = [as_column(each) for each in listed]
            names = [column.field for column in columns]
            self.columns[table] = tuple(columns)
            self.faults.extend(
                report("DG328", settings.locate(("columns", table, index)), column=name)
                for index, name in enumerate(names)
                if name in names[:index]
            )


def make_up(chain: Chain) -> Makeup:
    """Lay all manifests of a chain over each other; raises nothing, ``faults`` are the mistakes."""
    made = Makeup()
    for layer in reversed(chain.layers):
        settings = layer.settings(manifests.FILE)
        if settings is not None:
            made.lay(layer.manifest, settings)
    made.faults.extend(_missing_fills(chain, made.outputs.values()))
    return made


def _lay_policy(parent: Policy, child: Policy) -> Policy:
    limits = {
        name: _lay_bounds(getattr(parent.limits, name), getattr(child.limits, name))
        for name in Limits.model_fields
    }
    severities = {**parent.severities, **child.severities}
    return parent.model_copy(
        update={
            "severities": severities,
            "limits": parent.limits.model_copy(update=limits),
            "review": lay_review(parent.review, child.review),
        }
    )


def _lay_bounds(parent: Bounds | Shares, child: Bounds | Shares) -> Bounds | Shares:
    """Take each side from the child, if it says one."""
    return parent.model_copy(update={side: getattr(child, side) for side in child.model_fields_set})


def _missing_fills(chain: Chain, outputs: Iterable[Fill | None]) -> Iterable[Diagnostic]:
    files = sorted(_word_files(chain.layers))
    for fill in outputs:
        if fill and fill.file not in files:
            near = nearest(fill.file, files)
            yield report("DG334", fill.where or Location(), file=fill.file, near=near, known=tuple(files))


def _word_files(layers: Iterable[Layer]) -> set[str]:
    return {name for layer in layers for name in layer.files if name.endswith(".docx")}
