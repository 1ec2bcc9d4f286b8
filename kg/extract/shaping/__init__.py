"""Where names begin and end: forms cut, joined and completed by what the language allows, and wholes that one reading gives.

Takes a text and the forms chosen in it; changes the forms, and decides about no name's being one.
"""
