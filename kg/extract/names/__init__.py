"""Which stretches of an article name people, bodies and places.

Takes tagged sentences and the names a user teaches; gives spans with a kind and how sure they are. ``choice`` and
``people_choice`` decide.
"""
