"""How do many machines make the documents of one run?"""
