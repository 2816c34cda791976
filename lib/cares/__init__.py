"""What may matter to a visitor besides the score, and how each of it is measured."""
