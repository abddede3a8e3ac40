"""What may a goal document say?"""
