"""A view breaks while the models are in use: what every way to combine has left of its score.

All models and combiners learn from clean rows, as the engine fits them; only rows held back are
broken. Each fold is opened once, and its models are asked about the same rows at every amount of
damage, so two amounts differ by the damage alone.
"""
