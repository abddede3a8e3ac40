"""How does one begin?"""
