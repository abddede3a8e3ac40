"""How does a pack look while it is being changed?"""
