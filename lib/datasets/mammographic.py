"""A radiologist's opinion beside what the picture shows."""

from lib.datasets._recorded import CsvFile

ENTRY = CsvFile(
    title="Mammograms",
    summary="Is a breast mass malignant? A radiologist's rating, the patient's age and the look of "
    "the mass: human and machine judgement fused.",
    order=530,
    question="Is the mass malignant?",
    things="patients",
    fields=("healthcare",),
    file="mammographic",
    n_rows=829,
    first_share=48,
    target="severity of the mass",
    classes=("malignant", "benign"),
    names={
        "birads": "BI-RADS rating",
        "shape": "shape of the mass",
        "margin": "margin of the mass",
        "density": "density of the mass",
    },
    units={"age": "years"},
    source="Mammographic Mass, UCI Machine Learning Repository, in the KEEL version of complete "
    "rows.",
    citation="Elter, M., Schulz-Wendtland, R. & Wittenberg, T. (2007) The prediction of breast "
    "cancer biopsy outcomes using two CAD approaches. Medical Physics 34(11), 4164-4172.",
    licence="CC BY 4.0, the licence of the UCI repository (see data/README.md).",
    changes="830 complete rows of 961; one row with an impossible rating of 55 removed. 266 rows "
    "equal another one, because all columns are small whole numbers.",
)
