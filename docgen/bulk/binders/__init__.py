"""What does the one who leads a team get?"""
