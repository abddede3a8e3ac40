"""Is a finished file whole and harmless, and does it say what it should? Asked before anything is saved."""

from docgen.proof.prove import prove
from docgen.proof.said import verify

__all__ = ["prove", "verify"]
