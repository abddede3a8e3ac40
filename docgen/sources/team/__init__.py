"""How do a shared part and what each person has of their own become one spec a person?"""
