"""What does a document look like in WordprocessingML?"""

from docgen.writers.docx.writer import DocxWriter

__all__ = ["DocxWriter"]
