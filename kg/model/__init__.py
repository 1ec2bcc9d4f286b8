"""Frozen data that every other room shares; the standard library only."""
