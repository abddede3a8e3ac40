"""The Word templates of a pack are examined with it: their mistakes are told, their labels count as used."""

import pytest

from docgen.checkup.pack import Checkup
from tests.support.packing import lay_out_pack
from tests.support.word_templates import read_case

MANIFEST = """name: acme
title: {zh: 案例, en: Case}
extends: classic
outputs: {html: {}, letter: {fill: word/letter.docx}, copy: {fill: word/letter.docx}}
"""


def pack(tmp_path, words, **files):
    letter, _ = read_case(words)
    folder = lay_out_pack(tmp_path / "acme", {"pack.yaml": MANIFEST, "word/letter.docx": letter, **files})
    return str(folder)


def told(found):
    return [(each.code, each.where.file) for each in found]


def test_it_tells_the_mistakes_of_a_word_template_once(tmp_path):
    folder = pack(tmp_path, "{{ person.nmae }}\n{{ person.name\n")
    checkup = Checkup(folder)
    found = [*checkup.look()]
    assert sorted(told(found)) == [(code, "acme/word/letter.docx") for code in ("DG403", "DG453")]
    # What cannot be filled is not tried; the rest is.
    assert checkup.plan.outputs == ("html", "pdf", "docx")


def test_it_makes_no_document_when_nothing_else_was_asked_for(tmp_path):
    folder = pack(tmp_path, "{{ person.nmae }}\n")
    checkup = Checkup(folder, outputs=("letter",))
    assert told(checkup.look()) == [("DG403", "acme/word/letter.docx")]
    assert checkup.plan is None
    assert list(checkup.make()) == []


@pytest.mark.parametrize(
    ("words", "codes"), [("{{ labels.letter.dear }}\n", []), ("{{ person.name }}\n", ["DG351"])]
)
def test_it_counts_labels_that_a_word_template_uses(tmp_path, words, codes):
    labels = {f"labels/{language}.yaml": "letter: {dear: x}\n" for language in ("zh", "en")}
    folder = pack(tmp_path, words, **labels)
    assert sorted({code for code, _ in told(Checkup(folder).look())}) == codes
