from jinja2 import Environment

from docgen.packs.sandbox import SourceLoader
from docgen.render import compiled
from docgen.render.compiled import Compiled
from docgen.render.environment import document_environment


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
