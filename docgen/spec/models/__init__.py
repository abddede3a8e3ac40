"""The models of the current schema version; everything after validation may trust them."""

from docgen.spec.models.base import Model, Text
from docgen.spec.models.root import SCHEMA_VERSION, GoalSpec

__all__ = ["SCHEMA_VERSION", "GoalSpec", "Model", "Text"]
