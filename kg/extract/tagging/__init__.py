"""What networks read: the tagger's words, and how likely people, bodies, places and posts stand where.

Takes sentences; gives their words with tags (``Word``) and a judgement of every stretch (``SentenceScores``).
"""
