"""How sure one may be: paired comparisons, and the best of many without its luck."""
