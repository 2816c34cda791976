"""k-nearest neighbours: ask the training rows most like this one."""

from lib.base_models._entry import BaseModel
from lib.base_models._neighbours import Neighbours
from lib.catalogue.controls import Choice, Slider


def make(random_state: int, n_neighbors: int, weights: str) -> Neighbours:
    """Nothing is drawn at random here; the seed is part of the contract."""
    return Neighbours(n_neighbors=n_neighbors, weights=weights)


ENTRY = BaseModel(
    title="k-nearest neighbours",
    short="Neighbours",
    summary="Looks up the most similar rows it has seen and lets them vote.",
    make=make,
    controls={
        "n_neighbors": Slider(
            "Neighbours",
            1,
            50,
            5,
            help="How many similar rows vote: few give a ragged boundary, many a smooth one.",
        ),
        "weights": Choice(
            "Weights",
            {"uniform": "all the same", "distance": "nearer counts more"},
            default="uniform",
            help="Whether a nearer neighbour has a stronger vote.",
        ),
    },
    needs_scaling=True,
    order=40,
)
