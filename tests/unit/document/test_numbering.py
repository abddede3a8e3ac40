import pytest

from docgen.document.numbering import letters


@pytest.mark.parametrize(
    ("count", "word"), [(1, "A"), (26, "Z"), (27, "AA"), (52, "AZ"), (53, "BA"), (703, "AAA")]
)
def test_it_counts_in_letters_as_css_does(count, word):
    assert letters(count) == word
