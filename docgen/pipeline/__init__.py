"""The order of the steps, known here alone: read → fill → validate → review → present → render → write.

``prepare`` does what is slow and the same for every document, ``produce`` what is fast and new for
each. Both touch nothing but their arguments; ``check`` opens a file for you.
"""

from docgen.pipeline.checking import check, examine, inspect, look_over
from docgen.pipeline.clock import this_day
from docgen.pipeline.making import make, produce, show
from docgen.pipeline.outcome import Outcome
from docgen.pipeline.press import LAYOUT_FIRST, WRITERS, Press, WordTemplate, check_outputs, prepare

__all__ = [
    "LAYOUT_FIRST",
    "WRITERS",
    "Outcome",
    "Press",
    "WordTemplate",
    "check",
    "check_outputs",
    "examine",
    "inspect",
    "look_over",
    "make",
    "prepare",
    "produce",
    "show",
    "this_day",
]
