"""Seconds to answer one row that comes alone."""

from lib.cares._entry import Axis, Care, Limit
from lib.catalogue.controls import Slider
from lib.words import duration

ENTRY = Care(
    label="Quick answers",
    phrase="quick answers",
    help="Processor time to answer one row that comes alone, measured after the fits, all methods "
    "in turn: the median of five. Most models take hardly longer for a hundred rows at once.",
    measure=lambda results, metric: results.times.alone,
    is_timed=True,
    beside="batch",
    format=lambda amount, metric: f"{duration(amount)} for one row",
    floor=1e-6,
    same_within=1.5,
    axis=Axis("Time to answer one row (ms)<br>lower is better", "Milliseconds a row", "time", 1e-3),
    limit=Limit(
        "latency_us",
        "latency",
        1e-6,
        Slider("One row answered within, µs", 1, 100_000, 10_000),
        order=20,
        about=1.5,
    ),
    order=30,
)
