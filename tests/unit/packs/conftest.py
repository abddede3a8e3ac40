"""Packs laid out as folders."""

import pytest


@pytest.fixture
def lay_out(tmp_path):
    """Write a pack folder from its files; the manifest says the rest of pack.yaml."""

    def write(name, manifest, files=()):
        text = f"name: {name}\ntitle: {{zh: 案例, en: Case}}\n{manifest}"
        for file, content in {"pack.yaml": text, **dict(files)}.items():
            path = tmp_path / name / file
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return str(tmp_path / name)

    return write
