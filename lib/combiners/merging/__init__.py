"""Models that several are merged into, and what it takes to make them."""
