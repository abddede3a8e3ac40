"""What went wrong, where, and what to do?"""

from docgen.diagnostics.catalogue import report
from docgen.diagnostics.model import (
    Checked,
    Diagnostic,
    DocgenError,
    Fact,
    FieldPath,
    Locate,
    Location,
    Severity,
    nowhere,
    show_path,
)

__all__ = [
    "Checked",
    "Diagnostic",
    "DocgenError",
    "Fact",
    "FieldPath",
    "Locate",
    "Location",
    "Severity",
    "nowhere",
    "report",
    "show_path",
]
