"""Which rows may not part when some are held back: the one thing every cut in the app obeys."""
