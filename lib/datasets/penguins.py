"""Three species of penguin by what is measured in the field."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Penguins",
    summary="Three species told apart by bill, body and where they were found: easy once the views "
    "are joined, and simple models are already right.",
    order=510,
    question="Which penguin is it?",
    things="penguins",
    fields=("nature",),
    file="penguins",
    n_rows=344,
    target="species",
    classes=("Adelie", "Chinstrap", "Gentoo"),
    names={
        "field": "field notes",
        "Adelie": "Adélie",
        "Chinstrap": "chinstrap",
        "Gentoo": "gentoo",
        "length_mm": "bill length",
        "depth_mm": "bill depth",
        "flipper_mm": "flipper length",
        "mass_g": "body mass",
    },
    units={"length_mm": "mm", "depth_mm": "mm", "flipper_mm": "mm", "mass_g": "g"},
    categories=("island", "sex"),
    source="palmerpenguins, Palmer Station LTER, Antarctica.",
    citation="Horst, A. M., Hill, A. P. & Gorman, K. B. (2020) palmerpenguins: Palmer Archipelago "
    "penguin data; Gorman, K. B., Williams, T. D. & Fraser, W. R. (2014) PLoS ONE 9(3): e90081.",
    licence="CC0 1.0.",
    changes="All 344 rows, the year left out; 19 cells are missing, and a missing sex reads “not "
    "recorded”.",
)
