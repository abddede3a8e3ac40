"""Short ways to write the columns of a goal workbook."""

from __future__ import annotations

from docgen.diagnostics import FieldPath
from docgen.i18n.languages import NO_WORDS, Words
from docgen.sources.workbook.layout import WHO, Field, Kind

__all__ = ["field", "who_field"]


def field(
    path: str,
    zh: str,
    en: str,
    kind: Kind = "text",
    width: int = 16,
    *,
    needed: bool = False,
    choice: str = "",
    also: tuple[str, ...] = (),
    explained: Words = NO_WORDS,
) -> Field:
    """Make a column; ``path`` is written with dots."""
    steps: FieldPath = tuple(path.split("."))
    return Field(steps, Words(zh, en), kind, width, needed, choice, also, explained)


def who_field() -> Field:
    """Make the column that says whose a row is."""
    return Field(
        WHO, Words("谁的", "Who"), "who", 20,
        also=("人员", "适用人员", "Person", "For"),
        help=Words(
            "这一行是谁的：从下拉列表选一个人；也可以填工号、姓名或部门名。留空表示人人都有。",
            "Whose this row is: choose a person from the list, or type a number, a name or a team. Blank means everybody.",
        ),
    )  # fmt: skip
