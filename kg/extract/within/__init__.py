"""What lies in what: a department in its bureau, a street in its city.

Takes the chains on the bench; gives pairs of part and whole. ``pairs`` weighs what the other modules propose.
"""
