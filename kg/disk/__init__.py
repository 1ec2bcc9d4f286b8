"""Disk: the graph of more items than memory holds, made of sorted runs by the functions of :mod:`kg.flow`."""

from kg.disk.build import Written, build
from kg.disk.runs import Scratch
from kg.disk.shelf import Shelf

__all__ = ["Scratch", "Shelf", "Written", "build"]
