import openpyxl


def test_it_lists_the_fields_in_both_languages(docgen):
    chinese, english = docgen("pack", "fields", language="zh"), docgen("pack", "fields")
    assert chinese.code == english.code == 0, chinese.err + english.err
    for ended in (chinese, english):
        assert "{{ 员工.姓名 }}" in ended.out
        assert "{{ person.name }}" in ended.out
        assert "{% for goal in goals %}" in ended.out
    assert "例：林知遥" in chinese.out
    assert "Example: " in english.out
    assert chinese.out.index("{{ 员工.姓名 }}") < chinese.out.index("{{ person.name }}")
    assert english.out.index("{{ person.name }}") < english.out.index("{{ 员工.姓名 }}")


def test_it_finds_fields_by_a_word_of_either_language(docgen):
    for word in ("验收", "acceptance", "ACCEPTED"):
        ended = docgen("pack", "fields", "--find", word, "--word", language="zh")
        assert ended.code == 0, ended.err
        assert "{{ 里程碑.验收标准 }}" in ended.out
        assert "{%tr for 里程碑 in 里程碑列表 %} ↵ … ↵ {%tr endfor %}" in ended.out
        assert "{{ 员工.姓名 }}" not in ended.out


def test_it_names_what_is_near_when_nothing_is_found(docgen):
    ended = docgen("pack", "fields", "--find", "权种", "--format", "json", language="zh")
    assert ended.code == 1
    (found,) = ended.data["diagnostics"]
    assert found["code"] == "DG467"
    assert "权重" in found["facts"]["near"]


def test_it_gives_the_fields_of_a_pack_as_data(docgen):
    folder = docgen.folder / "acme"
    folder.mkdir()
    (folder / "pack.yaml").write_text(
        "name: acme\ntitle: {zh: 某公司, en: Acme}\nextends: classic\n"
        "fields: {cost_center: {label: {zh: 成本中心, en: Cost center}, help: {zh: 财务编号, en: As in finance}}}\n",
        encoding="utf-8",
    )
    ended = docgen("pack", "fields", "acme", "--find", "own.cost", "--format", "json", language="zh")
    assert ended.code == 0, ended.err
    (field,) = [each for each in ended.data["fields"] if each["key"] == "own.cost_center"]
    assert field["zh"]["template"] == "{{ 自定义字段.成本中心 }}"
    assert field["en"]["template"] == "{{ own.cost_center }}"
    assert (field["zh"]["meaning"], field["en"]["meaning"]) == ("财务编号", "As in finance")
    assert field["example"]


def test_it_writes_a_workbook_and_spares_what_is_not_its_own(docgen):
    path = docgen.folder / "fields.xlsx"
    for _ in range(2):  # the second time over its own
        ended = docgen("pack", "fields", "--xlsx", "fields.xlsx", language="zh")
        assert (ended.code, ended.out.strip()) == (0, "fields.xlsx"), ended.err
    book = openpyxl.load_workbook(path)
    assert [cell.value for cell in book.active[1]][:3] == ["所属", "名称", "模板写法"]
    book.save(path)  # somebody else's work from here on
    refused = docgen("pack", "fields", "--xlsx", "fields.xlsx")
    assert refused.code == 1
    assert "DG805" in refused.err
    assert docgen("pack", "fields", "--xlsx", "fields.xlsx", "--force").code == 0
    assert [cell.value for cell in openpyxl.load_workbook(path).active[1]][:3] == [
        "Belongs to",
        "Name",
        "In a template",
    ]


def test_it_refuses_an_unknown_pack(docgen):
    ended = docgen("pack", "fields", "clasic", "--format", "json")
    assert ended.code == 2
    assert ended.data["diagnostics"][0]["code"] == "DG301"
