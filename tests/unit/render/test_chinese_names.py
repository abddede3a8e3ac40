"""Templates that speak Chinese say the same as those that speak English."""

import datetime
import subprocess
import sys
from pathlib import Path

import pytest
from lxml import html

from docgen import generate
from docgen.packs.load import load_pack
from docgen.packs.sandbox import SourceLoader, make_environment
from docgen.render.fields import check_texts

ROOT = Path(__file__).parents[3]
SAMPLE = ROOT / "samples" / "personal" / "market-entry.yaml"
PACK = ROOT / "tests" / "cases" / "packs" / "names-chinese"
DAY = datetime.date(2027, 1, 4)


def paragraphs(language):
    outcome = generate(SAMPLE, pack=str(PACK), to=["html"], locale=language, today=DAY)
    tree = html.fromstring(outcome.artifacts_or_raise()["html"].content)
    return [
        " ".join(each.text_content().split())
        for each in tree.xpath("//body//p[not(ancestor::header or ancestor::footer)]")
    ]


@pytest.mark.parametrize("language", ["zh", "en"])
def test_it_says_the_same_in_both_languages_of_a_template(language):
    told = paragraphs(language)
    half = len(told) // 2
    assert half > 15
    assert told[:half] == told[half:]
    assert told[half - 1] == "另一个"


def test_it_answers_in_clauses_numbers_and_file_names():
    told = paragraphs("zh")
    assert any("林知遥应当保守澜屿智能科技有限公司的秘密" in each for each in told)


def test_it_finds_nothing_wrong_with_them_beforehand():
    assert check_texts(load_pack(str(PACK))) == []


def test_it_finds_beforehand_what_fails_while_rendering():
    pack = load_pack(str(PACK.with_name("names-chinese-unknown")))
    found = check_texts(pack)
    assert [(d.code, d.where.file.rpartition("/")[2], d.facts["suggestions"][0]) for d in found] == [
        ("DG403", "one.html.j2", "姓名"),
        ("DG403", "two.html.j2", "目标列表"),
        ("DG403", "three.html.j2", "名称"),
        ("DG403", "four.html.j2", "姓名"),
        ("DG403", "five.html.j2", "权重"),
    ]


def test_it_points_at_the_line_of_pack_yaml_for_a_clause(tmp_path):
    text = (
        (PACK / "pack.yaml")
        .read_text(encoding="utf-8")
        .replace("公司.名称", "公司.名秤")
        .replace("员工.工号", "员工.公号")
    )
    for path in PACK.rglob("*.j2"):
        target = tmp_path / "names-chinese" / path.relative_to(PACK)
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_bytes(path.read_bytes())
    (tmp_path / "names-chinese" / "pack.yaml").write_text(text, encoding="utf-8")
    found = check_texts(load_pack(str(tmp_path / "names-chinese")))
    rows = text.splitlines()
    assert [(d.code, d.facts["name"]) for d in found] == [("DG403", "公号"), ("DG403", "名秤")]
    assert all(d.facts["name"] in rows[d.where.line - 1] for d in found)


def test_it_leaves_the_names_of_data_that_are_no_fields_alone():
    """Labels and a company's own mappings have no other names, and a key of the very name comes first."""
    environment = make_environment(SourceLoader({"text": ("{{ thing.名称 }}",)}))
    assert environment.get_template("text").render(thing={"名称": "own", "name": "other"}) == "own"
    with pytest.raises(Exception, match="名称"):
        environment.get_template("text").render(thing={"name": "other", "title": "this"})


def test_it_costs_nothing_where_nobody_speaks_chinese():
    """The catalogue is not even read for templates that use the keys."""
    statement = (
        "from docgen import generate; from docgen.view.catalogue import catalogue\n"
        f"assert generate({str(SAMPLE)!r}, to=['html']).ok\n"
        "print(catalogue.cache_info().currsize)"
    )
    done = subprocess.run([sys.executable, "-c", statement], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "0"
