"""What may a template see?"""
