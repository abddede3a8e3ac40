"""Which fields does a template use, and are they all there? Told from its text alone, before it runs."""

from docgen.render.fields.check import Known, check_fields, check_templates, find_fields
from docgen.render.fields.pack import check_texts, known_of
from docgen.render.fields.tree import Used, json_schema_of

__all__ = [
    "Known",
    "Used",
    "check_fields",
    "check_templates",
    "check_texts",
    "find_fields",
    "json_schema_of",
    "known_of",
]
