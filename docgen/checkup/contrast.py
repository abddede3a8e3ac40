"""Can everybody read the text of a pack on its grounds? The ratios of WCAG 2, level AA."""

from __future__ import annotations

import colorsys
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from docgen.diagnostics import Diagnostic, Location, report
from docgen.packs import brand as brands
from docgen.packs.load import Pack
from docgen.packs.settings import read_settings

__all__ = ["LARGE", "NORMAL", "contrast_ratio", "find_faint_text", "nearest_readable"]

NORMAL, LARGE = 4.5, 3.0
"""The least ratios of level AA: for text, and for text of 18 points, or of 14 in bold."""

_PAGE = "#FFFFFF"
_RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")
_COMMENT = re.compile(r"/\*.*?\*/", re.DOTALL)
_VALUE = re.compile(
    r"^(?:linear-gradient\(.*,\s*)?(?:var\(--color-([a-z0-9-]+)\)|(#[0-9a-fA-F]{3}(?:[0-9a-fA-F]{3})?))"
)
_STEPS = 200
_PARTS_SHOWN = 5
_LINEAR = 0.04045
"""Below it light grows evenly with the figure of a color (sRGB)."""


class _Color(NamedTuple):
    """A color of a style sheet: its value, and its name in the brand if it has one."""

    value: str
    name: str | None


class _Pair(NamedTuple):
    text: Sequence[str]
    ground: Sequence[str] | str
    part: Mapping[str, str]
    large: bool


class _Seen(NamedTuple):
    """Text on its ground, as the style sheets of a pack color them."""

    text: _Color
    ground: _Color
    limit: float
    part: Mapping[str, str]

    @property
    def ratio(self) -> float:
        """Return the contrast."""
        return contrast_ratio(self.text.value, self.ground.value)

    def beside(self, color: _Color) -> str:
        """Return the other of the two colors."""
        return self.ground.value if color == self.text else self.text.value


def contrast_ratio(one: str, other: str) -> float:
    """Return how much two colors (``#RRGGBB``) differ in light, from 1 to 21."""
    light, dark = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (light + 0.05) / (dark + 0.05)


def nearest_readable(color: str, others: Sequence[tuple[str, float]]) -> str | None:
    """Return the color of the same hue, as little lighter or darker as possible, that is readable with all others.

    Each of ``others`` comes with the least ratio. None if no color of this hue is.
    """
    hue, lightness, saturation = colorsys.rgb_to_hls(*_parts(color))
    for step in range(1, _STEPS + 1):
        for sign in (-1, 1):
            moved = lightness + sign * step / _STEPS
            if 0 <= moved <= 1:
                tried = _hex(colorsys.hls_to_rgb(hue, moved, saturation))
                if all(contrast_ratio(tried, other) >= limit for other, limit in others):
                    return tried
    return None


def find_faint_text(pack: Pack, css: str) -> Iterator[Diagnostic]:
    """Report each color whose text is too faint or that makes text too faint (DG361), with all it spoils."""
    seen = list(_look(pack, _read_rules(css)))
    spoiled: dict[_Color, list[_Seen]] = {}
    for each in seen:
        if each.ratio < each.limit:
            spoiled.setdefault(_choose(pack, each), []).append(each)
    for color, faint in spoiled.items():
        yield _describe(pack, color, faint, [each for each in seen if color in (each.text, each.ground)])


def _look(pack: Pack, rules: Mapping[str, Mapping[str, str]]) -> Iterator[_Seen]:
    for pair in _pairs():
        text, ground = _color(rules, pair.text, "color", pack), _ground(rules, pair.ground, pack)
        if text is not None and ground is not None:
            yield _Seen(text, ground, LARGE if pair.large else NORMAL, pair.part)


def _choose(pack: Pack, seen: _Seen) -> _Color:
    """Choose the color to change: the one that this pack says itself, else that of the text."""
    own = pack.chain.layers[0].settings(brands.FILE)
    said = own.data.get("colors") if own else None
    named = [color for color in (seen.text, seen.ground) if color.name]
    mine = [color for color in named if isinstance(said, dict) and color.name in said]
    return (mine or named or [seen.text])[0]


