"""What rules over probabilities share; whoever writes a combiner finds the plumbing here."""
