"""Where do specs and progress come from?"""
