"""Load a pack: everything it and its ancestors say, checked, in memory."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import Asset, Font
from docgen.packs import brand as brands
from docgen.packs import manifest as manifests
from docgen.packs.assets import find_assets
from docgen.packs.brand import Brand
from docgen.packs.chain import Chain, read_chain
from docgen.packs.fonts import find_fonts, missing_families, substitutes
from docgen.packs.labels import Labels, read_labels
from docgen.packs.manifest import Manifest
from docgen.packs.settings import check_settings

__all__ = ["Pack", "load_pack"]


@dataclass(frozen=True, slots=True)
class Pack:
    """A template pack, its ancestors laid under it.

    ``templates`` maps the name of every ``*.j2`` file (``document.html.j2``, ``sections/goals.html.j2``,
    ``word/styles.xml.j2``) to its sources from this pack up to the oldest ancestor that has one: the
    first is used, ``parent:`` reaches the next. ``sections`` is the order of the document.
    """

    name: str
    manifest: Manifest
    brand: Brand
    templates: Mapping[str, tuple[str, ...]]
    fonts: tuple[Font, ...]
    assets: Mapping[str, Asset]
    chain: Chain
    words: Mapping[str, Labels]

    @property
    def sections(self) -> tuple[str, ...]:
        """Name the sections in the order of the document."""
        return self.manifest.sections or ()

    @property
    def languages(self) -> tuple[str, ...]:
        """Name the languages the pack has words for."""
        return tuple(sorted(self.words))

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Tell what is worth knowing of every PDF made with this pack (DG322: its fonts stand for others)."""
        return tuple(substitutes(self.brand, self.chain))

    def labels(self, language: str) -> Labels:
        """Return the words of a language (``zh``, ``en``); raises DocgenError (DG313) if it has none."""
        if language not in self.words:
            where = Location(self.chain.layers[0].show("labels"))
            unknown = report("DG313", where, pack=self.name, language=language, known=self.languages)
            raise DocgenError([unknown])
        return self.words[language]


def load_pack(name_or_dir: str) -> Pack:
    """Load a built-in pack by name or any pack by its folder.

    Raises DocgenError with everything found wrong (DG301–DG323).
    """
    chain = read_chain(name_or_dir)
    pack = Pack(
        name=chain.layers[0].manifest.name,
        manifest=chain.manifest(),
        brand=_read_brand(chain),
        templates=chain.sources(".j2"),
        fonts=find_fonts(chain),
        assets=find_assets(chain),
        chain=chain,
        words=read_labels(chain),
    )
    if missing := [
        *_missing_sections(pack),
        *_missing_logo(pack),
        *missing_families(pack.brand, chain, pack.fonts),
    ]:
        raise DocgenError(missing)
    return pack


def _read_brand(chain: Chain) -> Brand:
    for layer in chain.layers:  # each file by itself, so that a mistake is shown where it was made
        if settings := layer.settings(brands.FILE):
            check_settings(Brand, settings)
    return check_settings(Brand, chain.merged(brands.FILE))


def _missing_sections(pack: Pack) -> Iterator[Diagnostic]:
    lists = (layer for layer in pack.chain.layers if layer.manifest.sections is not None)
    lister = next(lists, pack.chain.layers[0])
    for index, section in enumerate(pack.sections):
        file = f"sections/{section}.html.j2"
        if file not in pack.templates:
            where = lister.locate(manifests.FILE, ("sections", index))
            yield report("DG320", where, section=section, file=file)


def _missing_logo(pack: Pack) -> Iterator[Diagnostic]:
    if not pack.brand.logo or pack.brand.logo in pack.assets:
        return
    said = ((layer, layer.settings(brands.FILE)) for layer in pack.chain.layers)
    speaker = next(layer for layer, settings in said if settings and "logo" in settings.data)
    yield report("DG317", speaker.locate(brands.FILE, ("logo",)), file=pack.brand.logo)
