"""How are CSV and Excel read, so that every cell keeps its place?"""
