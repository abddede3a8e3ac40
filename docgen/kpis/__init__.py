"""Which indicators exist?"""
