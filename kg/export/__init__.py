"""Export: the graph → files for people and machines."""
