"""Networks as plain weights: run, averaged, matched, joined, pruned; numpy and scipy only.

A linear model is a network without hidden layers, so what holds for networks holds for it.
"""
