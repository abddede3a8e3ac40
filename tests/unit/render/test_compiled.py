import os

import pytest
from jinja2 import Environment

from docgen.packs.load import load_pack
from docgen.packs.sandbox import SourceLoader
from docgen.render import compiled
from docgen.render.compiled import Compiled
from docgen.render.environment import document_environment
from tests.support.packing import lay_out_pack

SOURCES = {"a.j2": ("Hello {{ name }}",)}


@pytest.fixture
def cache(tmp_path, monkeypatch):
    """The folder of an empty cache."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    return tmp_path / "cache" / "docgen" / "templates"


def compile_anew(*, lasting):
    """Compile as a process does that has compiled nothing yet."""
    environment = document_environment(SourceLoader(SOURCES), lasting=lasting)
    environment.bytecode_cache = Compiled(keeps=True)
    return environment.get_template("a.j2")


def kept(cache):
    return list(cache.rglob("*.code"))


def code_of(environment, name="a.j2"):
    return environment.get_template(name).root_render_func.__code__


def test_it_compiles_a_template_once_however_many_environments_ask():
    sources = {"a.j2": ("Hello {{ name }}",)}
    first, second = (document_environment(SourceLoader(sources)) for _ in range(2))
    assert code_of(first) is code_of(second)
    assert second.get_template("a.j2").render(name="<b>") == "Hello &lt;b&gt;"


def test_it_compiles_a_template_anew_that_has_changed():
    first = document_environment(SourceLoader({"a.j2": ("one",)})).get_template("a.j2").render()
    second = document_environment(SourceLoader({"a.j2": ("two",)})).get_template("a.j2").render()
    assert (first, second) == ("one", "two")


def test_it_keeps_templates_of_one_name_apart():
    sources = {
        "a.j2": (
            "{% extends 'parent:a.j2' %}{% block b %}child{% endblock %}",
            "{% block b %}{% endblock %}!",
        )
    }
    assert document_environment(SourceLoader(sources)).get_template("a.j2").render() == "child!"


def test_it_forgets_the_oldest():
    memory, environment = Compiled(), Environment(autoescape=True)
    for number in range(compiled._MOST + 1):
        bucket = memory.get_bucket(environment, f"{number}.j2", None, str(number))
        bucket.code = code_of.__code__
        memory.set_bucket(bucket)
    assert len(memory._codes) == compiled._MOST
    assert memory.get_bucket(environment, "0.j2", None, "0").code is None
    assert memory.get_bucket(environment, "1.j2", None, "1").code is code_of.__code__


def test_it_keeps_the_code_of_our_own_templates_for_the_next_process(cache, monkeypatch):
    compile_anew(lasting=True)
    assert len(kept(cache)) == 1
    monkeypatch.setattr(Environment, "compile", None)  # whoever calls it fails
    assert compile_anew(lasting=True).render(name="<b>") == "Hello &lt;b&gt;"


def test_it_keeps_nothing_of_other_peoples_templates(cache):
    compile_anew(lasting=False)
    assert kept(cache) == []


def test_it_takes_built_in_packs_alone_for_ours(tmp_path):
    own = load_pack(str(lay_out_pack(tmp_path / "acme")))
    assert (load_pack("formal").is_ours, own.is_ours) == (True, False)


@pytest.mark.parametrize("content", [b"", b"nonsense", b"j2", None])
def test_it_compiles_anew_what_is_torn(cache, content):
    compile_anew(lasting=True)
    (path,) = kept(cache)
    path.write_bytes(path.read_bytes()[:-20] if content is None else content)
    assert compile_anew(lasting=True).render(name="you") == "Hello you"


@pytest.mark.skipif(not hasattr(os, "geteuid"), reason="rights as POSIX knows them")
def test_it_trusts_no_folder_in_which_others_may_write(cache):
    cache.mkdir(parents=True)
    cache.chmod(0o777)
    compile_anew(lasting=True)
    assert kept(cache) == []


def test_it_clears_away_what_another_program_compiled(cache):
    (cache / "older").mkdir(parents=True)
    (cache / "older" / "x.code").write_bytes(b"")
    compile_anew(lasting=True)
    assert [path.parent.name == "older" for path in kept(cache)] == [False]


def test_it_works_where_nothing_can_be_kept(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "file"))
    assert compile_anew(lasting=True).render(name="you") == "Hello you"
