"""Events of an article: what they are called, who holds them, who takes part, where, when, and what about.

Takes a bench with names and posts; puts events on it and what ties names to them. ``finding`` is the way in, ``topics``
the step after it.
"""
