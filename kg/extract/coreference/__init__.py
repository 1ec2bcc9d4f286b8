"""Which printed forms mean one thing: full and short names, spellings, 该院, 王局长.

Takes names with their kinds and places; gives which of them are one. Knows nothing of the bench.
"""
