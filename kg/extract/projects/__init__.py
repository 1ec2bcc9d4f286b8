"""Projects of an article, with their money, area, place and parties.

Takes a bench with names; puts projects on it and what ties names to them. ``finding`` is the way in.
"""
