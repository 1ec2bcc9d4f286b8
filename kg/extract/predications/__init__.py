"""What else is said of what was named: in its own words, in figures, of how it works, of what it does.

Takes a bench with names, posts, events and projects; each module is a step that puts one sort of relation on it.
"""
