"""The programs that look at the supply chain: had where they can be, missed without harm where they cannot."""

import os
import shutil
import socket
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]


@pytest.fixture
def checkout(tmp_path):
    """What the script reads, in a folder of its own."""
    for name in ("make/supply.sh", "requirements/supply.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    return tmp_path


def put(checkout, **environment):
    return subprocess.run(
        ["sh", "make/supply.sh"],
        cwd=checkout,
        env={**os.environ, "PYTHON": sys.executable, **environment},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )


def test_it_says_that_the_registry_cannot_be_reached_and_leaves_nothing_half_done(checkout):
    with socket.create_server(("127.0.0.1", 0)) as closed:
        address = f"http://127.0.0.1:{closed.getsockname()[1]}/simple"
    ended = put(
        checkout, PIP_CONFIG_FILE=os.devnull, PIP_INDEX_URL=address, PIP_FIND_LINKS="", UV_INDEX_URL=address
    )
    assert ended.returncode == 0
    assert "these looks are left out" in ended.stderr
    assert "error" in ended.stderr.lower()
    assert not (checkout / ".make" / "supply").exists()


def test_it_does_nothing_when_all_is_there(checkout):
    there = checkout / ".make" / "supply"
    there.mkdir(parents=True)
    shutil.copy(checkout / "requirements" / "supply.txt", there / ".pins")
    ended = put(checkout, PYTHON="no-such-program")
    assert (ended.returncode, ended.stderr) == (0, "")


def test_the_pins_are_those_of_the_list():
    asked = [
        line.split(">=")[0].split("[")[0]
        for line in (ROOT / "requirements" / "supply.in").read_text().splitlines()
    ]
    pinned = (ROOT / "requirements" / "supply.txt").read_text(encoding="utf-8")
    assert [name for name in asked if not name.startswith("#") and f"\n{name}" not in pinned] == []
