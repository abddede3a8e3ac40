"""Where does data meet a template?"""
