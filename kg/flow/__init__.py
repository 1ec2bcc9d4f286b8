"""Flow: the graph made of rows that meet by keys, for what is too large to be held; on one disk, or on a cluster.

Each function takes what one key gathers and gives what follows from it, by the functions of :mod:`kg.resolve` and
:mod:`kg.assemble`; what brings the rows of a key together is another room's work (:mod:`kg.disk`, :mod:`kg.spark`).
"""
