"""What others say of a Word file: Microsoft's Open XML SDK, and its port to Python."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

from openxml_audit import FileFormat, OpenXmlValidator

__all__ = ["SDK", "ask_sdk", "audit"]

SDK = Path(sys.prefix) / "tools" / "ooxml-validator"
"""Where make/validator.sh puts it, if it can."""
# openxml-audit 0.8 holds the kind of a building block against the list of kinds of section breaks.
_FALSE_ALARM = re.compile(
    r"/docPartPr\[1]/types\[1]/type\[1]: .*'bbPlcHdr' is not in allowed values: \['continuous'"
)


def audit(path: Path) -> list[str]:
    """Return what openxml-audit finds wrong."""
    result = OpenXmlValidator(file_format=FileFormat.MICROSOFT_365).validate(path)
    found = [f"{error.part_uri} {error.path}: {error.description}" for error in result.errors]
    assert result.is_valid is not bool(found), found
    return [words for words in found if not _FALSE_ALARM.search(words)]


def ask_sdk(path: Path) -> list[str]:
    """Return what the Open XML SDK finds wrong."""
    # The program is .NET, which would look for ICU, a library that a plain machine lacks.
    environment = {**os.environ, "DOTNET_SYSTEM_GLOBALIZATION_INVARIANT": "1"}
    done = subprocess.run(
        [SDK, path, "Microsoft365"],
        env=environment,
        check=False,
        capture_output=True,
        encoding="utf-8",
        timeout=60,
    )
    assert done.stdout, done.stderr
    result = json.loads(done.stdout)
    found = [f"{error['path']} {error['xPath']}: {error['description']}" for error in result["errors"]]
    assert result["ok"] is not bool(found), found
    return found
