"""Seconds to answer one row."""

from lib.cares._entry import Axis, Care, Limit
from lib.catalogue.controls import Slider
from lib.words import duration

ENTRY = Care(
    label="Quick answers",
    phrase="quick answers",
    help="Time to answer one row, measured while rows held back were answered.",
    measure=lambda results, metric: results.costs().predict_seconds,
    format=lambda amount, metric: f"{duration(amount)} a row",
    floor=1e-6,
    same_within=1.5,
    axis=Axis("Time to answer one row (ms)<br>lower is better", "Milliseconds a row", "time", 1e-3),
    limit=Limit(
        "latency_us", "latency", 1e-6, Slider("Answer within, µs a row", 1, 100_000, 1000), order=20
    ),
    order=30,
)
