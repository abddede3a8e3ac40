"""What does a document look like on paper?"""

from docgen.writers.pdf.writer import PdfWriter

__all__ = ["PdfWriter"]
