"""One document is made to know what all would cost."""

import datetime
import json

from docgen.bulk.model import Order
from docgen.bulk.planning.estimate import Estimate, estimate
from docgen.bulk.planning.plan import make_plan
from docgen.bulk.shelves.folder import FolderShelf
from docgen.sources.files import Files
from docgen.workshop.workshop import Workshop
from tests.support.specs import a_spec

ORDER = Order({"pack": "onepage", "to": ("html",), "locale": None}, datetime.date(2026, 11, 28))


def planned(folder, *specs):
    paths = [folder / f"{at}.json" for at in range(len(specs))]
    for path, spec in zip(paths, specs, strict=True):
        path.write_text(json.dumps(spec), "utf-8")
    source = Files(list(map(str, paths)))
    plan = make_plan(source, ORDER, FolderShelf(str(folder / "out")), {}, Workshop("onepage", ()))
    return plan, source


class TestEstimate:
    def test_it_reckons_all_documents_from_one_and_saves_none(self, tmp_path):
        plan, source = planned(tmp_path, *[a_spec()] * 5)
        told = estimate(plan, source, ORDER, 2)
        assert isinstance(told, Estimate)
        assert told.sample is plan.jobs[2]
        assert told.size == 5 * told.each_size > 5000
        assert 0 < told.each_seconds * 2 < told.seconds
        assert not (tmp_path / "out").exists()

    def test_it_tries_another_document_when_one_cannot_be_made(self, tmp_path):
        plan, source = planned(tmp_path, a_spec(), a_spec(goals=[]), a_spec())
        told = estimate(plan, source, ORDER, 1)
        assert isinstance(told, Estimate)
        assert told.sample is plan.jobs[2]

    def test_it_says_why_none_of_a_few_can_be_made(self, tmp_path):
        plan, source = planned(tmp_path, a_spec(goals=[]))
        (found,) = estimate(plan, source, ORDER, 1)
        assert found.where.path == ("goals",)

    def test_it_has_nothing_to_say_where_nothing_is_to_be_made(self, tmp_path):
        plan, source = planned(tmp_path)
        assert estimate(plan, source, ORDER, 1) == ()
