"""Begun specs, for the tests of this room."""

import datetime
from functools import cache
from pathlib import Path

import yaml

from docgen.beginning.begin import begin
from docgen.beginning.fresh import Answers
from docgen.beginning.outline import Tongue
from docgen.beginning.span import find_span
from docgen.kpis.fill import fill
from docgen.kpis.library import built_in
from docgen.packs.load import load_pack
from docgen.spec.reader import read
from docgen.spec.validate import validate

__all__ = ["TABLE", "TODAY", "TONGUES", "begin_spec", "check", "find_kpis"]

TODAY = datetime.date(2026, 12, 1)
TONGUES = {
    "zh": Tongue("zh", "zh"),
    "en": Tongue("en", "en"),
    "both": Tongue("zh", "zh", both=True),
}
KPIS = ("user_growth_rate", "retention_d30", "revenue_growth", "share_growth")
TABLE = yaml.safe_load(
    (Path(__file__).parents[2] / "cases" / "beginning" / "zh.yaml").read_text(encoding="utf-8")
)
pack = cache(load_pack)


def find_kpis(*ids):
    return tuple(built_in().indicators[name] for name in ids)


def begin_spec(language="zh", style="classic", period="2027", month=1, **changes):
    """Begin a spec with answers somebody could give."""
    given = {
        "role": ("产品经理", "Product manager"),
        "person": "林知遥",
        "kpis": find_kpis(*KPIS),
        "stage": "growth",
        **changes,
    }
    answers = Answers(find_span(period, month), pack(style), TONGUES[language], **given)
    return begin(answers, "begun.yaml", TODAY, built_in())


def check(text):
    """Validate a text the way every spec is."""
    return validate(fill(read(text.encode(), "begun.yaml"), built_in()))
