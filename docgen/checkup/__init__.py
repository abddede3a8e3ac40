"""Is this pack fit to be used?"""
