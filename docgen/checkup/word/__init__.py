"""Is this Word file fit to be filled?"""
