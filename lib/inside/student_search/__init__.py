"""How small a student may be: a search over kinds and sizes."""
