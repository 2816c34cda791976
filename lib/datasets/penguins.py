"""Three species of penguin by what is measured in the field."""

from lib.datasets._entry import Provenance
from lib.datasets._file import CsvFile
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
    source="palmerpenguins, Palmer Station LTER, Antarctica.",
    citation="Horst, A. M., Hill, A. P. & Gorman, K. B. (2020) palmerpenguins: Palmer Archipelago "
    "penguin data; Gorman, K. B., Williams, T. D. & Fraser, W. R. (2014) PLoS ONE 9(3): e90081.",
    licence="CC0 1.0.",
    changes="All 344 rows, the year left out; 19 cells are missing, and a missing sex reads “not "
    "recorded”.",
)

FILE = CsvFile(
    name="penguins",
    classes={
        "Adelie": "Adélie",
        "Chinstrap": "chinstrap",
        "Gentoo": "gentoo",
    },
    views={
        "bill": "bill",
        "body": "body",
        "field": "field notes",
    },
    target="species",
    provenance=PROVENANCE,
    names={
        "length_mm": "bill length",
        "depth_mm": "bill depth",
        "flipper_mm": "flipper length",
        "mass_g": "body mass",
    },
    units={
        "length_mm": "mm",
        "depth_mm": "mm",
        "flipper_mm": "mm",
        "mass_g": "g",
    },
    categories=("island", "sex"),
)

ENTRY = Recorded(
    title="Penguins",
    summary="Three species told apart by bill, body and where they were found: easy once the views "
    "are joined, and simple models are already right.",
    order=510,
    fields=("nature",),
    read=FILE.read,
    n_rows=344,
).entry()
