"""What was signed, and what has changed since?"""
