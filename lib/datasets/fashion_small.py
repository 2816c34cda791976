"""Ten kinds of clothing in small grey pictures, described in three ways."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Clothing pictures",
    summary="Ten kinds of clothing in small grey pictures: three views computed from one picture, "
    "so fusing them adds little.",
    order=680,
    question="Which piece of clothing is it?",
    things="pictures",
    fields=("vision",),
    is_wide=True,
    file="fashion_small",
    n_rows=1500,
    target="kind of clothing",
    classes=(
        "tshirt",
        "trouser",
        "pullover",
        "dress",
        "coat",
        "sandal",
        "shirt",
        "sneaker",
        "bag",
        "ankle_boot",
    ),
    names={"tshirt": "T-shirt", "trouser": "trousers"},
    naming="{view} {feature}",
    source="Fashion-MNIST of Zalando, test pictures.",
    citation="Xiao, H., Rasul, K. & Vollgraf, R. (2017) Fashion-MNIST: a novel image dataset for "
    "benchmarking machine learning algorithms. arXiv:1708.07747.",
    licence="MIT (c 2017 Zalando SE).",
    changes="150 of the test pictures of each kind, drawn with seed 0, averaged to 14 x 14 pixels; "
    "edges are histograms of directions, the outline is means of rows and columns of the 28 x 28 "
    "original.",
)
