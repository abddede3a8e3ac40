"""How do finished files reach the disk?"""
