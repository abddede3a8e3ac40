"""A team and a small company from the command line: every source, every choice, what is there afterwards."""

import json
import shutil
from dataclasses import replace

import pytest

from tests.acceptance.conftest import Docgen
from tests.support.company import people, spec_of, write_company
from tests.support.making import as_json
from tests.support.pdf_text import read_pdf
from tests.support.specs import a_spec

HTML = ("--to", "html", "--pack", "onepage", "--today", "2027-01-04", "--jobs", "1")


def bulk(docgen, source, *options, out="out", to=HTML):
    return docgen("bulk", source, "--out", out, *to, *options, timeout=120)


def documents(docgen, out="out", ending=".html"):
    """Return the personal files by their path, with what they hold."""
    home = docgen.folder / out
    found = sorted(
        path for path in home.glob(f"*/*{ending}") if path.parent.name not in {"report", ".docgen"}
    )
    return {path.relative_to(home).as_posix(): path.read_bytes() for path in found}


def stamps(docgen, out="out"):
    """Return what would change if a file was written anew, for every file but docgen's own records."""
    home = docgen.folder / out
    files = [path for path in home.rglob("*") if path.is_file() and ".docgen" not in path.parts]
    return {
        path.relative_to(home).as_posix(): (path.stat().st_ino, path.stat().st_mtime_ns) for path in files
    }


def some(count=3, **changes):
    """Return people of one team."""
    return [replace(one, team="East", **changes) for one in people(count)]


@pytest.fixture(scope="module")
def made_once(tmp_path_factory):
    """Three people, made; to be copied only."""
    once = Docgen(tmp_path_factory.mktemp("made-once"))
    ended = bulk(once, specs(once, some()))
    assert ended.code == 0, ended.err
    return once.folder


@pytest.fixture
def made(made_once, docgen):
    """Do as if the three had been made here: what is made does not depend on where."""
    shutil.copytree(made_once, docgen.folder, dirs_exist_ok=True)
    return docgen


def specs(docgen, everybody):
    return write_company(docgen.folder, everybody, "folder")


def spec_path(docgen, person):
    return docgen.folder / "specs" / person.team / f"{person.id}.yaml"


def test_it_makes_the_same_documents_from_every_source(docgen):
    made = {}
    for form in ("rows", "team", "folder"):
        source = write_company(docgen.folder / form, some(), form)
        ended = bulk(docgen, source, out=f"out-{form}")
        assert ended.code == 0, ended.err
        made[form] = documents(docgen, f"out-{form}")
    assert len(made["rows"]) == 3
    assert made["rows"] == made["team"]
    assert sorted(made["rows"].values()) == sorted(made["folder"].values())


def test_it_tells_people_of_one_name_apart_by_their_ids(docgen):
    by_name = by_pattern(docgen, "{{ person.name }}")
    twins = [replace(one, name="林知遥") for one in some(2)]
    other = replace(some(3)[2], name="顾明川")
    ended = bulk(docgen, specs(docgen, [*twins, other]), to=by_name)
    assert ended.code == 0, ended.err
    expected = {*(f"East/林知遥_{one.id}.html" for one in twins), "East/顾明川.html"}
    assert documents(docgen).keys() == expected


def by_pattern(docgen, pattern):
    """Make a pack with a pattern of names; return how to use it."""
    assert docgen("pack", "new", "acme", "--from", "onepage").code == 0
    pack = docgen.folder / "acme" / "pack.yaml"
    pack.write_text(pack.read_text(encoding="utf-8") + f'\nfile_name: "{pattern}"\n', encoding="utf-8")
    return ("--to", "html", "--pack", "acme", "--today", "2027-01-04", "--jobs", "1")


def test_it_keeps_rare_characters_in_names_and_on_pages(docgen):
    rare = replace(some(1)[0], name="𠮷㐂䶮")
    source = write_company(docgen.folder, [rare], "rows")
    ended = bulk(docgen, source, to=("--to", "pdf", "--pack", "onepage"))
    assert ended.code == 0, ended.err
    ((path, content),) = documents(docgen, ending=".pdf").items()
    assert "𠮷㐂䶮" in path
    assert "𠮷㐂䶮" in "".join(read_pdf(content).pages)


def test_it_makes_nearly_empty_and_very_long_specs(docgen):
    home = docgen.folder / "specs" / "East"
    home.mkdir(parents=True)
    milestones = [
        {"id": f"M{n}", "goal": "G1", "title": f"第{n}步", "due": "2027-06-30", "owner": "林知遥"}
        for n in range(1, 41)
    ]
    (home / "bare.json").write_bytes(as_json(a_spec(person={"name": "李空"})))
    (home / "long.json").write_bytes(as_json(a_spec(milestones=milestones)))
    assert bulk(docgen, "specs", to=(*HTML, "--pack", "classic")).code == 0
    bare, long = (documents(docgen)[f"East/{name}.html"] for name in ("bare", "long"))
    assert "李空".encode() in bare
    assert all(f"第{n}步".encode() in long for n in range(1, 41))


def test_a_typo_of_one_costs_that_one(docgen):
    everybody = some()
    source = specs(docgen, everybody)
    typo = spec_path(docgen, everybody[1])
    typo.write_text(
        spec_of(everybody[1]).replace("weight: 25", "wieght: 25").replace("weight: 20", "wieght: 20")
    )
    ended = bulk(docgen, source)
    assert ended.code == 3
    assert "wieght" in ended.err
    assert f"{everybody[1].id}.yaml:" in ended.err
    assert len(documents(docgen)) == 2
    assert everybody[1].name in (docgen.folder / "out" / "index.html").read_text(encoding="utf-8")


