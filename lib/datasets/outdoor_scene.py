"""What a small patch of an outdoor photograph shows."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Outdoor scene",
    summary="Sky, grass, path or wall in a patch of an outdoor photograph, from position, texture "
    "and colour: early fusion beats late.",
    order=570,
    question="What does the patch show?",
    things="patches",
    fields=("machines", "vision"),
    file="outdoor_scene",
    n_rows=2086,
    target="what the patch shows",
    classes=("brickface", "cement", "foliage", "grass", "path", "sky", "window"),
    names={
        "brickface": "brick",
        "region_centroid_col": "column of the patch",
        "region_centroid_row": "row of the patch",
        "vedge_mean": "vertical edges, mean",
        "vedge_sd": "vertical edges, spread",
        "hedge_mean": "horizontal edges, mean",
        "hedge_sd": "horizontal edges, spread",
        "rawred_mean": "red",
        "rawblue_mean": "blue",
        "rawgreen_mean": "green",
        "exred_mean": "excess red",
        "exblue_mean": "excess blue",
        "exgreen_mean": "excess green",
        "intensity_mean": "intensity",
        "value_mean": "value",
        "saturation_mean": "saturation",
        "hue_mean": "hue",
    },
    units={"region_centroid_col": "px", "region_centroid_row": "px"},
    source="Statlog (Image Segmentation), UCI Machine Learning Repository, from the river package.",
    citation="Vision Group, University of Massachusetts (1990) Image Segmentation.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="224 exact duplicates removed from 2310 rows. The seven photographs are not named, so "
    "patches of one photograph fall on both sides of a split and accuracies are optimistic.",
)
