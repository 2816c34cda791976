"""Ratings with a known structure: people, films, and how taste and film go together."""

import numpy as np

from lib.catalogue.controls import Slider
from lib.datasets._generator import Generator

N_TRAITS = 2  # how much action, how much romance
GENEROUS, GOOD = 0.5, 0.5  # spread of people's and of films' mean rating
BLUR, BLUR_HISTORY = 0.5, 2.0  # what is known of them comes from a few ratings


def draw(label: int, n: int, noise: float, rng: np.random.Generator) -> np.ndarray:
    """Shape (n, 8); a rating is b_user + b_film + taste . traits + noise, liked when above zero.

    Of pairs of a person and a film those with the label are kept: it has even odds.
    """
    kept: list[np.ndarray] = []
    while sum(map(len, kept)) < n:
        taste, traits = rng.normal(size=(2, 4 * n, N_TRAITS))
        user, film = GENEROUS * rng.normal(size=4 * n), GOOD * rng.normal(size=4 * n)
        match = (taste * traits).sum(axis=1)
        rating = user + film + match + noise * rng.normal(size=4 * n)
        true = np.column_stack([user, taste, film, traits, match + user, match + film])
        blur = np.repeat([BLUR, BLUR_HISTORY], [6, 2])
        rows = true + blur * rng.normal(size=true.shape)
        kept.append(rows[(rating > 0) == bool(label)])
    return np.concatenate(kept)[:n]


ENTRY = Generator(
    title="Ratings of films",
    summary="Will this person like this film, from the person, the film and their history: drawn, "
    "so that fusion for recommending can be tried at all.",
    order=150,
    question="Will they like the film?",
    things="ratings",
    knob="noise",
    fields=("recommendation",),
    draw=draw,
    noise=Slider(
        "Mood",
        low=0,
        high=2,
        default=0.5,
        step=0.1,
        help="How much a rating depends on the day. No model can know that.",
    ),
    feature_names=(
        "mean rating given",
        "taste for action",
        "taste for romance",
        "mean rating got",
        "action",
        "romance",
        "rated films like it",
        "rated by people like them",
    ),
    class_names=("not liked", "liked"),
    target="rating",
    views={"person": (0, 1, 2), "film": (3, 4, 5), "history": (6, 7)},
    design="Koren, Y., Bell, R. & Volinsky, C. (2009) Matrix factorization techniques for "
    "recommender systems: a rating is two biases and the product of taste and traits.",
)
