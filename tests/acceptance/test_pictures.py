"""The pictures of the READMEs show what docgen makes today."""

import pytest
from PIL import Image

from tests.sheet.readme import PICTURES, SHOWN, digest_of

MOST = 300 * 1024


@pytest.mark.parametrize("language", ["zh", "en"])
@pytest.mark.parametrize("kind", ["pdf", "docx", "bulk"])
def test_it_is_no_older_than_what_it_shows(kind, language):
    path = PICTURES / f"{kind}.{language}.png"
    assert path.stat().st_size <= MOST
    with Image.open(path) as picture:
        assert picture.info.get(SHOWN) == digest_of(kind, language), "draw it anew: make sheet SHEET=--readme"
