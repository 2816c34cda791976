"""Which shoulder exercise a smartwatch feels; several windows a person."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Watch exercises",
    summary="Which of seven shoulder exercises is done, felt by two sensors of a watch: fusing "
    "late still works when a sensor is lost.",
    order=590,
    question="Which exercise is done?",
    things="exercises",
    fields=("sensors", "machines"),
    file="watch_exercises",
    n_rows=1149,
    target="exercise",
    classes=(
        "pendulum",
        "abduction",
        "forward_elevation",
        "internal_rotation",
        "external_rotation",
        "trapezius",
        "row",
    ),
    names={
        "accel": "accelerometer",
        "gyro": "gyroscope",
        "trapezius": "trapezius extension",
    },
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
    source="SPAR shoulder exercises, watch data of the seglearn package.",
    citation="Burns, D. M. et al. (2018) Shoulder physiotherapy exercise recognition: machine "
    "learning the inertial signals from a smartwatch. Physiological Measurement 39, 075007.",
    licence="BSD 3-Clause (the author of the package owns the data).",
    changes="140 recordings of ten people at 50 Hz cut into windows of 4 s that do not overlap; 23 "
    "simple statistics a sensor. Rows of one person never part in a split; a sample keeps whole "
    "people.",
)
