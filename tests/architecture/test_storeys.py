import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[2]


def test_it_keeps_the_storeys():
    """Arrows go down only; the contracts are in pyproject.toml."""
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
