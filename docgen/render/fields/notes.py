"""What the reading of templates brings to light: mistakes, and the fields that are used."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from jinja2 import nodes

from docgen.diagnostics import Diagnostic, Fact, Location, report
from docgen.render.fields.shapes import Many, Path, Plain, Rec, Shape
from docgen.view.catalogue import LIST, catalogue
from docgen.view.names import is_foreign

__all__ = ["Notes", "entry_name", "how_to_show", "spell_out"]

_EXCERPT = 160


@dataclass(slots=True)
class Notes:
    """The mistakes and uses found so far; ``quiet`` while something is only tried."""

    show: Callable[[str], str] = str
    """How a file is named for people."""
    sources: dict[str, str] = field(default_factory=dict)
    trees: dict[str, nodes.Template] = field(default_factory=dict)
    findings: dict[tuple[object, ...], Diagnostic] = field(default_factory=dict)
    uses: dict[Path, Shape] = field(default_factory=dict)
    quiet: bool = False
    missed: bool = False
    """Something was not there, seen while ``quiet``."""

    def use(self, shape: Shape) -> None:
        """Keep that a template uses a field, if the shape is one of the View."""
        if shape.path:
            self.uses.setdefault(shape.path, shape)

    def find(self, code: str, file: str, line: int, **facts: Fact) -> None:
        """Report a mistake, each place once."""
        if self.quiet:
            self.missed = True
            return
        rows = self.sources.get(file, "").splitlines()
        excerpt = rows[line - 1].strip()[:_EXCERPT] if 0 < line <= len(rows) else None
        key = (code, file, line, facts.get("name"), facts.get("owner"))
        where = Location(file=self.show(file), line=line, excerpt=excerpt)
        self.findings.setdefault(key, report(code, where, template=where.file, **facts))

    def attempt(self, read: Callable[[], Shape]) -> tuple[Shape, bool]:
        """Read something and keep its mistakes to yourself; tell whether there were any."""
        before = self.quiet, self.missed
        self.quiet, self.missed = True, False
        try:
            return read(), self.missed
        finally:
            self.quiet, self.missed = before


def spell_out(node: nodes.Node) -> str:
    """Write an expression as its author did, as far as it is a way to a value."""
    written = "…"
    match node:
        case nodes.Name(name=name):
            written = name
        case nodes.Getattr(node=owner, attr=attr):
            written = f"{spell_out(owner)}.{attr}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=str(value))):
            written = f"{spell_out(owner)}.{value}"
        case nodes.Getitem(node=owner, arg=nodes.Const(value=value)):
            written = f"{spell_out(owner)}[{value}]"
        case nodes.Getitem(node=owner):
            written = f"{spell_out(owner)}[…]"
        case nodes.Filter(node=nodes.Node() as owner, name=name):
            written = f"{spell_out(owner)} | {name}"
    return written


def entry_name(owner: Shape, written: str) -> str:
    """Name one entry of a list for a loop, in the language the list was named in: 目标, goal."""
    last = written.rpartition(".")[2].split(" ")[0]
    if isinstance(owner, Many) and isinstance(owner.entry, Rec):
        zh, en = catalogue().entry(owner.entry.record, last if last.endswith(LIST) else "")
        return zh if is_foreign(written) else en
    return "项" if is_foreign(written) else "item"


def how_to_show(shape: Shape, written: str) -> dict[str, Fact]:
    """Return facts that tell what it is that is shown, and a form that shows it well."""
    chinese = is_foreign(written)
    remedy = None
    match shape:
        case Many(entry=Plain()):
            remedy = f'{{{{ {written} | join("{"、" if chinese else ", "}") }}}}'
        case Many(entry=Rec(record=name)):
            entry = entry_name(shape, written)
            shown = f"{{{{ {entry}{_chief(name, chinese)} }}}}"
            remedy = f"{{% for {entry} in {written} %}}{shown}{{% endfor %}}"
        case Rec(record=name):
            remedy = f"{{{{ {written}{_chief(name, chinese)} }}}}"
        case Plain():
            remedy = f"{{% if {written} %}}…{{% endif %}}"
    found = "list" if isinstance(shape, Many) else "yes_no" if isinstance(shape, Plain) else "mapping"
    return {"found": found, "remedy": remedy}


def _chief(record: str, chinese: bool) -> str:
    """Return the step to the field by which a record is best known."""
    field = catalogue().records[record].chief
    return f".{field.zh if chinese else field.key}" if field else ".…"
