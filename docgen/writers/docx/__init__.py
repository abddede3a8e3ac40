"""What does a document look like in WordprocessingML?"""
