"""What the pages tell people to install is ours: the package called docgen in the public registry is somebody else's."""

import re
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
VERSION = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
GUIDES = sorted((ROOT / "docs" / "guides").glob("*.md"))


@pytest.mark.parametrize("guide", GUIDES, ids=lambda guide: guide.name)
def test_it_names_the_wheel_of_this_version(guide):
    wheels = set(re.findall(r"docgen-[\w.]+?-py3-none-any\.whl", guide.read_text(encoding="utf-8")))
    assert wheels <= {f"docgen-{VERSION}-py3-none-any.whl"}


@pytest.mark.parametrize("language", ["zh", "en"])
def test_the_guide_to_installing_never_installs_by_the_bare_name(language):
    text = (ROOT / "docs" / "guides" / f"install.{language}.md").read_text(encoding="utf-8")
    assert "-py3-none-any.whl" in text
    assert re.findall(r"pip install[^\n`]*[ \"]docgen[\[\"\n`]", text) == []


def test_the_program_never_tells_anybody_to_fetch_it_by_its_bare_name():
    """An extra of a docgen that is installed is safe: pip keeps the one that is there, unless it is to upgrade."""
    texts = [path for kind in ("*.py", "*.yaml") for path in (ROOT / "docgen").rglob(kind)]
    risky = re.compile(r"pip install (--upgrade|-U|--force-reinstall)[^\n]* \"?docgen(?!-)")
    assert [path.name for path in texts if risky.search(path.read_text(encoding="utf-8"))] == []