@pytest.mark.xdist_group("bulk")
def test_it_makes_nothing_anew_when_nothing_has_changed(made):
    before = stamps(made)
    assert bulk(made, made.folder / "specs").code == 0
    assert stamps(made) == before


@pytest.mark.xdist_group("bulk")
def test_it_makes_the_one_anew_that_has_changed(made):
    everybody = some()
    before = stamps(made)
    spec_path(made, everybody[2]).write_text(spec_of(replace(everybody[2], position="服务总监")))
    ended = bulk(made, made.folder / "specs", "--format", "json")
    assert ended.code == 0
    events = [json.loads(line) for line in ended.out.splitlines()]
    assert [event["event"] for event in events].count("made") == 1
    after = stamps(made)
    changed = [path for path in documents(made) if after[path] != before[path]]
    assert [everybody[2].id in path for path in changed] == [True]


@pytest.mark.xdist_group("bulk")
def test_it_makes_all_anew_when_the_pack_is_another(made):
    """A pack that looks the same but has one more comment is another pack."""
    options = by_pattern(made, "{{ person.id }}")
    assert bulk(made, made.folder / "specs", to=options).code == 0
    before = stamps(made)
    with (made.folder / "acme" / "pack.yaml").open("a", encoding="utf-8") as file:
        file.write("# changed\n")
    assert bulk(made, made.folder / "specs", to=options).code == 0
    after = stamps(made)
    assert all(after[path] != before[path] for path in documents(made))


def test_it_makes_only_those_who_were_named(docgen):
    everybody = some()
    source = specs(docgen, everybody)
    assert bulk(docgen, source, "--only", everybody[1].name).code == 0
    assert [everybody[1].id in path for path in documents(docgen)] == [True]
    # The rest comes later, and takes nothing away from what is there.
    before = stamps(docgen)
    assert bulk(docgen, source).code == 0
    assert len(documents(docgen)) == 3
    assert all(stamps(docgen)[path] == before[path] for path in before if path.startswith("East/"))


def test_a_name_that_nobody_has_is_an_error(docgen):
    ended = bulk(docgen, specs(docgen, some()), "--only", "nobody*")
    assert ended.code == 1
    assert "nobody*" in ended.err


def test_a_dry_run_names_everything_and_writes_nothing(docgen):
    everybody = some()
    ended = bulk(docgen, specs(docgen, everybody), "--dry-run")
    assert ended.code == 0
    assert all(one.id in ended.out for one in everybody)
    assert not (docgen.folder / "out").exists()


@pytest.mark.xdist_group("bulk")
def test_files_of_people_who_left_go_when_asked(made):
    gone, source = some()[0], made.folder / "specs"
    (left,) = (path for path in documents(made) if gone.id in path)
    mine = made.folder / "out" / "East" / "notes.html"
    mine.write_text("my own")
    spec_path(made, gone).unlink()
    ended = bulk(made, source)
    assert ended.code == 0
    assert left in ended.out + ended.err
    assert left in documents(made)
    assert bulk(made, source, "--prune").code == 0
    assert left not in documents(made)
    assert mine.read_text() == "my own"


@pytest.mark.xdist_group("bulk")
def test_what_somebody_changed_is_not_overwritten_unless_told(made):
    source = made.folder / "specs"
    before = documents(made)
    path = next(iter(before))
    (made.folder / "out" / path).write_text("changed by hand")
    ended = bulk(made, source)
    assert ended.code == 3
    assert "DG805" in ended.err
    assert (made.folder / "out" / path).read_text() == "changed by hand"
    assert bulk(made, source, "--force").code == 0
    assert documents(made) == before


def with_a_warning(docgen, person):
    """Give a person a KPI of a library that has it not: a warning."""
    path = spec_path(docgen, person)
    text = path.read_text(encoding="utf-8")
    path.write_text(
        text.replace("    category: revenue\n", "    category: revenue\n    lib: unheard_of\n", 1)
    )


def test_warnings_are_errors_for_the_strict(docgen):
    everybody = some(2)
    source = specs(docgen, everybody)
    with_a_warning(docgen, everybody[0])
    ended = bulk(docgen, source, "--strict")
    assert ended.code == 3
    assert [everybody[1].id in path for path in documents(docgen)] == [True]


def test_it_stops_at_the_first_failure_when_told(docgen):
    everybody = some(4)
    source = specs(docgen, everybody)
    spec_path(docgen, everybody[0]).write_text(spec_of(everybody[0]).replace("goals:", "goal:"))
    ended = bulk(docgen, source, "--fail-fast")
    assert ended.code == 3
    assert len(documents(docgen)) < 3


@pytest.mark.parametrize("out", ["taken/deeper", "/proc/docgen"])
def test_a_folder_it_cannot_write_in_is_named(docgen, out):
    (docgen.folder / "taken").write_text("a file, not a folder")
    ended = bulk(docgen, specs(docgen, some(1)), out=out)
    assert ended.code == 1
    assert "DG80" in ended.err
    assert out in ended.err
    assert (docgen.folder / "taken").read_text() == "a file, not a folder"


def test_a_collision_names_both_places_before_anything_is_made(docgen):
    everybody = [replace(one, name="林知遥", id="") for one in some(2)]
    home = docgen.folder / "specs" / "East"
    home.mkdir(parents=True)
    for number, one in enumerate(everybody):
        (home / f"file-{number}.yaml").write_text(spec_of(one).replace('  id: ""\n', ""), encoding="utf-8")
    options = by_pattern(docgen, "{{ person.name }}")
    ended = bulk(docgen, "specs", to=options)
    assert ended.code == 1
    assert "file-0.yaml" in ended.err
    assert "file-1.yaml" in ended.err
    assert not documents(docgen)
