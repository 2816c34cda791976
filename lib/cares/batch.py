"""Seconds to answer a row when many are asked together."""

from lib.cares._entry import Axis, Care
from lib.words import duration

ENTRY = Care(
    label="Quick with many rows",
    phrase="quick answers to many rows at once",
    help="Processor time for a row when 200 are asked together, as a job at night does. Measured "
    "like the time for one row.",
    measure=lambda results, metric: results.times.in_batch,
    is_timed=True,
    format=lambda amount, metric: f"{duration(amount)} a row in a batch",
    floor=1e-7,
    same_within=1.5,
    axis=Axis(
        "Time for a row in a batch (µs)<br>lower is better",
        "Microseconds a row in a batch",
        "time in a batch",
        1e-6,
    ),
    order=35,
)