def _describe(pack: Pack, color: _Color, faint: list[_Seen], all_pairs: list[_Seen]) -> Diagnostic:
    """Say what is faint, the worst of it in figures."""
    worst = min(faint, key=lambda each: each.ratio / each.limit)
    ratio = int(worst.ratio * 100) / 100  # 4.499 is not 4.5
    better = next(
        (
            found
            for pairs in (all_pairs, faint)
            if (found := nearest_readable(color.value, [(each.beside(color), each.limit) for each in pairs]))
        ),
        None,
    )
    return report(
        "DG361",
        _place(pack, color.name),
        parts_zh=_name_parts(faint, "zh"),
        parts_en=_name_parts(faint, "en"),
        text=_show(worst.text),
        ground=_show(worst.ground),
        ratio=f"{ratio:.2f}",
        limit=f"{worst.limit:g}",
        change=color.name or color.value,
        better=better,
    )


def _name_parts(faint: list[_Seen], language: str) -> tuple[str, ...]:
    parts = tuple(dict.fromkeys(each.part[language] for each in faint))
    return parts if len(parts) <= _PARTS_SHOWN else (*parts[:_PARTS_SHOWN], "…")


def _show(color: _Color) -> str:
    return f"{color.name} {color.value}" if color.name else color.value


def _place(pack: Pack, name: str | None) -> Location:
    """Find the color in the youngest brand that has it."""
    for layer in pack.chain.layers:
        settings = layer.settings(brands.FILE)
        colors = settings.data.get("colors") if settings else None
        if settings and isinstance(colors, dict) and name in colors:
            return settings.locate(("colors", str(name)))
    return Location(pack.chain.layers[0].show(brands.FILE))


@cache
def _pairs() -> tuple[_Pair, ...]:
    content = files("docgen.checkup").joinpath("contrast.yaml").read_bytes()
    rows: Any = _listed(content)
    return tuple(_Pair(row["text"], row["ground"], row["part"], bool(row.get("large"))) for row in rows)


def _listed(content: bytes) -> Any:
    return read_settings(content, "contrast.yaml").data["pairs"]


def _read_rules(css: str) -> dict[str, dict[str, str]]:
    """Map each list of selectors to its declarations; the last of a property counts."""
    rules: dict[str, dict[str, str]] = {}
    for number, found in enumerate(_RULE.finditer(_COMMENT.sub("", css))):
        declared = {
            key.strip(): value.strip()
            for key, colon, value in (each.partition(":") for each in found[2].split(";"))
            if colon
        }
        for selector in found[1].split(","):
            plain = " ".join(selector.split())
            rules.setdefault(plain, {}).update(declared | {"order": f"{number:06}"})
    return rules


def _color(
    rules: Mapping[str, Mapping[str, str]], selectors: Sequence[str], key: str, pack: Pack
) -> _Color | None:
    """Return what the last of the rules says; None where nothing is said, or what is around counts."""
    said = [rules[each] for each in selectors if each in rules and key in rules[each]]
    if not said:
        return None
    found = _VALUE.match(max(said, key=lambda rule: rule["order"])[key].split("!")[0].strip())
    if found is None:
        return None
    if found[1]:
        name = found[1].replace("-", "_")
        value = pack.brand.colors.get(name)
        return _Color(value.upper(), name) if value else None
    return _Color(_long(found[2]), None)


def _ground(rules: Mapping[str, Mapping[str, str]], ground: Sequence[str] | str, pack: Pack) -> _Color | None:
    if ground == "page":
        return _Color(_PAGE, None)
    for key in ("background", "background-color"):
        if found := _color(rules, list(ground), key, pack):
            return found
    return None


def _long(color: str) -> str:
    digits = color.removeprefix("#")
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) == 3 else digits).upper()  # noqa: PLR2004 - the short form of a color


def _parts(color: str) -> tuple[float, float, float]:
    red, green, blue = (int(color[at : at + 2], 16) / 255 for at in (1, 3, 5))
    return red, green, blue


def _hex(parts: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02X}" for part in parts)


def _luminance(color: str) -> float:
    red, green, blue = (
        part / 12.92 if part <= _LINEAR else ((part + 0.055) / 1.055) ** 2.4 for part in _parts(color)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
