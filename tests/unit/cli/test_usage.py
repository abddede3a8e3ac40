import subprocess
import sys

import pytest


@pytest.mark.parametrize(
    ("language", "said"), [("zh", "多余的参数：x y。"), ("en", "Not expected here: x y.")]
)
def test_it_names_superfluous_arguments_in_the_language_of_the_reader(language, said):
    command = (sys.executable, "-m", "docgen", "schema", "x", "y", "--lang", language)
    ended = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=False)
    assert ended.returncode == 2
    assert said in ended.stderr
    assert "Got unexpected" not in ended.stderr
