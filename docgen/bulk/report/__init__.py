"""What does HR get at the end, beside the documents?"""

from docgen.bulk.report.making import make_report
from docgen.bulk.report.model import About, Reported

__all__ = ["About", "Reported", "make_report"]
