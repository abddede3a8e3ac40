"""Which templates a pack ever renders, and what they ask for: labels, macros, files."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from jinja2 import TemplateSyntaxError, nodes

from docgen.packs.load import Pack
from docgen.packs.sandbox import PARENT, Sandbox, SourceLoader, base_name, make_environment
from docgen.pipeline.binding import FRONT
from docgen.view.catalogue import catalogue

__all__ = ["Reach", "Steps", "find_reach", "read_blocks"]

Place = tuple[str, int]
"""A template by its name, and which of its sources: 0 is the pack's own or nearest one."""

Steps = tuple[str, ...]
_FRAME = "document.html.j2"
_REFERENCES = (nodes.Extends, nodes.FromImport, nodes.Import, nodes.Include)


@dataclass(slots=True)
class Reach:
    """What is reached from the frame, the sections in the order, those to be added, and the Word parts.

    ``labels`` are the ways into the labels that templates take, each as far as it is written down: a
    shorter one stands for everything below it. ``names`` are all names that are mentioned.
    """

    places: set[Place] = field(default_factory=set)
    labels: set[Steps] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    text: str = ""
    everything: bool = False
    """A template chooses another one by a value, so that none can be called unused."""

    def asks_for(self, label: Steps) -> bool:
        """Tell whether some template uses a label, or the group it is in."""
        return any(label[: len(used)] == used or used[: len(label)] == label for used in self.labels)


def find_reach(pack: Pack, texts: Iterable[str] = ()) -> Reach:
    """Follow every way from template to template; one that cannot be parsed leads nowhere.

    ``texts`` are further texts of templates, such as the placeholders of Word files.
    """
    environment = make_environment(SourceLoader(pack.templates))
    starts = [_FRAME, *(f"sections/{name}.html.j2" for name in (*pack.sections, *pack.makeup.optional))]
    starts += [name for name in pack.templates if name == FRONT or name.startswith("word/")]
    reach, waiting = Reach(), [(name, 0) for name in starts]
    while waiting:
        name, depth = waiting.pop()
        sources = pack.templates.get(name, ())
        if (name, depth) in reach.places or depth >= len(sources):
            continue
        reach.places.add((name, depth))
        reach.text += sources[depth]
        tree = _parse(environment, sources[depth])
        if tree is not None:
            waiting.extend(_follow(tree, name, depth, reach))
    for phrase in (*_phrases(pack), *texts):
        reach.text += phrase
        tree = _parse(environment, phrase)
        if tree is not None:
            _note(tree, reach)
    return reach


def read_blocks(source: str, environment: Sandbox) -> dict[str, int]:
    """Return the blocks of a template that stand in no other block, each with its line."""
    tree = _parse(environment, source)
    if tree is None:
        return {}
    return {node.name: node.lineno for node in tree.body if isinstance(node, nodes.Block)}


def _parse(environment: Sandbox, source: str) -> nodes.Template | None:
    try:
        return environment.parse(source)
    except (TemplateSyntaxError, RecursionError):  # reported where it is compiled
        return None


def _follow(tree: nodes.Template, name: str, depth: int, reach: Reach) -> Iterator[Place]:
    _note(tree, reach)
    for reference in tree.find_all(_REFERENCES):
        asked = getattr(reference, "template", None)
        if not (isinstance(asked, nodes.Const) and isinstance(asked.value, str)):
            reach.everything = True
        elif asked.value.startswith(PARENT):
            yield base_name(asked.value), depth + 1 if base_name(asked.value) == name else 1
        else:
            yield asked.value, 0


def _note(tree: nodes.Template, reach: Reach) -> None:
    """Keep the labels and the names that a template mentions."""
    labels = catalogue().root.fields["labels"]
    roots = {labels.key, *labels.zh_names}
    # Labels that are handed to a macro count by what it takes from them.
    handed = {id(each) for call in tree.find_all(nodes.Call) for each in call.args}
    inner: set[int] = set()
    for node in tree.find_all((nodes.Getattr, nodes.Getitem, nodes.Name)):
        if isinstance(node, nodes.Name):
            reach.names.add(node.name)
            if node.ctx != "load" or id(node) in handed:
                continue
        if id(node) not in inner and (steps := _steps(node, roots, inner)) is not None:
            reach.labels.add(steps)
    for imported in tree.find_all(nodes.FromImport):
        reach.names.update(each if isinstance(each, str) else each[0] for each in imported.names)
    reach.names.update(node.attr for node in tree.find_all(nodes.Getattr))


def _steps(node: nodes.Node, roots: set[str], inner: set[int]) -> Steps | None:
    """Return the way from the labels that an expression takes, up to the first step that is a value."""
    steps: list[str] = []
    while isinstance(node, nodes.Getattr | nodes.Getitem):
        inner.add(id(node.node))
        if isinstance(node, nodes.Getattr):
            steps.append(node.attr)
        elif isinstance(node.arg, nodes.Const):
            steps.append(str(node.arg.value))
        else:
            steps.clear()
        node = node.node
    return tuple(reversed(steps)) if isinstance(node, nodes.Name) and node.name in roots else None


def _phrases(pack: Pack) -> Iterator[str]:
    """Yield the little templates of the manifest."""
    made = pack.makeup
    for clause in made.clauses.values():
        for wording in (clause.title, clause.text):
            yield from (phrase.source for phrase in wording.phrases.values())
    yield from (phrase.source for phrase in (made.number, made.file_name) if phrase is not None)
