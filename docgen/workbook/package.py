"""The zip around a workbook: one fixed date, and a seal, so that docgen knows its own files again."""

from __future__ import annotations

import re
import zipfile
from collections.abc import Callable
from io import BytesIO

from docgen.archive import read_members
from docgen.seal import PACKAGE_SEAL, package_digest

__all__ = ["BLANK_SEAL", "seal_workbook"]

BLANK_SEAL = "0" * 64
"""What stands in the place of the seal until the workbook is finished."""

_CUSTOM = "docProps/custom.xml"
_CORE = "docProps/core.xml"
_EPOCH = (1980, 1, 1, 0, 0, 0)
_MODIFIED = re.compile(rb"(<dcterms:modified[^>]*>)[^<]*(<)")
_DAY = rb"\g<1>1980-01-01T00:00:00Z\g<2>"
_ROOT, _TYPES = (
    b"<Properties ",
    (b' xmlns:vt="http://schemas.openxmlformats.org/officeDocument/2006/docPropsVTypes"'),
)
_SEAL = re.compile(rb'(name="' + PACKAGE_SEAL.encode() + rb'"[^>]*><vt:lpwstr>)[0-9a-f]{64}(<)')


def seal_workbook(
    content: bytes, change: Callable[[dict[str, bytes]], None] = lambda _members: None
) -> bytes:
    """Return the same workbook without the time at which it was written, and with its seal.

    It must have the custom property of the seal, with ``BLANK_SEAL`` in it. ``change`` may change its parts
    before they are sealed.
    """
    members = read_members(content)
    change(members)
    members[_CORE] = _MODIFIED.sub(_DAY, members[_CORE])
    custom = _plain(members.pop(_CUSTOM))
    digest = package_digest(members.items()).encode()
    members[_CUSTOM] = _SEAL.sub(rb"\g<1>" + digest + rb"\g<2>", custom)
    target = BytesIO()
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in members.items():
            info = zipfile.ZipInfo(name, _EPOCH)
            info.compress_type = zipfile.ZIP_DEFLATED
            info.create_system = 0
            archive.writestr(info, part)
    return target.getvalue()


def _plain(custom: bytes) -> bytes:
    """Name the types of properties once, at the top, as Excel does and as a seal is looked for."""
    return custom.replace(_TYPES, b"").replace(_ROOT, b"<Properties" + _TYPES + b" ", 1)
