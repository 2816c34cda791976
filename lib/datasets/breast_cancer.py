"""Benign or malignant, from the outlines of cell nuclei under a microscope."""

from lib.datasets._recorded import Bundled

MEASURES = (
    *("radius", "texture", "perimeter", "area", "smoothness"),
    *("compactness", "concavity", "concave points", "symmetry", "fractal dimension"),
)
KINDS = ("mean {}", "{} error", "worst {}")

ENTRY = Bundled(
    title="Breast cancer",
    summary="Benign or malignant, from outlines of cell nuclei: logistic regression is already "
    "near the ceiling, so little is left to gain.",
    order=550,
    question="Is the tumour malignant?",
    things="patients",
    fields=("healthcare", "vision"),
    key="breast_cancer",
    n_rows=569,
    first_share=37,
    target="diagnosis",
    classes=("malignant", "benign"),
    features={kind.format(measure): "" for kind in KINDS for measure in MEASURES},
    views={
        "mean": tuple(range(10)),
        "error": tuple(range(10, 20)),
        "worst": tuple(range(20, 30)),
    },
    source="load_breast_cancer of scikit-learn; Breast Cancer Wisconsin (Diagnostic), UCI Machine "
    "Learning Repository.",
    citation="Street, W. N., Wolberg, W. H. & Mangasarian, O. L. (1993) Nuclear feature extraction "
    "for breast tumor diagnosis. Proceedings of SPIE 1905, 861-870.",
    changes="All 569 rows. Each of ten measures has a mean, a standard error and a worst value; "
    "these three are the views.",
)
