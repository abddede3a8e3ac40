"""Is this a goal worth signing?"""
