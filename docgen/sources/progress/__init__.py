"""How far have things come, according to the tools people work with?"""
