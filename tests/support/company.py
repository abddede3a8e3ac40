"""An invented company of any size: as rows with a mapping, as team.yaml, or as a folder of specs.

    python -m tests.support.company FOLDER PEOPLE [--form rows|team|folder] [--language zh|en] [--seed 1]

The same arguments write the same bytes. Nobody in it exists. A few in a hundred have what real rosters
have: the name of a colleague, a rare character, a very long name.
"""

from __future__ import annotations

import argparse
import csv
import json
import random
import re
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

__all__ = ["FORMS", "Form", "Person", "make_company", "people", "spec_of", "write_company"]

Form = Literal["rows", "team", "folder"]
FORMS: tuple[Form, ...] = ("rows", "team", "folder")

_BASES = Path(__file__).parents[1] / "cases" / "company"
_HOLE = re.compile(r"\{([A-Z][A-Z0-9])=([^}]*)\}")
_TEAM_SIZE = 25

_FAMILY = "赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜"
_GIVEN = "知遥明川若棠云州景行书言嘉禾予安星野清和望舒听澜亦舟思齐怀瑾南乔北辰一诺可欣"
_RARE = ("𠮷野", "㐂乐", "䶮", "堃喆", "玥璟")
_LONG_ZH = "阿卜杜热合曼·买买提艾力·吐尔逊江"
_FIRST = ("Maya", "Tomas", "Iris", "Grace", "Ravi", "Lena", "Omar", "Kofi", "Mei", "Sofia", "Jonas", "Aiko")
_LAST = ("Okafor", "Lindqvist", "Moreau", "Whitfield", "Nair", "Hartmann", "Haddad", "Mensah", "Tan", "Rossi")
_ACCENTED = ("Zoë Ångström", "Siobhán O’Brien", "Łukasz Żak", "Nguyễn Thị Ánh")
_LONG_EN = "Maria Esperanza de los Ángeles Fernández-Villaverde y Castellanos-Montenegro"
_REGIONS = {
    "zh": ("华东", "华南", "华北", "西南", "华中", "东北", "西北", "海外"),
    "en": ("East", "South", "North", "Southwest", "Central", "Northeast", "Northwest", "Overseas"),
}
_POSITIONS = {
    "zh": ("服务工程师", "高级服务工程师", "客户经理", "服务主管"),
    "en": ("Service Engineer", "Senior Service Engineer", "Account Manager", "Service Supervisor"),
}
_GRADES = ("P4", "P5", "P6", "M1")
# Weights of the three goals; the KPIs of a goal split them by whole points.
_SPLITS = ((50, 30, 20), (40, 40, 20), (60, 20, 20), (40, 30, 30))
_SHARES = {0: (("W1", 5), ("W2", 3), ("W3", 2)), 1: (("W4", 6), ("W5", 4)), 2: (("W6", 5), ("W7", 5))}
_TITLE = {
    "zh": "2027年负责区域服务合同额达到{}万元",
    "en": "Sign service contracts worth {} thousand USD in the own territory in 2027",
}
_OUTCOME = {
    "zh": "全年签订服务合同额{}万元，其中续签率不低于88%，回款逾期率不高于4%。",
    "en": "Service contracts worth {} thousand USD over the year, with at least 88% renewed and at most 4% of receivables overdue.",
}
_COLUMNS = {
    "编号": "document.number", "姓名": "person.name", "工号": "person.id", "部门": "team", "所属部门": "person.department",
    "岗位": "person.position", "职级": "person.grade", "直接上级": "person.manager.name",
    "目标1权重": "goals.G1.weight", "目标2权重": "goals.G2.weight", "目标3权重": "goals.G3.weight",
    "目标1": "goals.G1.title", "成果1": "goals.G1.outcome", "合同额目标": "kpis.K1.target",
}  # fmt: skip
_COLUMNS_EN = (
    "Number", "Name", "Employee ID", "Team", "Department", "Position", "Grade", "Manager",
    "Goal 1 weight", "Goal 2 weight", "Goal 3 weight", "Goal 1", "Outcome 1", "Contract target",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Person:
    """One of the company, and what differs from colleague to colleague."""

    name: str
    id: str
    team: str
    position: str
    grade: str
    manager: str
    weights: tuple[int, int, int]
    target: int
    language: str
    note: str = ""
    """Something more to say in the title and the outcome."""

    @property
    def number(self) -> str:
        """The number of the document."""
        return f"PG-2027-{self.id}"

    @property
    def title(self) -> str:
        """The title of the first goal, which names the target."""
        return _TITLE[self.language].format(f"{self.target:,}") + self.note

    @property
    def outcome(self) -> str:
        """The outcome of the first goal."""
        return _OUTCOME[self.language].format(f"{self.target:,}") + self.note

    @property
    def values(self) -> Mapping[str, str]:
        """What fills the holes of the base."""
        filled = {f"G{number}": str(weight) for number, weight in enumerate(self.weights, 1)}
        for goal, shares in _SHARES.items():
            filled |= {hole: str(self.weights[goal] * share // 10) for hole, share in shares}
        return filled | {"NR": self.number, "T1": self.title, "O1": self.outcome, "K1": str(self.target)}


def people(count: int, language: str = "zh", seed: int = 1) -> Iterator[Person]:
    """Yield so many people, team by team; the first thousand of a company are those of a larger one."""
    last = ""
    for number in range(count):
        chance = _luck(f"{seed}/{number}")
        name = last if number % 97 == 41 else _name(number, chance, language)
        last = name
        rank = chance.randrange(4)
        yield Person(
            name=name,
            id=f"{number + 418:06}",
            team=_team(number // _TEAM_SIZE, language),
            position=_POSITIONS[language][rank],
            grade=_GRADES[rank],
            manager=_plain_name(_luck(f"{seed}/manager/{number // _TEAM_SIZE}"), language),
            weights=_SPLITS[chance.randrange(4)],
            target=850 + 10 * chance.randrange(31),
            language=language,
        )


def _luck(seed: str) -> random.Random:
    return random.Random(seed)  # noqa: S311  # the same people every time is the point


def _name(number: int, chance: random.Random, language: str) -> str:
    if number % 211 == 7:
        return _LONG_ZH if language == "zh" else _LONG_EN
    if number % 101 == 3:
        if language == "en":
            return _ACCENTED[number // 101 % len(_ACCENTED)]
        return chance.choice(_FAMILY) + _RARE[number // 101 % len(_RARE)]
    return _plain_name(chance, language)


def _plain_name(chance: random.Random, language: str) -> str:
    if language == "en":
        return f"{chance.choice(_FIRST)} {chr(65 + chance.randrange(26))}. {chance.choice(_LAST)}"
    given = 2 * chance.randrange(len(_GIVEN) // 2)
    other = chance.choice(_GIVEN)
    return chance.choice(_FAMILY) + (
        _GIVEN[given : given + 2] if chance.randrange(3) else _GIVEN[given] + other
    )


def _team(number: int, language: str) -> str:
    regions = _REGIONS[language]
    region, group = regions[number % len(regions)], number // len(regions) + 1
    return f"{region}服务{group}部" if language == "zh" else f"{region} Service {group}"


@cache
def _base(language: str) -> tuple[str, ...]:
    """Return the base in pieces: text, name of a hole, its default, text, and so on."""
    return tuple(_HOLE.split((_BASES / f"{language}.txt").read_text(encoding="utf-8")))


def _filled(language: str, values: Mapping[str, str]) -> str:
    pieces = _base(language)
    texts = list(pieces[::3])
    holes = zip(pieces[1::3], pieces[2::3], strict=True)
    middle = [values.get(hole, default) for hole, default in holes]
    return "".join(part for pair in zip(texts, [*middle, ""], strict=True) for part in pair)


def _lines_of(person: Person, indent: str = "") -> str:
    facts = {
        "name": person.name,
        "id": person.id,
        "position": person.position,
        "grade": person.grade,
        "department": person.team,
    }
    lines = [f"{indent}  {key}: {_quoted(value)}\n" for key, value in facts.items()]
    lines.append(f"{indent}  manager: {{name: {_quoted(person.manager)}}}\n")
    return f"{indent}person:\n" + "".join(lines)


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def spec_of(person: Person) -> str:
    """Return the whole spec of a person as YAML."""
    return _filled(person.language, person.values) + _lines_of(person)


def make_company(
    folder: Path,
    count: int,
    form: Form = "rows",
    language: str = "zh",
    seed: int = 1,
) -> Path:
    """Write a company into a folder, which is made; return what ``docgen bulk`` is given.

    Rows give ``people.map.yaml`` (with ``people.csv`` and ``base.yaml`` beside it), a team gives ``team.yaml``,
    a folder gives ``specs`` with a sub-folder a team and a file a person.
    """
    return write_company(folder, people(count, language, seed), form, language)


def write_company(folder: Path, everybody: Iterable[Person], form: Form, language: str = "zh") -> Path:
    """Write these people into a folder, as ``make_company`` does."""
    folder.mkdir(parents=True, exist_ok=True)
    writers: dict[Form, Callable[[Path, Iterable[Person], str], Path]] = {
        "rows": _write_rows,
        "team": _write_team,
        "folder": _write_folder,
    }
    return writers[form](folder, everybody, language)


def _write_rows(folder: Path, everybody: Iterable[Person], language: str) -> Path:
    heads = tuple(_COLUMNS) if language == "zh" else _COLUMNS_EN
    columns = "".join(f"  {head}: {field}\n" for head, field in zip(heads, _COLUMNS.values(), strict=True))
    target = folder / "people.map.yaml"
    target.write_text(f"rows: people.csv\nspec: base.yaml\ncolumns:\n{columns}", encoding="utf-8")
    (folder / "base.yaml").write_text(_filled(language, {}), encoding="utf-8")
    with (folder / "people.csv").open("w", encoding="utf-8-sig", newline="") as file:
        rows = csv.writer(file)
        rows.writerow(heads)
        for one in everybody:
            row = (one.number, one.name, one.id, one.team, one.team, one.position, one.grade, one.manager)
            rows.writerow((*row, *one.weights, one.title, one.outcome, one.target))
    return target


def _write_team(folder: Path, everybody: Iterable[Person], language: str) -> Path:
    target = folder / "team.yaml"
    base = _filled(language, {}).splitlines(keepends=True)
    head = "team: 1\nname: 服务中心\nshared:\n" if language == "zh" else "team: 1\nname: Service\nshared:\n"
    with target.open("w", encoding="utf-8") as file:
        file.write(head)
        # The number of the schema is said by the team file itself.
        file.writelines(f"  {line}" for line in base if not line.startswith("schema:"))
        file.write("people:\n")
        for one in everybody:
            weights = ", ".join(f"G{number}: {weight}" for number, weight in enumerate(one.weights, 1))
            file.write(f"  - team: {_quoted(one.team)}\n" + _lines_of(one, "    "))
            file.write(f"    goals: {{{weights}}}\n    kpis: {{K1: {{target: {one.target}}}}}\n")
            title, outcome = _quoted(one.title), _quoted(one.outcome)
            number = _quoted(one.number)
            file.write(
                f"    set: {{document.number: {number}, goals.G1.title: {title}, goals.G1.outcome: {outcome}}}\n"
            )
    return target


def _write_folder(folder: Path, everybody: Iterable[Person], _language: str) -> Path:
    target = folder / "specs"
    for one in everybody:
        home = target / one.team
        home.mkdir(parents=True, exist_ok=True)
        (home / f"{one.id}.yaml").write_text(spec_of(one), encoding="utf-8")
    return target


def main() -> int:
    """Write a company from the command line."""
    parser = argparse.ArgumentParser(prog="python -m tests.support.company", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("people", type=int)
    parser.add_argument("--form", choices=FORMS, default="rows")
    parser.add_argument("--language", choices=tuple(_REGIONS), default="zh")
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    made = make_company(given.folder, given.people, given.form, given.language, given.seed)
    sys.stdout.write(f"{made}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
