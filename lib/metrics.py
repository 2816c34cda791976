"""Every score once: its name, its direction, and how it is computed from probabilities."""
