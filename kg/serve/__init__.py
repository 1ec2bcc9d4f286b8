"""Serve: a graph in the browser and at a SPARQL endpoint, read-only, for this computer unless told otherwise.

``run`` opens the door, ``app`` knows the addresses, ``pool`` and ``worker`` evaluate queries apart from the server,
``library`` holds the graph for the pages, ``pages`` writes them.
"""
