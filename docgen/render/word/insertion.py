"""The pictures and rich texts of one filling, on their way from signs in a text to elements of a part."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from lxml.etree import _Element

from docgen.document.model import Asset, Font
from docgen.render.word.inserts import INSERT, Picture
from docgen.render.word.pictures import Gallery, Print, develop
from docgen.render.word.rich import write_rich
from docgen.render.word.values import Printed

__all__ = ["Inserter"]


class Inserter:
    """Makes what was printed as a picture or a rich text elements; each picture is developed once."""

    def __init__(
        self, relations: Mapping[str, bytes], find: Callable[[str], Asset], fonts: Sequence[Font]
    ) -> None:
        """Take the relationships of the parts, where pictures are found, and what drawings are painted with."""
        self.gallery = Gallery(relations)
        self.unfit: list[tuple[str, str]] = []
        """Pictures that cannot be shown, and the parts they were asked for in."""
        self._find, self._fonts = find, fonts
        self._prints: dict[str, Print | None] = {}

    def elements(self, part: str, printed: Printed, number: int, look: _Element | None) -> list[_Element]:
        """Return the elements of an insert; those of a picture go into a run, a rich text is a run."""
        if number >= len(printed.inserts):  # written by hand, as no template has a reason to
            return []
        thing = printed.inserts[number]
        if isinstance(thing, Picture):
            shown = self._develop(part, thing) if thing.name else None
            return [self.gallery.draw(part, thing, shown)] if shown else []
        printed.texts.append(thing.words)
        return write_rich(thing, look)

    def fill_frames(self, root: _Element, part: str, printed: Printed) -> None:
        """Show a picture in the frame of the one whose description names it."""
        for element in list(root.iter("{*}docPr", "{*}cNvPr")):
            said = element.get("descr", "")
            if not said.startswith(INSERT):
                continue
            number = said.strip(INSERT).partition(INSERT)[0]
            is_known = number.isdecimal() and int(number) < len(printed.inserts)
            thing = printed.inserts[int(number)] if is_known else None
            frame = next(element.iterancestors("{*}inline", "{*}anchor"), None)
            element.set("descr", "")
            if frame is None or not isinstance(thing, Picture):
                continue
            if not thing.name:
                _remove(frame)
                continue
            shown = self._develop(part, thing)
            if shown and not self.gallery.replace(frame, part, thing, shown):
                self.unfit.append((part, thing.name))

    def _develop(self, part: str, picture: Picture) -> Print | None:
        if picture.name not in self._prints:
            self._prints[picture.name] = develop(self._find(picture.name), self._fonts)
        if self._prints[picture.name] is None:
            self.unfit.append((part, picture.name))
        return self._prints[picture.name]


def _remove(frame: _Element) -> None:
    """Take the frame of a picture that there is none of out of its run."""
    drawing = frame.getparent()
    run = drawing.getparent() if drawing is not None else None
    if drawing is not None and run is not None:
        run.remove(drawing)
