"""How are a thousand made, and how is it known that none is missing?"""
