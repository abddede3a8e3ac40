"""The licences of what docgen brings along, and the page that lists them."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from make.lock import ROOT, read_pins, scopes

__all__ = ["Part", "Table", "choices", "licences_page", "read_table"]

_INTRODUCTION = """# 第三方许可证 / Licences of others

docgen 自己用 MIT 许可证。下面是随它安装或放在它安装包里的一切，各用什么许可证；版本和校验值在 `requirements/full.txt`，
`make wheel` 另外写出一份机器可读的物料清单（CycloneDX）。

docgen itself is under the MIT licence. This page lists everything installed with it or carried in its wheel. Versions and digests
are in `requirements/full.txt`; `make wheel` also writes a bill of materials that programs read (CycloneDX).

## 简短的回答

- **可以商用、修改、再分发**，无论您自己的程序用 MIT、Apache-2.0 还是不公开源码：没有任何一项要求您公开自己的代码。
- **弱 copyleft 的部分**（LGPL、MPL）都是独立的 Python 包或系统库，docgen 没有修改它们，也没有把它们放进自己的安装包。
  使用没有条件；把它们一起分发（例如做成容器镜像或安装光盘）时，要附上它们的许可证，让对方能取得源码并换成自己的版本。
- **没有 GPL 和 AGPL**：只有一项（Pyphen）提供 GPL 作为三选一，这里不选它。
- 有些包的安装文件里带着用 C 或 Rust 写成的库（如 Pillow、lxml、pypdfium2、pikepdf）；它们的许可证全文随那个包一起安装。
- 这一页说的是事实，不是法律意见。

## In short

- **You may use, change and pass on docgen, also commercially**, whether your own program is under MIT, Apache-2.0 or closed: nothing
  here asks you to publish your code.
- **What is under weak copyleft** (LGPL, MPL) are separate Python packages and system libraries. docgen has not changed them and does
  not carry them in its wheel. Using them has no condition; passing them on, in a container image for example, means adding their
  licences, and letting people get the source and put their own version in place.
- **No GPL and no AGPL**: one part (Pyphen) offers GPL as one of three choices, and it is not the one taken.
- The files of some packages carry libraries written in C or Rust (Pillow, lxml, pypdfium2, pikepdf); the licences of these are
  installed together with the package.
- This page states facts and is no legal advice.
"""


@dataclass(frozen=True, slots=True)
class Part:
    """Something that is no Python package; ``files`` and ``text`` (its licence) are paths in the repository."""

    name: str
    licence: str
    version: str = ""
    files: tuple[str, ...] = ()
    text: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """What ``requirements/licences.toml`` holds."""

    allowed: frozenset[str]
    noted: frozenset[str]
    packages: Mapping[str, str]
    notes: Mapping[str, Mapping[str, str]]
    inside: tuple[Part, ...]
    beside: tuple[Part, ...]


def read_table() -> Table:
    """Read the table of licences."""
    raw = tomllib.loads((ROOT / "requirements" / "licences.toml").read_text(encoding="utf-8"))
    return Table(
        allowed=frozenset(raw["allowed"]),
        noted=frozenset(raw["noted"]),
        packages=raw["packages"],
        notes=raw["notes"],
        inside=tuple(_part(each) for each in raw["inside"]),
        beside=tuple(_part(each) for each in raw["beside"]),
    )


def _part(raw: Mapping[str, Any]) -> Part:
    return Part(**{**raw, "files": tuple(raw.get("files", ()))})


def choices(licence: str) -> tuple[frozenset[str], ...]:
    """Return the sets of licences of which one set must be kept: of ``A AND B OR C`` these are {A, B} and {C}."""
    return tuple(frozenset(re.split(r" AND ", each)) for each in licence.split(" OR "))


def licences_page() -> str:
    """Return the page: what is inside the wheel, what is installed with it, and what lies beside it."""
    return "\n".join([_INTRODUCTION, *_inside(), *_packages(), *_beside(), *_notes()]) + "\n"


def _inside() -> Iterator[str]:
    yield "## 在 docgen 安装包里 / Inside docgen's wheel\n"
    yield "| 名称 Name | 版本 Version | 许可证 Licence | 许可证全文 Text |"
    yield "|---|---|---|---|"
    for part in read_table().inside:
        yield f"| {part.name} | {part.version} | {part.licence} | [{part.text.rsplit('/', 1)[1]}](../../{part.text}) |"
    yield ""
    yield "字体嵌入文档不受限制：OFL 只约束字体文件本身，不约束用它排出的文件。  "
    yield "Embedding a font in a document is free: OFL binds the font file, not what is set in it.\n"


def _packages() -> Iterator[str]:
    table, pins = read_table(), read_pins(ROOT / "requirements" / "full.txt")
    brought_by = scopes(pins)
    yield "## Python 包 / Python packages\n"
    yield '● 必需；其余只随写明的附加功能安装（`pip install "docgen[…]"`）。† 见下面的说明。  '
    yield "● is required; the others come only with the extra that is named. † has a note below.\n"
    yield "| 包 Package | | 许可证 Licence |"
    yield "|---|---|---|"
    for pin in pins:
        mark = " †" if pin.name in table.notes else ""
        yield f"| {pin.name}{mark} | {', '.join(brought_by[pin.name]) or '●'} | {table.packages[pin.name]} |"
    yield ""


def _beside() -> Iterator[str]:
    yield "## 由操作系统提供 / Provided by the operating system\n"
    yield "生成 PDF 时才加载，不在安装包里；怎样安装见[安装指南](../guides/install.zh.md)。  "
    yield "Loaded only to make PDF, and not part of the wheel; see [the guide to installing](../guides/install.en.md).\n"
    yield "| 名称 Name | 许可证 Licence |"
    yield "|---|---|"
    for part in read_table().beside:
        yield f"| {part.name} | {part.licence} |"
    yield ""
    yield "在 Windows 和 macOS 上可以改用 PyPI 的 `gstreamer-libs`。它另外含有 GPL 的部件，所以 docgen 不依赖它，也不分发它，装不装由您决定。  "
    yield "On Windows and macOS, `gstreamer-libs` of PyPI can take their place. It holds parts under the GPL as well, so docgen neither"
    yield "depends on it nor passes it on; installing it is your decision.\n"


def _notes() -> Iterator[str]:
    table = read_table()
    yield "## 说明 / Notes\n"
    for name, note in sorted(table.notes.items()):
        yield f"**{name}** ({table.packages[name]})  "
        yield f"{note['zh']}  "
        yield f"{note['en']}\n"
