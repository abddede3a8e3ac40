"""docgen pack check FILE.docx from outside: what an author of a Word template sees and gets."""

import json

import pytest

from tests.support.word_files import paragraphs_of
from tests.support.word_templates import read_case

BROKEN = (
    "尊敬的｛｛ 员工.姓名 ｝｝，{{ pers¦on.name }}：\n"
    "{%p for goal in goals %}\n{{ goal.title }}，{{ goal.titel }}\n{%p endfor %}\n"
    "[header]\n{% if document.number %}No. {{ document.number }}"
)
MENDABLE = "尊敬的｛｛ 员工.姓名 ｝｝，{{ person.na¦me|default(“无”) }}。\n| {%tr for k in kpis %} |\n| {{ k.name }} |\n| {%tr endfor %} |"
WHOLE = "{{ person.name }}\n[header]\n{{ document.title }}"
MAIN = "word/document.xml"


@pytest.fixture
def doctor(docgen):
    """Return what writes a template and examines it."""

    def examine(text, *arguments, name="letter.docx", **settings):
        path = docgen.folder / name
        path.write_bytes(read_case(text)[0])
        return docgen("pack", "check", name, *arguments, **settings)

    return examine


def test_it_tells_everything_at_once_by_place_and_leaves_the_file_alone(doctor, docgen):
    ended = doctor(BROKEN, language="zh")
    assert ended.code == 1
    lines = ended.err.splitlines()
    for place, code in [("正文，第 1 段", "DG442"), ("正文，第 3 段", "DG403"), ("页眉，第 1 段", "DG445")]:
        assert any(place in line for line in lines)
        assert any(line.endswith(code) for line in lines)
    excerpt = next(number for number, line in enumerate(lines) if "goal.titel" in line)
    shown, mark = lines[excerpt], lines[excerpt + 1]
    assert mark.count("^") == len("{{ goal.titel }}")
    wide = sum(sign >= "\u2e80" or sign == "，" for sign in shown[: shown.index("{{ goal.titel")])
    assert mark.index("^") == shown.index("{{ goal.titel") + wide
    assert "letter.checked.docx" in ended.out
    assert docgen.files() == ["letter.checked.docx", "letter.docx"]
    assert (docgen.folder / "letter.docx").read_bytes() == read_case(BROKEN)[0]


def test_it_tells_the_same_as_data(doctor):
    ended = doctor(BROKEN, "--format", "json")
    assert ended.code == 1
    found = [(each["code"], each["place"]) for each in ended.data["diagnostics"]]
    assert found == [
        ("DG442", "body, paragraph 1"),
        ("DG403", "body, paragraph 3"),
        ("DG445", "header, paragraph 1"),
    ]
    assert ended.data["placeholders"] == {"tags": 8, "loops": 1, "conditions": 1, "pictures": 0}
    assert "goals[].title" in ended.data["fields"]
    assert ended.data["files"] == ["letter.checked.docx"]
    assert ended.data["trials"] == []


def test_it_praises_a_template_that_is_right_and_tries_it(doctor, docgen):
    ended = doctor(WHOLE)
    assert (ended.code, docgen.files()) == (0, ["letter.docx"])
    assert "market-entry.yaml (zh)" in ended.err
    assert "market-entry.yaml (en)" in ended.err
    assert "person" in ended.out


def test_it_repairs_a_copy_that_can_be_used(doctor, docgen):
    ended = doctor(MENDABLE, "--repair", "--out", "mended/letter.docx", "--format", "json")
    assert ended.code == 0, ended.out
    assert {each["code"] for each in ended.data["diagnostics"]} == {"DG440"}
    assert [each["ok"] for each in ended.data["trials"]] == [True, True]
    again = docgen("pack", "check", "mended/letter.docx", "--format", "json")
    assert (again.code, again.data["diagnostics"]) == (0, [])
    docgen.spec()
    made = docgen(
        "generate", "goals.yaml", "--word-template", "mended/letter.docx", "--to", "docx", "--out", "out"
    )
    assert made.code == 0, made.err
    text = paragraphs_of((docgen.folder / "out" / "goals.docx").read_bytes())
    assert "{" not in "".join(text)
    name = text[0].removeprefix("尊敬的").partition("，")[0]
    assert text[0] == f"尊敬的{name}，{name}。"
    assert len([line for line in text if line]) > 3


