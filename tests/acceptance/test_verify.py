"""``--verify`` from the command line: what a style hides is missed, and a file that lacks it is not saved."""

import pytest

from tests.support.packs import lay_out

HIDING = {"styles/print-own.css": ".goal-note { display: none }"}


@pytest.fixture
def hiding(docgen):
    """A pack whose style hides the title of a goal in PDF, and in PDF alone."""
    text = '<h1 id="g">{{ person.name }}</h1><p class="goal-note">{{ goals[0].title }}</p>'
    lay_out(docgen.folder / "acme", HIDING, hidden=text)
    docgen.spec()
    return docgen


def test_it_saves_what_says_everything_and_names_what_does_not(hiding):
    order = (
        "generate",
        "goals.yaml",
        "--pack",
        "./acme",
        "--to",
        "pdf,docx",
        "--out",
        "out",
        "--format",
        "json",
    )
    ended = hiding(*order, "--verify")
    assert ended.code == 1
    assert hiding.files("out") == ["goals.docx"]
    (found,) = [each for each in ended.data["specs"][0]["diagnostics"] if each["code"] == "DG892"]
    assert found["path"].startswith("goals[0].title.")
    assert hiding(*order).code == 0
    assert hiding.files("out") == ["goals.docx", "goals.pdf"]


def test_it_verifies_every_document_of_a_run(hiding):
    order = ("bulk", "goals.yaml", "--pack", "./acme", "--to", "pdf", "--out", "out", "--jobs", "1")
    ended = hiding(*order, "--verify", timeout=120)
    assert ended.code == 3
    assert "DG892" in ended.err
    assert not [name for name in hiding.files("out") if name.endswith(".pdf")]
