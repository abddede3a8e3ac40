"""What is wrong, with this machine or with a finished document?"""
