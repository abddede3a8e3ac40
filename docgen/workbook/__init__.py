"""How is a goal workbook made for a manager, and checked when it comes back?"""