def test_it_replaces_its_own_copy_but_nobody_elses_work(doctor, docgen):
    copy = docgen.folder / "letter.checked.docx"
    assert doctor(BROKEN).code == doctor(BROKEN, "--repair").code == 1
    copy.write_bytes(read_case(WHOLE)[0])
    kept = copy.read_bytes()
    refused = doctor(BROKEN, "--format", "json")
    assert refused.data["diagnostics"][-1]["code"] == "DG805"
    assert copy.read_bytes() == kept
    doctor(BROKEN, "--force")
    assert copy.read_bytes() != kept


def test_it_writes_the_fields_as_a_schema(doctor, docgen):
    path = docgen.folder / "fields.json"
    doctor(
        "{% for goal in goals %}{{ goal.title }}{% endfor %}{{ 员工.姓名 }} {{ x }}", "--schema", path.name
    )
    schema = json.loads(path.read_text(encoding="utf-8"))
    assert list(schema["properties"])[:2] == ["person", "goals"]
    assert list(schema["properties"]["goals"]["items"]["properties"]) == ["title"]
    doctor(BROKEN, "--schema", path.name)
    assert "document" in json.loads(path.read_text(encoding="utf-8"))["properties"]
    path.write_text("{}", encoding="utf-8")
    refused = doctor(BROKEN, "--schema", path.name, "--format", "json")
    assert refused.data["diagnostics"][-1]["code"] == "DG805"
    assert path.read_text(encoding="utf-8") == "{}"


def test_it_tries_it_with_specs_of_the_author(doctor, docgen):
    docgen.spec("own.yaml")
    fine = doctor(WHOLE, "--spec", "own.yaml", "--format", "json")
    assert fine.data["trials"] == [{"spec": "own.yaml", "language": None, "ok": True}]
    missing = doctor(WHOLE, "--spec", "none.yaml", "--format", "json")
    assert missing.code == 1
    assert [each["code"] for each in missing.data["diagnostics"]] == ["DG710"]


def test_it_finds_by_trying_what_cannot_be_seen(doctor):
    ended = doctor("{{ 1 / (goals|length - goals|length) }}", "--format", "json")
    assert ended.code == 1
    assert {(each["code"], each["place"]) for each in ended.data["diagnostics"]} == {
        ("DG436", "body, paragraph 1")
    }
    assert [each["trail"][0] for each in ended.data["diagnostics"]] == [
        "market-entry.yaml (zh)",
        "market-entry.yaml (en)",
    ]


def test_it_takes_warnings_for_errors_when_asked(doctor):
    ended = doctor("尊敬的员工：", "--strict", "--format", "json")
    assert (ended.code, [each["severity"] for each in ended.data["diagnostics"]]) == (1, ["error"])


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("letter.doc", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 600, "DG421"),
        ("letter.docx", b"%PDF-1.7\n", "DG420"),
        ("letter.DOCX", b"PK\3\4 cut off", "DG423"),
        ("none.docx", None, "DG710"),
    ],
)
def test_it_refuses_what_is_no_word_file(docgen, name, content, code):
    if content is not None:
        (docgen.folder / name).write_bytes(content)
    ended = docgen("pack", "check", name, "--format", "json")
    assert (ended.code, [each["code"] for each in ended.data["diagnostics"]]) == (1, [code])
    assert "Traceback" not in ended.err


def test_it_never_replaces_the_file_itself(doctor, docgen):
    ended = doctor(BROKEN, "--repair", "--out", "./letter.docx", "--force", "--format", "json")
    assert ended.data["diagnostics"][-1]["code"] == "DG459"
    assert docgen.files() == ["letter.docx"]
    assert (docgen.folder / "letter.docx").read_bytes() == read_case(BROKEN)[0]


def test_it_knows_which_options_belong_to_word_files(doctor, docgen):
    assert doctor(WHOLE, "--to", "pdf").code == 2
    assert docgen("pack", "check", "classic", "--repair").code == 2
