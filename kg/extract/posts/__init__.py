"""Who holds which post, where, since when.

Takes the words of a sentence and the names in it; gives claims in spans (``PostClaim``), settled with hosts and
terms. ``grammar`` reads a sentence, ``claims`` settles an article.
"""
