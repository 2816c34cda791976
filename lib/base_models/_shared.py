"""Knobs that several base models have in common, so that they read the same everywhere."""

from lib.catalogue.controls import Choice, Slider

FLEXIBILITY = Choice(
    "Flexibility",
    {
        "0.01": "0.01 (very cautious)",
        "0.1": "0.1 (cautious)",
        "1": "1 (usual)",
        "10": "10 (bold)",
        "100": "100 (very bold)",
    },
    default="1",
    help="How far the model may bend to fit the training rows: more follows them closely, noise "
    "included; less keeps the boundary simple.",
)

TREES = Slider(
    "Trees",
    10,
    200,
    60,
    step=10,
    help="How many trees vote: more gives calmer probabilities and takes longer.",
)

SMALLEST_LEAF = Slider(
    "Smallest leaf",
    1,
    50,
    1,
    help="The fewest training rows an answer may rest on: more gives a smoother boundary.",
)
