"""One key, the same bytes; whatever changes a document changes its key."""

import datetime
import shutil
from dataclasses import replace

import pytest

from docgen.bulk.model import Order
from docgen.bulk.planning.glance import glance
from docgen.bulk.planning.keys import Keys, digest_places
from docgen.diagnostics import DocgenError, Location, report
from docgen.document.model import Asset
from docgen.sources.contract import Entry
from docgen.spec.raw import RawSpec, Source
from docgen.spec.reader import read
from docgen.workshop.limits import Limits
from tests.support.packs import lay_out
from tests.support.specs import a_spec

ORDER = Order({"pack": "onepage", "to": ("html",), "locale": None}, datetime.date(2026, 11, 28))
ENTRY = Entry("E1", "people.csv:2")
LOGO = {"name": "示例公司", "logo": "logo.png"}


class One:
    """One spec and its picture."""

    def __init__(self, given, picture=b"PNG"):
        self.given, self.content = given, picture
        self.asked = 0

    def read(self, _entry):
        return self.given

    def picture(self, _entry, name, where):
        self.asked += 1
        if self.content is None:
            raise DocgenError([report("DG715", where, name=name)])
        return Asset(self.content, "image/png")


def key(given, order=ORDER, picture=b"PNG"):
    source = One(given, picture)
    return Keys(order, source).make(glance(source, ENTRY), ENTRY)


def composed(**changes):
    return RawSpec(a_spec(**changes), Source("people.csv"))


class TestSpecs:
    def test_it_makes_one_key_of_one_spec(self):
        assert key(composed()) == key(composed())
        assert key(b"schema: 1\n") == key(b"schema: 1\n")
        assert len(key(composed())) == 64

    @pytest.mark.parametrize(
        "other",
        [
            composed(person={"name": "林知遙"}),
            composed(person={"name": "林知遥", "id": "1"}),
            composed(person={"name": "林知遥", "id": 1}),
            composed(custom={}),
            RawSpec(dict(reversed(a_spec().items())), Source("people.csv")),
            RawSpec(a_spec(), Source("people.csv"), remarks=(report("DG855", glob="x"),)),
        ],
    )
    def test_it_makes_another_key_of_another_spec(self, other):
        assert key(other) != key(composed())

    def test_it_sees_a_change_of_any_byte(self):
        assert key(b"schema: 1\n") != key(b"schema: 1 \n")

    def test_it_looks_once_at_what_many_share_and_is_never_wrong_about_the_rest(self):
        goals = a_spec()["goals"]
        source = One(None)
        keys = Keys(ORDER, source)
        made = set()
        for at in range(50):
            source.given = RawSpec(
                a_spec(person={"name": f"P{at}"}, goals=[*goals, {"id": f"G{at}"}]), Source("x")
            )
            made.add(keys.make(glance(source, ENTRY), ENTRY))
        assert len(made) == 50
        assert key(source.given) in made


class TestPictures:
    def test_it_sees_a_change_of_the_picture(self):
        spec = composed(organization=LOGO)
        keys = {key(spec), key(spec, picture=b"PNG2"), key(spec, picture=None)}
        assert len(keys) == 3

    def test_it_reads_the_picture_of_a_folder_once(self):
        source = One(composed(organization=LOGO))
        keys = Keys(ORDER, source)
        assert len({keys.make(glance(source, ENTRY), ENTRY) for _ in range(3)}) == 1
        assert source.asked == 1


class TestOrders:
    @pytest.mark.parametrize(
        "order",
        [
            replace(ORDER, settings={**ORDER.settings, "pack": "classic"}),
            replace(ORDER, settings={**ORDER.settings, "to": ("html", "docx")}),
            replace(ORDER, settings={**ORDER.settings, "locale": "en"}),
            replace(ORDER, settings={**ORDER.settings, "stage": "final"}),
            replace(ORDER, settings={**ORDER.settings, "carry": False}),
            replace(ORDER, is_day_named=True),
            replace(ORDER, strict=True),
        ],
    )
    def test_it_makes_another_key_for_another_order(self, order):
        assert key(composed(), order) != key(composed())

    @pytest.mark.parametrize(
        "order",
        [
            replace(ORDER, day=datetime.date(2030, 1, 1)),
            replace(ORDER, limits=Limits(seconds=7)),
            replace(ORDER, force=True),
        ],
    )
    def test_it_makes_the_same_key_where_the_document_is_the_same(self, order):
        assert key(composed(), order) == key(composed())

    def test_it_sees_a_change_of_any_file_of_the_pack_wherever_the_pack_lies(self, tmp_path):
        def key_of(folder):
            return key(composed(), replace(ORDER, settings={**ORDER.settings, "pack": str(folder)}))

        one = lay_out(tmp_path / "a" / "acme", {"styles/own.css": "p {}"})
        other = tmp_path / "b" / "acme"
        shutil.copytree(one, other)
        assert key_of(one) == key_of(other)
        (other / "styles" / "own.css").write_text("p { }")
        assert key_of(one) != key_of(other)

    def test_it_sees_a_change_of_the_word_template(self, tmp_path):
        template = tmp_path / "letter.docx"
        order = replace(ORDER, settings={**ORDER.settings, "word_template": str(template)})
        keys = {key(composed(), order)}
        for content in (b"1", b"2"):
            template.write_bytes(content)
            keys.add(key(composed(), order))
        assert len(keys) == 3

    @pytest.mark.parametrize(
        "what", ["docgen.bulk.planning.keys.__version__", "docgen.bulk.planning.keys.version"]
    )
    def test_it_sees_another_version(self, monkeypatch, what):
        before = key(composed())
        monkeypatch.setattr(what, "99" if what.endswith("__") else lambda _name: "99")
        assert key(composed()) != before


class TestPlaces:
    def test_it_digests_where_values_stand(self):
        def placed(cell, file="people.csv"):
            return RawSpec(a_spec(), Source("people.csv"), places={("person",): Location(file, cell=cell)})

        digests = {
            digest_places(placed(*where), ENTRY) for where in (("A!C5",), ("A!C6",), ("A!C5", "b.csv"))
        }
        assert len(digests) == 3
        assert digest_places(placed("A!C5"), ENTRY) in digests

    def test_it_sees_that_lines_have_moved_wherever_one_was_put_in(self):
        def read_from(text):
            return replace(read(text.encode(), "team.yaml"), source=Source("team.yaml", text))

        text = "document: {title: A}\ngoals:\n- id: G1\n  weight: 60\n- id: G2\n  weight: 40\n"
        lines = text.splitlines(keepends=True)
        moved = ["".join((*lines[:at], "# note\n", *lines[at:])) for at in range(len(lines))]
        assert len({digest_places(read_from(each), ENTRY) for each in (text, *moved)}) > 2
        assert all(
            digest_places(read_from(each), ENTRY) != digest_places(read_from(text), ENTRY) for each in moved
        )

    def test_it_takes_the_name_of_a_file_for_all_its_places(self):
        assert digest_places(b"a", ENTRY) == digest_places(b"b", ENTRY)
        assert digest_places(b"a", ENTRY) != digest_places(b"a", Entry("E1", "other.yaml"))
