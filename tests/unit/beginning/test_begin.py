import json

import pytest

from docgen.beginning.begin import SCHEMA, put
from docgen.diagnostics import DocgenError
from docgen.spec.schema import json_schema
from tests.support.privileges import unprivileged
from tests.unit.beginning.begun import begin_spec


def codes_of_putting(path, **settings):
    with pytest.raises(DocgenError) as failure:
        put(begin_spec(), path, **{"force": False, **settings})
    return [found.code for found in failure.value.diagnostics]


def test_it_saves_a_spec_and_the_schema_that_its_first_line_names(tmp_path):
    begun = begin_spec()
    put(begun, tmp_path / "goals.yaml", force=False)
    assert (tmp_path / "goals.yaml").read_bytes() == begun.content
    assert begun.content.startswith(f"# yaml-language-server: $schema={SCHEMA}\n".encode())
    assert json.loads((tmp_path / SCHEMA).read_text("utf-8")) == json_schema()
    put(begun, tmp_path / "second.yaml", force=False)


def test_it_replaces_nothing_unless_forced(tmp_path):
    (tmp_path / "goals.yaml").write_text("mine")
    assert codes_of_putting(tmp_path / "goals.yaml") == ["DG798"]
    assert (tmp_path / "goals.yaml").read_text() == "mine"
    put(begin_spec(), tmp_path / "goals.yaml", force=True)
    assert (tmp_path / "goals.yaml").read_text("utf-8").startswith("# yaml")


def test_it_replaces_no_folder_and_no_link(tmp_path):
    (tmp_path / "goals.yaml").mkdir()
    (tmp_path / "link.yaml").symlink_to(tmp_path / "nowhere")
    assert codes_of_putting(tmp_path / "goals.yaml", force=True) == ["DG807"]
    assert codes_of_putting(tmp_path / "link.yaml") == ["DG798"]


def test_it_says_when_a_folder_may_not_be_written(tmp_path):
    begun = begin_spec()
    tmp_path.chmod(0o500)

    def attempt():
        with pytest.raises(DocgenError) as failure:
            put(begun, tmp_path / "goals.yaml", force=False)
        assert [found.code for found in failure.value.diagnostics] == ["DG802"]

    assert unprivileged(attempt)
    assert list(tmp_path.iterdir()) == []
