"""Who makes the documents of a pack, and what may that cost?"""
