"""The weights lab: slide from one network to another, and watch what survives on the way."""
