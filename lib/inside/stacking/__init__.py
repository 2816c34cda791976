"""A second model opened: who saw which rows, what it learned, its score written out, and a leak."""
