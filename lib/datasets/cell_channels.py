"""Whether software outlined a cell well, from four channels of a microscope."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Cell images",
    summary="Did the software outline this cell well? Four channels of a fluorescence microscope, "
    "each staining another part of the cell.",
    order=620,
    question="Is the cell outlined well?",
    things="cells",
    fields=("healthcare", "vision"),
    file="cell_channels",
    n_rows=2019,
    first_share=64,
    target="outline of the cell",
    classes=("poorly_segmented", "well_segmented"),
    names={
        "ch1": "cell body",
        "ch2": "nucleus",
        "ch3": "actin",
        "ch4": "tubulin",
        "poorly_segmented": "poor",
        "well_segmented": "good",
    },
    words={
        "avg": "average",
        "inten": "intensity",
        "diff": "difference",
        "perim": "perimeter",
        "eq": "equivalent",
        "circ": "circle",
        "diam": "diameter",
        "vol": "volume",
        "kurt": "kurtosis",
        "skew": "skewness",
        "var": "variance",
        "dist": "distance",
        "align": "alignment",
        "cooc": "co-occurrence",
    },
    naming="{view} {feature}",
    source="Object cells of the R package modeldata.",
    citation="Hill, A. A., LaPan, P., Li, Y. & Haney, S. (2007) Impact of image segmentation on "
    "high-content screening data quality for SK-BR-3 cells. BMC Bioinformatics 8, 340.",
    licence="MIT as distributed (c 2019 Max Kuhn, RStudio).",
    changes="All 2019 rows; the column that says train or test left out. Channel 1 also carries "
    "the shape of the cell.",
)
