"""How large the limits that a user sets may be: what a system's clocks and counters of memory take, and some."""

MOST_SECONDS = 14 * 86_400  # a fortnight; waiting for a process counts milliseconds in 31 bits
MOST_MEGABYTES = 1 << 30
