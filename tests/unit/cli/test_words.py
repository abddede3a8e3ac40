import pytest

from docgen.cli.words import choose_language


@pytest.mark.parametrize(
    ("arguments", "environment", "expected"),
    [
        ([], {}, "zh"),
        ([], {"LANG": "C.UTF-8"}, "zh"),
        ([], {"LANG": "POSIX"}, "zh"),
        ([], {"LANG": "zh_TW.UTF-8"}, "zh"),
        ([], {"LANG": "en_US.UTF-8"}, "en"),
        ([], {"LANG": "de_DE@euro"}, "en"),
        ([], {"LC_ALL": "en_GB", "LANG": "zh_CN"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "zh_CN", "LANG": "en_US"}, "zh"),
        ([], {"DOCGEN_LANG": "en", "LANG": "zh_CN"}, "en"),
        ([], {"DOCGEN_LANG": "klingon", "LANG": "zh_CN"}, "zh"),
        (["--lang", "zh"], {"DOCGEN_LANG": "en"}, "zh"),
        (["check", "a.yaml", "--lang=en"], {}, "en"),
        (["check", "--lang"], {}, "zh"),
    ],
)
def test_it_chooses_the_language(arguments, environment, expected):
    assert choose_language(arguments, environment) == expected
