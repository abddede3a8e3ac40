"""How does a roster become one spec a row?"""
