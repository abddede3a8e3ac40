"""What is a goal workbook made of, and how does a filled one become specs?"""

from docgen.sources.workbook.pages import is_goal_workbook
from docgen.sources.workbook.source import GoalWorkbook

__all__ = ["GoalWorkbook", "is_goal_workbook"]
