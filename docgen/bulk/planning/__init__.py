"""What is to be made, and what will it be called?"""
