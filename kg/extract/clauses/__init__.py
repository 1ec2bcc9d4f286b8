"""What a clause says: a row of words, who does what, to whom.

Takes a sentence on the bench and its names; gives subjects, doers and predicates in spans. Puts nothing on the bench.
"""
