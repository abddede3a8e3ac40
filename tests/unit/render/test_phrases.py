"""Clauses, numbers and file names of a pack, and sections at their stage: the same spec in other packs."""

import datetime

import pytest

from docgen.diagnostics import DocgenError
from docgen.i18n.locale import find_locale
from docgen.packs.load import load_pack
from docgen.pipeline import prepare, produce, show
from docgen.spec.reader import read
from docgen.spec.validate import validate
from tests.support.making import SAMPLES

DAY = datetime.date(2027, 1, 4)
SAMPLE = next(path for path in SAMPLES if path.stem == "market-entry").read_text(encoding="utf-8")
CLAUSES = """
clauses:
  - id: secrecy
    title: {zh: 保密, en: Secrecy of {{ person.name }}}
    text:
      zh: |
        {{ person.name }} 应当保密。

        期限：{{ period.text }}。
      en: "{{ person.name }} keeps it."
  - {id: late, title: 终评, text: "编号 {{ document.number }}", when: {stage: final}}
"""
TITLED = CLAUSES.replace("en: Secrecy of {{ person.name }}", 'en: "Secrecy of {{ person.name }}"')


@pytest.fixture
def pack(tmp_path):
    """Lay out a child of classic."""

    def lay_out(manifest, files=()):
        text = f"name: own\ntitle: {{zh: 案例, en: Case}}\nextends: classic\n{manifest}"
        for file, content in {"pack.yaml": text, **dict(files)}.items():
            path = tmp_path / "own" / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, encoding="utf-8")
        return load_pack(str(tmp_path / "own"))

    return lay_out


def at_stage(stage):
    return SAMPLE.replace("  stage: plan\n", f"  stage: {stage}\n")


def unnumbered(spec=SAMPLE):
    return "\n".join(line for line in spec.split("\n") if not line.startswith("  number:"))


def outcome_of(pack, spec=SAMPLE, language="zh"):
    return produce(read(spec.encode(), "spec.yaml"), prepare(pack, ("html",), find_locale(language)), DAY)


def html_of(*arguments):
    return outcome_of(*arguments).artifacts_or_raise()["html"].content.decode()


def view_of(pack, spec=SAMPLE, language="zh"):
    press = prepare(pack, (), find_locale(language))
    return show(validate(read(spec.encode(), "spec.yaml")).value, press, DAY).value


def test_it_tells_clauses_in_the_language_of_the_document(pack):
    own = pack(TITLED)
    (clause,) = view_of(own)["clauses"]
    assert clause == {
        "id": "secrecy",
        "title": "保密",
        "text": ["林知遥 应当保密。", "期限：2027年1月1日至2027年12月31日。"],
    }
    (clause,) = view_of(own, language="en")["clauses"]
    assert (clause["title"], clause["text"]) == ("Secrecy of Lin Zhiyao", ["Lin Zhiyao keeps it."])


def test_it_prints_a_clause_at_its_stage_alone(pack):
    own = pack(TITLED)
    assert [each["id"] for each in view_of(own, at_stage("final"))["clauses"]] == ["secrecy", "late"]
    assert "<h2>终评</h2>" not in html_of(own)
    assert "<h2>终评</h2>" in html_of(own, at_stage("final"))


def test_it_escapes_a_clause_where_it_is_printed_and_once(pack):
    spec = SAMPLE.replace("林知遥", "<b>林 & 遥</b>")
    page = html_of(pack(TITLED), spec)
    assert "<p>&lt;b&gt;林 &amp; 遥&lt;/b&gt; 应当保密。</p>" in page
    assert view_of(pack(TITLED), spec)["clauses"][0]["text"][0] == "<b>林 & 遥</b> 应当保密。"


def test_it_takes_no_template_from_a_spec(pack):
    spec = SAMPLE.replace("{zh: 林知遥,", "{zh: '{{ 7 * 7 }}',")
    assert view_of(pack(TITLED), spec)["clauses"][0]["text"][0] == "{{ 7 * 7 }} 应当保密。"


def test_it_leaves_no_chapter_for_clauses_where_there_are_none(pack):
    assert 'id="clauses"' not in html_of(pack(""))
    assert 'href="#clauses"' in html_of(pack(TITLED))


def test_it_numbers_a_document_that_has_no_number(pack):
    own = pack(
        'number: "PG-{{ period.year }}-{{ person.id }}"\n'
        + CLAUSES.replace("en: Secrecy of {{ person.name }}", "en: x")
    )
    view = view_of(own, unnumbered(at_stage("final")))
    number = f"PG-2027-{view['person']['id']}"
    assert view["document"]["number"] == number
    assert view["clauses"][-1]["text"] == [f"编号 {number}"]
    assert view_of(own)["document"]["number"].startswith("LY-HR")


