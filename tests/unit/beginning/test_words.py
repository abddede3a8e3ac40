"""A new spec calls the fields as the documents do."""

from docgen.i18n.choices import CHOICES
from tests.unit.beginning.begun import begin_spec


def test_it_calls_fields_as_the_documents_do():
    text = begin_spec("zh").content.decode()
    assert f"threshold:  # 可选：{CHOICES['zh']['term']['threshold']}：" in text
    assert "owner:  # 填写：责任人" in text or "owner:  # 建议填写：责任人" in text
    assert "负责人" not in text
