"""How does it become a file?"""

BUILT_IN = {
    "docx": "docgen.writers.docx:DocxWriter",
    "html": "docgen.writers.html:HtmlWriter",
    "pdf": "docgen.writers.pdf:PdfWriter",
}
"""Every format we can write, by name, in the syntax of an entry point (group ``docgen.writers``)."""
