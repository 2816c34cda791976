"""Networks as plain weights: run, averaged, matched, joined, pruned; numpy and scipy only.

A linear model is a network without hidden layers, so what holds for networks holds for it.
"""

from lib.networks._averaging import average, greedy_soup, mix, shape_in_words
from lib.networks._joining import join, prune
from lib.networks._matching import match, match_all, permute
from lib.networks._network import Network, logits, probabilities, read
from lib.networks._paths import (
    Pair,
    barrier,
    log_losses,
    make_pairs,
    mixed_answers,
    path_answers,
)
from lib.networks._training import branch, resume, stratified_draw

__all__ = [
    "Network",
    "Pair",
    "average",
    "barrier",
    "branch",
    "greedy_soup",
    "join",
    "log_losses",
    "logits",
    "make_pairs",
    "match",
    "match_all",
    "mix",
    "mixed_answers",
    "path_answers",
    "permute",
    "probabilities",
    "prune",
    "read",
    "resume",
    "shape_in_words",
    "stratified_draw",
]
