"""Ten kinds of clothing in small grey pictures, described in three ways."""

from lib.datasets._entry import Provenance
from lib.datasets._file import CsvFile
from lib.datasets._real import Recorded

PROVENANCE = Provenance(
    source="Fashion-MNIST of Zalando, test pictures.",
    citation="Xiao, H., Rasul, K. & Vollgraf, R. (2017) Fashion-MNIST: a novel image dataset for "
    "benchmarking machine learning algorithms. arXiv:1708.07747.",
    licence="MIT (c 2017 Zalando SE).",
    changes="150 of the test pictures of each kind, drawn with seed 0, averaged to 14 x 14 pixels; "
    "edges are histograms of directions, the outline is means of rows and columns of the 28 x 28 "
    "original.",
)

FILE = CsvFile(
    name="fashion_small",
    classes={
        "tshirt": "T-shirt",
        "trouser": "trousers",
        "pullover": "pullover",
        "dress": "dress",
        "coat": "coat",
        "sandal": "sandal",
        "shirt": "shirt",
        "sneaker": "sneaker",
        "bag": "bag",
        "ankle_boot": "ankle boot",
    },
    views={
        "pixels": "pixels",
        "edges": "edges",
        "outline": "outline",
    },
    target="kind of clothing",
    provenance=PROVENANCE,
    naming="{view} {feature}",
)

ENTRY = Recorded(
    title="Clothing pictures",
    summary="Ten kinds of clothing in small grey pictures: three views computed from one picture, "
    "so fusing them adds little.",
    order=680,
    fields=("vision",),
    is_wide=True,
    read=FILE.read,
    n_rows=1500,
).entry()
