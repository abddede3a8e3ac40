"""Load a pack: everything it and its ancestors say, checked, in memory."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import TypeVar

from docgen.diagnostics import Diagnostic, DocgenError, Location, report
from docgen.document.model import Asset, Font
from docgen.kpis.model import Library
from docgen.packs import brand as brands
from docgen.packs import manifest as manifests
from docgen.packs.assets import find_assets
from docgen.packs.brand import Brand
from docgen.packs.chain import Chain, read_chain
from docgen.packs.colors import resembling_colors
from docgen.packs.fonts import doubtful_fonts, find_fonts, missing_families, substitutes
from docgen.packs.labels import Labels, read_labels
from docgen.packs.library import read_library
from docgen.packs.locate import is_built_in
from docgen.packs.makeup import Makeup, make_up
from docgen.packs.manifest import Manifest
from docgen.packs.outputs import Fill
from docgen.packs.policy import weigh
from docgen.packs.review import make_options
from docgen.packs.sections import Section
from docgen.packs.settings import check_settings
from docgen.review.options import Options

__all__ = ["Pack", "load_pack"]

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Pack:
    """A template pack, its ancestors laid under it.

    ``templates`` maps the name of every ``*.j2`` file (``document.html.j2``, ``sections/goals.html.j2``,
    ``word/styles.xml.j2``) to its sources from this pack up to the oldest ancestor that has one: the
    first is used, ``parent:`` reaches the next; ``homes`` names the folders they lie in. ``manifest`` is
    that of the pack, with the names of all sections and outputs; ``makeup`` is what the pack says together
    with its ancestors. ``library`` are the KPIs of docgen with those of the pack laid over them, ``review``
    is what the pack asks of the review.
    """

    name: str
    manifest: Manifest
    makeup: Makeup
    brand: Brand
    templates: Mapping[str, tuple[str, ...]]
    homes: Mapping[str, tuple[str, ...]]
    fonts: tuple[Font, ...]
    assets: Mapping[str, Asset]
    chain: Chain
    words: Mapping[str, Labels]
    library: Library
    review: Options

    @property
    def sections(self) -> tuple[str, ...]:
        """Name the sections in the order of the document, whatever their conditions."""
        return tuple(section.name for section in self.order)

    @property
    def order(self) -> tuple[Section, ...]:
        """Return the sections in the order of the document, with their conditions."""
        return self.makeup.order

    @property
    def is_ours(self) -> bool:
        """Tell whether the pack and all its ancestors come with docgen."""
        return all(is_built_in(layer.folder) for layer in self.chain.layers)

    @property
    def outputs(self) -> Mapping[str, Fill | None]:
        """Return the outputs by name; one that fills a Word file says which."""
        return MappingProxyType(dict(self.makeup.outputs))

    @property
    def languages(self) -> tuple[str, ...]:
        """Name the languages the pack has words for."""
        return tuple(sorted(self.words))

    @property
    def remarks(self) -> tuple[Diagnostic, ...]:
        """Tell what is worth knowing of every document made with this pack.

        DG322: its fonts stand for others. DG338: the name of a color is nearly that of another. DG848: a
        font file is of another family or weight than its list says.
        """
        found = (
            *substitutes(self.brand, self.chain),
            *resembling_colors(self.chain),
            *doubtful_fonts(self.chain),
        )
        return weigh(found, self.makeup.policy.severities)

    def labels(self, language: str) -> Labels:
        """Return the words of a language (``zh``, ``en``); raises DocgenError (DG313) if it has none."""
        if language not in self.words:
            where = Location(self.chain.layers[0].show("labels"))
            unknown = report("DG313", where, pack=self.name, language=language, known=self.languages)
            raise DocgenError([unknown])
        return self.words[language]


def load_pack(name_or_dir: str) -> Pack:
    """Load a built-in pack by name or any pack by its folder.

    Raises DocgenError with everything found wrong, that of all its files at once (DG301–DG349).
    """
    chain = read_chain(name_or_dir)
    found = list(chain.faults)
    templates = _try(found, lambda: chain.sources(".j2"))
    fonts = _try(found, lambda: find_fonts(chain))
    assets = _try(found, lambda: find_assets(chain))
    words = _try(found, lambda: read_labels(chain))
    brand = _try(found, lambda: _read_brand(chain))
    library = _try(found, lambda: read_library(chain))
    made = make_up(chain)
    if chain.whole:
        found += made.faults
        found += _missing_sections(made.order, templates)
        found += _missing_optional(chain, made, templates)
    if brand and chain.whole:
        found += [] if assets is None else _missing_logo(brand, chain, assets)
        found += [] if fonts is None else missing_families(brand, chain, fonts)
    if (
        found
        or brand is None
        or templates is None
        or fonts is None
        or assets is None
        or words is None
        or library is None
    ):
        raise DocgenError(found)
    own = _finished(chain.layers[0].manifest, made)
    homes = chain.whose(".j2")
    policy = made.policy
    asked = make_options(policy.review, policy.severities, signed_always=bool(made.signoff))
    return Pack(own.name, own, made, brand, templates, homes, fonts, assets, chain, words, library, asked)


def _finished(own: Manifest, made: Makeup) -> Manifest:
    """Return the youngest manifest with the sections and outputs it has together with its ancestors."""
    sections = tuple(section.name for section in made.order)
    return own.model_copy(update={"sections": sections, "outputs": tuple(made.outputs)})


def _try(found: list[Diagnostic], read: Callable[[], T]) -> T | None:
    """Read one group of files; its mistakes join the others."""
    try:
        return read()
    except DocgenError as failure:
        found.extend(failure.diagnostics)
    return None


def _read_brand(chain: Chain) -> Brand:
    """Read each file by itself, so that a mistake is shown where it was made, then all together."""
    found: list[Diagnostic] = []
    for layer in chain.layers:
        _try(found, lambda layer=layer: brands.read_brand(layer.settings(brands.FILE)))  # type: ignore[misc]  # the default is the layer of this turn
    if found:
        raise DocgenError(found)
    return brands.check_page(check_settings(Brand, chain.merged(brands.FILE)), chain.merged(brands.FILE))


def _missing_sections(
    order: tuple[Section, ...], templates: Mapping[str, tuple[str, ...]] | None
) -> Iterator[Diagnostic]:
    if templates is None:
        return
    for section in order:
        file = f"sections/{section.name}.html.j2"
        if file not in templates:
            yield report("DG320", section.where, section=section.name, file=file)


def _missing_optional(
    chain: Chain, made: Makeup, templates: Mapping[str, tuple[str, ...]] | None
) -> Iterator[Diagnostic]:
    for name in made.optional:
        file = f"sections/{name}.html.j2"
        if templates is not None and file not in templates:
            where = chain.layers[0].locate(manifests.FILE, ("optional",))
            yield report("DG320", where, section=name, file=file)


def _missing_logo(brand: Brand, chain: Chain, assets: Mapping[str, Asset]) -> Iterator[Diagnostic]:
    if not brand.logo or brand.logo in assets:
        return
    said = ((layer, layer.settings(brands.FILE)) for layer in chain.layers)
    speaker = next(layer for layer, settings in said if settings and "logo" in settings.data)
    yield report("DG317", speaker.locate(brands.FILE, ("logo",)), file=brand.logo)
