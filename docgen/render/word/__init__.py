"""How is a Word file with placeholders read, mended and filled?"""
