"""What is the result worth?"""
