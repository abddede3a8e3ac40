from pathlib import Path

import yaml

from docgen.diagnostics import catalogue as module
from docgen.diagnostics.catalogue import catalogue

MESSAGES = Path(module.__file__).with_name("messages")


def test_it_reads_every_code_alone_as_it_stands_in_its_file():
    whole = {}
    for path in MESSAGES.iterdir():
        whole |= yaml.load(path.read_bytes(), Loader=yaml.CSafeLoader)
    assert list(catalogue()) == sorted(whole)
    for code, said in whole.items():
        entry = catalogue()[code]
        assert entry.severity.value == said["severity"]
        for language in ("zh", "en"):
            prose = getattr(entry, language)
            assert {part: getattr(prose, part) for part in said[language]} == said[language]
        assert entry.rule == said.get("rule", None if code.startswith("DG") else code)


def test_it_knows_the_rules_without_reading_what_is_said_of_them():
    assert catalogue().rules == {entry.rule for entry in catalogue().values() if entry.rule}
