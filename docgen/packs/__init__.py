"""Whose look and structure is this?"""
