"""Lookups over the tables in ``kg/data``: places, names, titles, suffixes, abbreviations; no rules about texts."""
