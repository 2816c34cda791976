"""Seconds of every fit that is needed."""

from lib.cares._entry import Axis, Care, Limit
from lib.catalogue.controls import Slider
from lib.words import duration

ENTRY = Care(
    label="Quick training",
    phrase="quick training",
    help="Time of every fit that is needed, choosing and weighing included.",
    measure=lambda results, metric: results.costs().fit_seconds,
    format=lambda amount, metric: f"{duration(amount)} of training",
    floor=1e-3,
    same_within=1.5,
    axis=Axis("Time to train (s)<br>lower is better", "Seconds to train", "training time"),
    limit=Limit(
        "training_ms",
        "training",
        1e-3,
        Slider("Trained within, ms", 1, 100_000, 1000),
        order=40,
        about=1.5,
    ),
    order=50,
)
