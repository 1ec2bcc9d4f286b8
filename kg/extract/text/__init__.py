"""What characters say without a model: sentences, numbers, dates, quantities, quotation marks, words that name events.

Takes text and spans of it; gives values with the spans they were read from.
"""
