"""Which shoulder exercise a smartwatch feels; several windows a person."""

from lib.datasets._entry import Provenance
from lib.datasets._file import CsvFile
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
    source="SPAR shoulder exercises, watch data of the seglearn package.",
    citation="Burns, D. M. et al. (2018) Shoulder physiotherapy exercise recognition: machine "
    "learning the inertial signals from a smartwatch. Physiological Measurement 39, 075007.",
    licence="BSD 3-Clause (the author of the package owns the data).",
    changes="140 recordings of ten people at 50 Hz cut into windows of 4 s that do not overlap; 23 "
    "simple statistics a sensor. Rows of one person never part in a split; a sample keeps whole "
    "people.",
)

FILE = CsvFile(
    name="watch_exercises",
    classes={
        "pendulum": "pendulum",
        "abduction": "abduction",
        "forward_elevation": "forward elevation",
        "internal_rotation": "internal rotation",
        "external_rotation": "external rotation",
        "trapezius": "trapezius extension",
        "row": "row",
    },
    views={
        "accel": "accelerometer",
        "gyro": "gyroscope",
    },
    target="exercise",
    provenance=PROVENANCE,
    words={
        "sd": "spread",
        "iqr": "middle half",
        "absdiff": "change",
        "domfreq": "main frequency",
        "corr": "correlation",
        "mag": "total",
    },
    naming="{view} {feature}",
    units={f"domfreq_{axis}": "Hz" for axis in ("x", "y", "z", "mag")},
)

ENTRY = Recorded(
    title="Watch exercises",
    summary="Which of seven shoulder exercises is done, felt by two sensors of a watch: fusing "
    "late still works when a sensor is lost.",
    order=590,
    fields=("sensors", "machines"),
    read=FILE.read,
    n_rows=1149,
).entry()