def test_it_names_files_by_the_pattern_of_the_pack(pack):
    own = pack('file_name: "{{ document.number }}_{{ person.name }}/{{ period.year }}"\n')
    assert outcome_of(own).stem == f"{view_of(own)['document']['number']}_林知遥/2027"
    assert outcome_of(pack("")).stem is None


def test_it_finds_a_mistake_in_a_number_even_where_the_spec_has_one(pack):
    (found,) = outcome_of(pack("\nnumber: '{{ period.yera }}'\n")).diagnostics
    assert (found.code, found.where.file, found.where.line) == ("DG403", "own/pack.yaml", 5)


def test_it_finds_every_broken_clause_at_its_own_line(pack):
    own = pack(
        "clauses:\n- {id: a, title: x, text: '{{ a }}'}\n- id: b\n  title: x\n  text: |\n    x\n    {{ b }}\n"
    )
    found = outcome_of(own).diagnostics
    assert [(each.facts["name"], each.where.line) for each in found] == [("a", 5), ("b", 10)]
    assert found[1].where.excerpt == "{{ b }}"


def test_it_tells_mistakes_of_all_phrases_before_anything_is_made(pack):
    own = pack("number: '{{ a'\nfile_name: '{{ b'\nclauses: [{id: c, title: '{% x %}', text: y}]\n")
    with pytest.raises(DocgenError) as refused:
        prepare(own, ("html",), find_locale("zh"))
    assert [each.code for each in refused.value.diagnostics] == ["DG402", "DG402", "DG407"]


@pytest.mark.parametrize(
    ("stage", "shown"), [("plan", ("swot",)), ("signed", ("swot",)), ("final", ("signoff",))]
)
def test_it_gives_a_spec_other_sections_at_another_stage(pack, stage, shown):
    own = pack(
        "sections:\n  - contents\n  - goals\n  - {section: swot, when: {stage: [plan, signed]}}\n"
        "  - {section: signoff, when: {stage: final}}\n"
    )
    page = html_of(own, at_stage(stage))
    assert [name for name in ("swot", "signoff") if f'<h1 id="{name}"' in page] == list(shown)
    assert [name for name in ("swot", "signoff") if f'href="#{name}"' in page] == list(shown)


def test_it_asks_whether_there_is_anything_to_say(pack):
    section = {"sections/note.html.j2": "<section><p>无人沟通</p></section>\n"}
    own = pack("sections: [goals, {section: note, when: {has: [communication]}}]\n", section)
    assert "无人沟通" in html_of(own)
    cut = SAMPLE[: SAMPLE.index("communication:")] + SAMPLE[SAMPLE.index("tracking:") :]
    assert "无人沟通" not in html_of(own, cut)


def test_it_draws_tables_by_their_columns_and_names_custom_fields(pack):
    own = pack(
        "columns:\n  kpis: [name, {field: owner, title: 责任部门, width: 30}]\n"
        "  milestones: [status, kpis, title]\n"
        "fields: {cost_center: {label: 成本中心}}\n"
    )
    page = html_of(own, f"{SAMPLE}\ncustom: {{cost_center: '1001'}}\n")
    table = page[page.index('class="data kpi-table"') :]
    head = table[: table.index("</thead>")]
    assert head.count("<th ") == 2
    assert "责任部门" in head
    assert "</tfoot>" not in table[: table.index("</table>")]  # no weights, no total
    assert page.count('id="milestone-M1.1"') == 1
    assert '<th scope="row" class="key">成本中心</th><td class="value">1001</td>' in page


def test_it_leaves_room_for_a_seal(pack):
    page = html_of(
        pack("signoff: [{role: 甲方, who: organization, seal: true}, {role: 乙方, who: employee}]\n")
    )
    assert page.count('<p class="seal">') == 1
    assert '<p class="seal">' not in html_of(pack(""))


def test_it_shows_the_logo_of_the_brand_on_the_cover(pack):
    files = {
        "brand.yaml": "logo: assets/logo.svg\n",
        "assets/logo.svg": '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 2 1"/>',
    }
    assert '<p class="cover-brand"><img src="data:image/svg+xml' in html_of(pack("", files))


def test_it_is_made_the_same_in_any_folder(pack, tmp_path):
    first = html_of(pack(TITLED))
    (tmp_path / "own").rename(tmp_path / "moved")
    assert html_of(load_pack(str(tmp_path / "moved"))) == first
