"""What is on the page, regardless of format?"""
