"""Models that run for one answer."""

from lib.cares._entry import Axis, Care, Limit
from lib.catalogue.controls import Slider
from lib.words import models

ENTRY = Care(
    label="Few models",
    phrase="few models to maintain",
    help="Models run for one answer, counted in every fold: each must be kept up to date.",
    measure=lambda results, metric: results.costs().models,
    format=lambda amount, metric: models(amount),
    floor=1,
    same_within=1.05,
    axis=Axis("Models run for an answer<br>fewer is better", "Models run", "number of models"),
    limit=Limit("models", "models", 1, Slider("At most so many models", 1, 50, 1), order=10),
    order=60,
)
