"""A PDF as the rules see it: every dictionary, and the tree of tags in the order it is read."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from lxml.etree import _Element

from docgen.diagnostics import DocgenError, Location, report
from docgen.markup import Malformed, read_strictly

if TYPE_CHECKING:
    import pikepdf

__all__ = ["PdfFile", "Tag", "entry", "is_dictionary", "is_stream", "name_of", "open_pdf"]

logging.getLogger("pikepdf").addHandler(logging.NullHandler())  # else its remarks reach the terminal
_MEGABYTES = 64
_BUDGET = 2_000_000
"""Values that are looked at; a file of a hundred pages has some hundred thousand."""
_OWN_WORDS = re.compile(r"^stream <[^>]*>:? ?")
"""How the library calls bytes that have no name."""
_DEEPEST = 10
"""Names that a name may stand for, one after the other."""


@dataclass(frozen=True, slots=True)
class Tag:
    """One element of structure."""

    role: str
    """The standard name, such as ``H1``."""
    node: Any
    page: int | None
    table: int | None
    """The number of the innermost table around it, counted as they are read."""


@dataclass(frozen=True, slots=True)
class PdfFile:
    """One file, open."""

    pdf: pikepdf.Pdf
    root: Any
    dictionaries: tuple[Any, ...]
    tags: tuple[Tag, ...]
    metadata: _Element | None
    warning: str
    """The first thing that had to be guessed to read it at all."""


@contextmanager
def open_pdf(content: bytes, file: str) -> Iterator[PdfFile]:
    """Open a file; raises DocgenError: DG651 damaged, DG652 too large, DG653 locked, DG654 nothing to read it."""
    where = Location(file=file)
    try:
        import pikepdf  # noqa: PLC0415 - an extra: who only makes documents does without
    except ImportError:
        raise DocgenError([report("DG654", where, package="pikepdf")]) from None
    try:
        with _bounded(pikepdf), pikepdf.open(io.BytesIO(content)) as pdf:
            yield _look_at(pdf)
    except pikepdf.PasswordError:
        raise DocgenError([report("DG653", where)]) from None
    except OverflowError:
        raise DocgenError([report("DG652", where, unpacked=_MEGABYTES)]) from None
    except (pikepdf.PdfError, KeyError, TypeError, ValueError, RecursionError) as problem:
        raise DocgenError([report("DG651", where, note=_told(problem))]) from problem


@contextmanager
def _bounded(library: Any) -> Iterator[None]:
    """Let no packed stream grow beyond all measure; older versions have no bound."""
    bound: Callable[..., dict[str, Any]] | None = getattr(library.settings, "set_qpdf_limits", None)
    before = bound(flate_max_memory=_MEGABYTES << 20) if bound else {}
    try:
        yield
    finally:
        if bound:
            bound(**before)


def _look_at(pdf: pikepdf.Pdf) -> PdfFile:
    dictionaries = tuple(_dictionaries(pdf))
    return PdfFile(pdf, pdf.Root, dictionaries, tuple(_tags(pdf)), _metadata(pdf), _warning(pdf))


def _warning(pdf: pikepdf.Pdf) -> str:
    return _told(next(iter(pdf.get_warnings()), ""))


def _told(problem: object) -> str:
    """Say what the library said without the address of our bytes."""
    return _OWN_WORDS.sub("", str(problem))


def entry(dictionary: Any, key: str) -> Any:
    """Return an entry of what may not be a dictionary at all."""
    return dictionary.get(key) if is_dictionary(dictionary) else None


def is_dictionary(thing: Any) -> bool:
    """Tell whether something has entries; a stream has them too."""
    import pikepdf  # noqa: PLC0415 - an extra

    return isinstance(thing, (pikepdf.Dictionary, pikepdf.Stream))


def is_stream(thing: Any) -> bool:
    """Tell whether something has entries and content."""
    import pikepdf  # noqa: PLC0415 - an extra

    return isinstance(thing, pikepdf.Stream)


def name_of(thing: Any) -> str:
    """Return a name without its slash."""
    return str(thing).removeprefix("/") if thing is not None else ""


def _dictionaries(pdf: pikepdf.Pdf) -> Iterator[Any]:
    """Yield every dictionary, also those written inside others."""
    seen = 0
    for each in pdf.objects:
        inside = [each]
        while inside:
            seen += 1
            if seen > _BUDGET:
                raise OverflowError
            thing = inside.pop()
            if is_dictionary(thing):
                yield thing
                inside += [value for _, value in thing.items() if _is_written_here(value)]
            else:
                inside += [value for value in _items(thing) if _is_written_here(value)]


def _is_written_here(thing: Any) -> bool:
    return getattr(thing, "is_indirect", True) is False and (is_dictionary(thing) or bool(_is_list(thing)))


def _is_list(thing: Any) -> bool:
    import pikepdf  # noqa: PLC0415 - an extra

    return isinstance(thing, pikepdf.Array)


def _items(thing: Any) -> list[Any]:
    """Return what is in a list, or the one thing there is."""
    return list(thing) if _is_list(thing) else []


def _tags(pdf: pikepdf.Pdf) -> Iterator[Tag]:
    root = entry(pdf.Root, "/StructTreeRoot")
    roles, pages = entry(root, "/RoleMap"), {page.obj.objgen: n for n, page in enumerate(pdf.pages, 1)}
    tables, seen = 0, set()
    waiting: list[tuple[Any, int | None]] = [(root, None)]
    while waiting:
        node, table = waiting.pop()
        if not is_dictionary(node) or (node.is_indirect and node.objgen in seen):
            continue
        if node.is_indirect:
            seen.add(node.objgen)
        if (name := entry(node, "/S")) is not None:
            role = _standard(name, roles)
            if role == "Table":
                table, tables = tables, tables + 1
            yield Tag(role, node, pages.get(getattr(entry(node, "/Pg"), "objgen", (0, 0))), table)
        children = entry(node, "/K")
        waiting += [(child, table) for child in reversed(_items(children) or [children])]


def _standard(name: Any, roles: Any) -> str:
    """Return the standard name that a name of one's own stands for."""
    for _ in range(_DEEPEST):
        meaning = entry(roles, str(name))
        if meaning is None:
            break
        name = meaning
    return name_of(name)


def _metadata(pdf: pikepdf.Pdf) -> _Element | None:
    stream = entry(pdf.Root, "/Metadata")
    if not is_stream(stream):
        return None
    try:
        return read_strictly(stream.read_bytes())
    except Malformed:
        return None
