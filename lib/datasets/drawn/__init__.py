"""Data that a visitor draws: how points and names are written in a link, and read again."""
