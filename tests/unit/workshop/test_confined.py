"""A pack of somebody else, rendered by a real child that is really ended."""

import os
import re
import signal
import sys
import tempfile
import threading
import time
from pathlib import Path

import pytest

from docgen.diagnostics import DocgenError
from docgen.sources.files import Files
from docgen.workshop import limits as limits_module
from docgen.workshop.confined import BrokenError, ConfinedWorkshop
from docgen.workshop.limits import LEAST_MEMORY, Limits
from docgen.workshop.open_workshop import open_workshop
from docgen.workshop.workshop import Workshop
from tests.support.making import ROOT, TODAY
from tests.support.packs import children, lay_out

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="looks into /proc")

SAMPLE = ROOT / "samples" / "personal" / "market-entry.yaml"
FINE = "<h1>{{ document.title }}</h1>"
ENDLESS = "{% for a in range(9999) %}{% for b in range(9999) %}{% for c in range(9999) %}{% endfor %}{% endfor %}{% endfor %}"
TIGHT = Limits(seconds=1, memory=400)


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Let no clock end what the processor should: these tests run beside many others."""
    monkeypatch.setattr(limits_module, "_PATIENCE", 40)


@pytest.fixture
def temp(tmp_path, monkeypatch):
    """Give a temporary folder that must be empty, and a process without children, when everything is over."""
    folder = tmp_path / "temp"
    folder.mkdir()
    before = children()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert list(folder.iterdir()) == []
    assert children() == before


@pytest.fixture
def pack(tmp_path, temp):  # noqa: ARG001 - looks at what is left, afterwards
    def laid_out(files=None, **sections):
        return str(lay_out(tmp_path / "acme", files, **sections))

    return laid_out


def make(workshop, path=SAMPLE):
    source = Files([str(path)])
    return workshop.make(source, next(source.entries()), TODAY)


@pytest.fixture
def moody(pack):
    """Give a pack that computes for ever for an English spec, and such a spec."""
    trouble = "{% if person.name == 'Endless' %}" + ENDLESS + "{% endif %}" + FINE
    folder = pack(trouble=trouble)
    spec = Path(folder).parent / "endless.yaml"
    text = re.sub(r"(person:\n(?:  .*\n)*?  name: ).*", r"\1Endless", SAMPLE.read_text(encoding="utf-8"))
    assert "Endless" in text
    spec.write_text(text, encoding="utf-8")
    return folder, spec


def only(outcome):
    (found,) = outcome.diagnostics
    assert not outcome.artifacts
    assert not outcome.ok
    return found


def child_of_ours():
    (child,) = children()
    return child


def test_it_gives_our_own_packs_no_child():
    with open_workshop("classic", ("html",)) as workshop:
        assert isinstance(workshop, Workshop)
    with open_workshop(str(ROOT / "templates" / "onepage"), ("html",)) as workshop:
        assert isinstance(workshop, Workshop)


def test_it_makes_the_same_bytes_as_this_process(pack):
    folder, to = pack(), ("html", "docx")
    with open_workshop(folder, to) as workshop:
        assert isinstance(workshop, ConfinedWorkshop)
        made = make(workshop)
    here = make(Workshop(folder, to))
    assert made == here
    assert {name: artifact.content for name, artifact in made.artifacts.items()}.keys() == set(to)


def test_it_names_what_computes_without_end_and_goes_on(moody):
    folder, endless = moody
    with open_workshop(folder, ("html",), limits=TIGHT) as workshop:
        assert make(workshop).ok
        found = only(make(workshop, endless))
        assert make(workshop).ok
    assert (found.code, found.where.file) == ("DG842", str(endless))
    assert found.facts == {
        "pack": folder,
        "spec": str(endless),
        "template": "sections/trouble.html.j2",
        "limit": 1,
    }


# Each of these fills the memory before there is any output to count, or computes for hours.
COSTLY = {
    "doubled by a macro": (
        "{% macro m(t, n) %}{% if n %}{{ m([t, t]|join, n - 1) }}{% endif %}{% endmacro %}{{ m('ab', 60) }}",
        "DG841",
    ),
    "replaced": (
        "{% macro m(t, n) %}{% if n %}{{ m(t|replace('a', 'aaaaaaaaaaaaaaaa'), n - 1) }}{% endif %}{% endmacro %}{{ m('a', 60) }}",
        "DG841",
    ),
    "lists of lists": (
        "{% macro m(t, n) %}{% if n %}{{ m(t + t, n - 1) }}{% endif %}{% endmacro %}{{ m([1, 2], 60) }}",
        "DG841",
    ),
    "ranges": (
        "{% for i in range(90000) %}{% for j in range(90000)|list|batch(7)|list %}{% endfor %}{% endfor %}",
        "DG842",
    ),
    "a macro that calls itself twice": (
        "{% macro m(n) %}{% if n %}{% set x = m(n - 1) %}{% set y = m(n - 1) %}{% endif %}{% endmacro %}{{ m(60) }}",
        "DG842",
    ),
    "sorted again and again": (
        "{% for i in range(99999) %}{% set x = range(99999)|list|reverse|sort|unique|list %}{% endfor %}",
        "DG842",
    ),
}


@pytest.mark.parametrize("name", COSTLY)
def test_it_stops_what_costs_too_much_before_anything_is_written(pack, name):
    text, code = COSTLY[name]
    with open_workshop(pack(costly=text), ("html",), limits=TIGHT) as workshop:
        found = only(make(workshop))
        assert found.code == code
        assert str(found.facts["template"]).endswith("sections/costly.html.j2")
        assert found.facts["limit"] == (400 if code == "DG841" else 1)


def test_it_stops_a_style_sheet_that_unfolds_to_billions(pack):
    steps = "".join(f"--v{n}: {f'var(--v{n - 1}) ' * 10};" for n in range(1, 12))
    styles = {"styles/print.css": f":root {{ --v0: xxxxxxxxxx; {steps} }} p {{ font-family: var(--v11) }}"}
    with open_workshop(
        pack(styles, text="<p>x</p>"), ("pdf",), limits=Limits(seconds=2, memory=400)
    ) as workshop:
        assert only(make(workshop)).code in {"DG841", "DG842"}


def test_it_opens_no_pack_that_is_too_large_to_open(pack):
    many = {f"sections/s{n}.html.j2": "{{ person.name }}\n" * 300_000 for n in range(20)}
    with (
        pytest.raises(DocgenError) as failure,
        open_workshop(
            pack(many, text=FINE), ("html",), limits=Limits(seconds=30, memory=LEAST_MEMORY)
        ) as workshop,
    ):
        raise DocgenError(make(workshop).diagnostics)
    assert [found.code for found in failure.value.diagnostics] == ["DG841"]


def test_it_stops_waiting_for_what_does_nothing(pack, monkeypatch):
    """A child that is held still uses no time of the processor; only the clock ends it."""
    monkeypatch.setattr(limits_module, "_PATIENCE", 1)
    with open_workshop(pack(text=ENDLESS), ("html",), limits=TIGHT) as workshop:
        os.kill(child_of_ours(), signal.SIGSTOP)
        begun = time.monotonic()
        found = only(make(workshop))
        assert (found.code, found.facts["limit"]) == ("DG840", 1)
        assert time.monotonic() - begun < 5


@pytest.mark.parametrize("number", [signal.SIGKILL, signal.SIGSEGV, signal.SIGABRT])
def test_it_survives_the_death_of_its_child(moody, number):
    folder, endless = moody
    with open_workshop(folder, ("html",), limits=Limits(seconds=30)) as workshop:
        assert make(workshop).ok
        threading.Timer(1.2, os.kill, (child_of_ours(), number)).start()
        found = only(make(workshop, endless))
        assert make(workshop).ok
        assert (found.code, found.facts["how"]) == ("DG843", signal.Signals(number).name)
        if number != signal.SIGKILL:  # the others leave it time for a last word
            assert found.facts["template"] == "sections/trouble.html.j2"


def test_it_says_nothing_of_a_child_that_died_between_two_documents(pack):
    with open_workshop(pack(text=FINE), ("html",)) as workshop:
        assert make(workshop).ok
        child = child_of_ours()
        os.kill(child, signal.SIGKILL)
        time.sleep(0.1)
        assert make(workshop).ok
        assert child_of_ours() != child


def test_it_makes_many_documents_with_one_child(pack):
    with open_workshop(pack(text=FINE), ("html",)) as workshop:
        first = make(workshop)
        child = child_of_ours()
        assert all(make(workshop) == first for _ in range(40))
        assert child_of_ours() == child


def test_it_replaces_a_child_that_has_made_many(pack, monkeypatch):
    monkeypatch.setattr("docgen.workshop.confined._LIFE", 2)
    with open_workshop(pack(text=FINE), ("html",)) as workshop:
        seen = {make(workshop).ok and child_of_ours() for _ in range(5)}
    assert len(seen) == 3


def test_it_hands_over_what_is_large(pack):
    text = "{% for a in range(1000) %}<p>" + "x" * 15_000 + "</p>{% endfor %}"
    with open_workshop(pack(text=text), ("html",)) as workshop:
        assert len(make(workshop).artifacts["html"].content) > 15_000_000


def test_it_reads_the_picture_that_a_spec_names_for_its_child(pack, tmp_path):
    logo = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><rect width="9" height="9"/></svg>'
    (tmp_path / "logo.svg").write_text(logo)
    spec = tmp_path / "goals.yaml"
    text = SAMPLE.read_text(encoding="utf-8")
    spec.write_text(text.replace("organization:\n", "organization:\n  logo: logo.svg\n", 1), encoding="utf-8")
    with open_workshop(pack(), ("html",)) as workshop:
        made = make(workshop, spec)
        assert made.ok
        assert b"data:image/svg+xml" in made.artifacts["html"].content
        (tmp_path / "logo.svg").unlink()
        assert only(make(workshop, spec)).code == "DG715"


def test_it_says_what_a_spec_and_a_pack_do_wrong_as_this_process_does(pack, tmp_path):
    wrong = tmp_path / "wrong.yaml"
    wrong.write_text("mistake: 1\n", encoding="utf-8")
    folder = pack(text="{{ persn.name }}")
    here = Workshop(folder, ("html",))
    with open_workshop(folder, ("html",)) as workshop:
        for spec in (wrong, SAMPLE, tmp_path / "none.yaml"):
            assert make(workshop, spec) == make(here, spec)


@pytest.mark.parametrize("broken", [{"pack.yaml": "name: acme\n"}, {"brand.yaml": "colors: 3\n"}])
def test_it_opens_no_pack_that_is_wrong(pack, broken):
    folder = pack(broken)
    with pytest.raises(DocgenError) as there, open_workshop(folder, ("html",)):
        pass
    with pytest.raises(DocgenError) as here:
        Workshop(folder, ("html",))
    assert there.value.diagnostics == here.value.diagnostics


def test_it_tells_the_remarks_of_a_pack(pack):
    fonts = "fonts: {stands_for: {Inter: Arial}}\n"
    with open_workshop(pack({"brand.yaml": fonts}), ("pdf",)) as workshop:
        assert [found.code for found in workshop.remarks] == ["DG322"]


@pytest.mark.usefixtures("temp")
def test_it_shows_a_bug_of_ours_with_the_course_it_took():
    with pytest.raises(BrokenError) as bug:
        ConfinedWorkshop({"pack": "classic", "to": ("html",), "no_such_setting": 1}, Limits())
    assert str(bug.value) == "TypeError"
    assert any("child.py" in line for line in bug.value.course)


def test_it_says_that_no_child_can_be_started(pack, monkeypatch):
    monkeypatch.setattr(sys, "executable", "/no/such/python")
    with pytest.raises(DocgenError) as failure, open_workshop(pack(text=FINE), ("html",)):
        pass
    assert [found.code for found in failure.value.diagnostics] == ["DG844"]


def test_it_ends_its_child_when_something_else_goes_wrong(pack):
    folder = pack(text=FINE)

    def interrupt():
        with open_workshop(folder, ("html",)) as workshop:
            make(workshop)
            raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        interrupt()


def test_it_tells_its_child_no_secret(pack, monkeypatch):
    monkeypatch.setenv("API_TOKEN", "s3cret")
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1700000000")
    with open_workshop(pack(text=FINE), ("html",)):
        told = Path(f"/proc/{child_of_ours()}/environ").read_bytes()
    assert b"s3cret" not in told
    assert b"SOURCE_DATE_EPOCH=1700000000" in told


def test_it_limits_its_child_in_everything_the_system_can_count(pack):
    with open_workshop(pack(text=FINE), ("html",), limits=TIGHT) as workshop:
        make(workshop)
        rows = Path(f"/proc/{child_of_ours()}/limits").read_text().splitlines()
    limits = {row[:26].strip(): row[26:].split()[:2] for row in rows}
    assert limits["Max address space"] == [str(400 * 1024 * 1024)] * 2
    assert limits["Max core file size"] == ["0", "0"]
    assert limits["Max file size"] == [str(256 * 1024 * 1024)] * 2
    assert limits["Max open files"] == ["256", "256"]
    assert int(limits["Max cpu time"][0]) <= 4


@pytest.mark.parametrize("settings", [{"seconds": 0}, {"memory": LEAST_MEMORY - 1}])
def test_it_refuses_limits_that_allow_nothing(settings):
    with pytest.raises(ValueError, match="at least"):
        Limits(**settings)


def test_it_opens_another_pack_in_the_same_child_whatever_was_wrong_before(pack):
    settings = {"pack": pack(text=FINE), "to": ("html",), "locale": None, "review": False}
    workshop = ConfinedWorkshop(settings, Limits())
    try:
        child = child_of_ours()
        pack({"brand.yaml": "colors: 3\n"}, text=FINE)
        with pytest.raises(DocgenError):
            workshop.reopen(settings)
        assert not make(workshop).ok
        pack({"brand.yaml": "{}\n"}, text=FINE + "<p>{{ person.name }}</p>")
        workshop.reopen(settings)
        assert "林知遥" in make(workshop).artifacts["html"].content.decode()
        assert child_of_ours() == child
    finally:
        workshop.close()


def test_it_can_be_given_up_from_another_thread(moody):
    folder, endless = moody
    with open_workshop(folder, ("html",)) as workshop:
        assert make(workshop).ok
        begun = time.monotonic()
        threading.Timer(1, workshop.close).start()
        assert not make(workshop, endless).ok
        assert time.monotonic() - begun < 20
        assert make(workshop).ok


def test_it_begins_no_child_after_its_end_whoever_still_asks(pack):
    settings = {"pack": pack(text=FINE), "to": ("html",), "locale": None, "review": False}
    workshop = ConfinedWorkshop(settings, Limits())
    workshop.end()
    assert not make(workshop).ok
    assert children() == []
