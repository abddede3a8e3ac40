"""Which ways of the engine are longer than they need to be? Shorter ones to the same place, for our documents alone."""

from docgen.writers.pdf.shortcuts.install import shortcuts
from docgen.writers.pdf.shortcuts.pages import made_pages

__all__ = ["made_pages", "shortcuts"]
