"""What grows on a field, from four spectral bands of a satellite."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Satellite bands",
    summary="Soil or crop in a satellite picture, seen in four colours of light: each view alone "
    "is weak, all together are strong.",
    order=610,
    question="What covers the ground?",
    things="spots",
    fields=("machines", "vision"),
    file="satellite_bands",
    n_rows=2399,
    target="ground",
    classes=(
        "red_soil",
        "cotton_crop",
        "grey_soil",
        "damp_grey_soil",
        "vegetation_stubble",
        "very_damp_grey_soil",
    ),
    names={
        "nir1": "near infrared 1",
        "nir2": "near infrared 2",
        "cotton_crop": "cotton",
        "vegetation_stubble": "stubble",
    }
    | {f"p{pixel}": f"pixel {pixel}" for pixel in range(1, 10)},
    naming="{view} {feature}",
    source="Statlog (Landsat Satellite), UCI Machine Learning Repository.",
    citation="Srinivasan, A. (1993) Statlog (Landsat Satellite), Centre for Remote Sensing, "
    "University of New South Wales.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="2399 of 6435 rows, drawn in proportion with seed 0. Neighbouring windows of 3 x 3 "
    "pixels overlap, so accuracies are a little optimistic; the sample weakens that.",
)
