"""How does a person ask?"""

from docgen.cli.program import help_pages, main

__all__ = ["help_pages", "main"]
